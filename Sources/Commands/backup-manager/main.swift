import AppCommands
import Operations
import Stacks

await AppCommand(WebMarketPlus.app).main(BackupManagerCommand(WebMarketPlus.operations))
