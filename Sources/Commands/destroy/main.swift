import Deployment
import Secrets
import Stacks

await DestroyCommand {
    try DeployableTemplates(WebMarketPlus.app().synthesize())
}.main(secrets: .webMarketPlus)
