import AppCommands
import Operations
import Stacks

await AppCommand(WebMarketPlus.app).main(
    AuditCommand(WebMarketPlus.operations) { WebMarketPlus.app().synthesize() })
