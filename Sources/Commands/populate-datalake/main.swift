import AppCommands
import Operations
import Stacks

await AppCommand(WebMarketPlus.app).main(PopulateCommand(WebMarketPlus.operations))
