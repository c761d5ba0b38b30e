import AppCommands
import Stacks

await AppCommand(Orders.app).main()
