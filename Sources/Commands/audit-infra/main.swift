import Operations
import Terminal

let arguments = AuditCommand.syntax.parseOrExit()
await AuditCommand.run(arguments).exitProcess()
