import Operations
import Secrets

await BackupManagerCommand().main(secrets: .webMarketPlus)
