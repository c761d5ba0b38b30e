import Deployment
import Terminal

let arguments = DeployCommand.syntax.parseOrExit()
let secrets = [SecretBinding(environmentVariable: "DB_PASSWORD", parameter: "DBPassword")]
await DeployCommand.run(arguments, secrets: secrets, templates: Sample.templates).exitProcess()
