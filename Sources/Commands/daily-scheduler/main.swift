import Operations
import Terminal

let arguments = DailySchedulerCommand.syntax.parseOrExit()
await DailySchedulerCommand.run(arguments).exitProcess()
