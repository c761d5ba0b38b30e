import Operations
import Secrets

await PopulateCommand().main(secrets: .webMarketPlus)
