import Stacks
import Synthesis
import Terminal

let start = ContinuousClock.now
let command = SynthesisCommand(SynthesisCommand.syntax.parseOrExit())
command.run(on: .process, since: start, WebMarketPlus.app).exitProcess()
