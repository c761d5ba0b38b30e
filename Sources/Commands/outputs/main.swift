import Deployment
import Secrets

await OutputsCommand().main(secrets: .webMarketPlus)
