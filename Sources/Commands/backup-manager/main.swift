import Operations
import Terminal

let arguments = BackupManagerCommand.syntax.parseOrExit()
await BackupManagerCommand.run(arguments).exitProcess()
