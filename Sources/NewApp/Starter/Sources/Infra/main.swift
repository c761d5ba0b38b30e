import AppCommands
import Stacks

await AppCommand(Starter.app).main()
