import AppCommands
import OperationVerbs
import Operations
import Stacks

let app = AppCommand(WebMarketPlus.app)
await app.main(AuditCommand(WebMarketPlus.operations, of: app))
