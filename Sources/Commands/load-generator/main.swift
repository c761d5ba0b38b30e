import Operations
import Secrets

await LoadCommand().main(secrets: .webMarketPlus)
