import AppCommands
import Stacks

await AppCommand(WebMarketPlus.app).main(.adopt)
