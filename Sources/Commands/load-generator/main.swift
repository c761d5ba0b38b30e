import AppCommands
import Operations
import Stacks

await AppCommand(WebMarketPlus.app).main(LoadCommand(WebMarketPlus.operations))
