import Deployment
import Stacks

await DestroyCommand {
    try DeployableTemplates(WebMarketPlus.app().synthesize())
}.main()
