import AppMigration
import Environments
import Terminal

let arguments = MigrateCommand.syntax.parseOrExit()
await MigrateCommand().run(arguments).exitProcess()
