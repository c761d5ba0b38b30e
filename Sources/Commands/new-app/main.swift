import NewApp
import Terminal

let arguments = NewAppCommand.syntax.parseOrExit()
NewAppCommand().run(arguments, on: .process).exitProcess()
