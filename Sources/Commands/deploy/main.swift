import Deployment
import Stacks

await DeployCommand(secrets: [SecretBinding(environmentVariable: "DB_PASSWORD", parameter: "DBPassword")]) {
    try DeployableTemplates(WebMarketPlus.app().synthesize())
}.main()
