import AppCommands
import Stacks

await AppCommand(prices: WebMarketPlus.operations.describedPrices, WebMarketPlus.app).main(.deploy)
