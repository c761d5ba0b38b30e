import Deployment
import Stacks
import Terminal

let arguments = DestroyCommand.syntax.parseOrExit()
await DestroyCommand.run(arguments) {
    try DeployableTemplates(WebMarketPlus.app().synthesize())
}.exitProcess()
