import Operations
import Terminal

let arguments = CleanupCommand.syntax.parseOrExit()
await CleanupCommand.run(arguments).exitProcess()
