import Deployment
import Terminal

let arguments = OutputsCommand.syntax.parseOrExit()
await OutputsCommand.run(arguments).exitProcess()
