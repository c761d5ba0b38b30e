import AppCommands
import OperationVerbs
import Stacks

await AppCommand(WebMarketPlus.app).main(.cleanup(WebMarketPlus.operations))
