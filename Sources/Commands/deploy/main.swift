import Deployment
import Secrets
import Stacks

await DeployCommand(secrets: .webMarketPlus) {
    try DeployableTemplates(WebMarketPlus.app().synthesize())
}.main()
