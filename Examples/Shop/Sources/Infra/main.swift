import AppCommands
import Stacks

await AppCommand(Shop.app).main()
