import AppCommands
import Operations
import Stacks

await AppCommand(WebMarketPlus.app).main(CleanupCommand(WebMarketPlus.operations))
