import Operations
import Secrets
import Stacks

await AuditCommand(WebMarketPlus.operations).main(secrets: .webMarketPlus)
