import Deployment
import Terminal

let arguments = DestroyCommand.syntax.parseOrExit()
await DestroyCommand.run(arguments, templates: Sample.templates).exitProcess()
