import Operations
import Secrets
import Stacks

await DailySchedulerCommand(WebMarketPlus.operations).main(secrets: .webMarketPlus)
