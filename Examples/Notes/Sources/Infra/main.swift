import AppCommands
import Stacks

await AppCommand(Notes.app).main()
