import Operations
import Secrets
import Stacks

await PopulateCommand(WebMarketPlus.operations).main(secrets: .webMarketPlus)
