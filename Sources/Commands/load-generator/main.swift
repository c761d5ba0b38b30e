import Operations
import Terminal

let arguments = LoadCommand.syntax.parseOrExit()
await LoadCommand.run(arguments).exitProcess()
