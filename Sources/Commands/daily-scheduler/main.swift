import Operations
import Secrets

await DailySchedulerCommand().main(secrets: .webMarketPlus)
