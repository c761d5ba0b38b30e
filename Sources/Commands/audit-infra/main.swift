import Operations
import Secrets

await AuditCommand().main(secrets: .webMarketPlus)
