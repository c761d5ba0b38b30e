import Operations
import Secrets
import Stacks

await CleanupCommand(WebMarketPlus.operations).main(secrets: .webMarketPlus)
