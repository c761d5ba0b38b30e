import Operations
import Terminal

let arguments = PopulateCommand.syntax.parseOrExit()
await PopulateCommand.run(arguments).exitProcess()
