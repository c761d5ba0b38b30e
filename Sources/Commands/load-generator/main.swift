import Operations
import Secrets
import Stacks

await LoadCommand(WebMarketPlus.operations).main(secrets: .webMarketPlus)
