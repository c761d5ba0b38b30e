import Deployment
import Stacks
import Terminal

let arguments = DeployCommand.syntax.parseOrExit()
await DeployCommand.run(arguments, secrets: [SecretBinding(environmentVariable: "DB_PASSWORD", parameter: "DBPassword")]) {
    try DeployableTemplates(WebMarketPlus.app().synthesize())
}.exitProcess()
