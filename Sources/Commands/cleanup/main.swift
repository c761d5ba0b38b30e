import Operations
import Secrets

await CleanupCommand().main(secrets: .webMarketPlus)
