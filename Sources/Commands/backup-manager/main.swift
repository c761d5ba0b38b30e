import Operations
import Secrets
import Stacks

await BackupManagerCommand(WebMarketPlus.operations).main(secrets: .webMarketPlus)
