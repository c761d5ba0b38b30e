import Stacks
import Synthesis
import Terminal

// Not by AppCommands: that links Foundation, whose loading takes longer than all of synthesis.
let start = ContinuousClock.now
let syntax = SynthesisCommand.syntax().called(Invocation.executables.commandLine("synth"))
SynthesisCommand(syntax.parseOrExit()).run(on: .process, since: start, WebMarketPlus.app).exitProcess()
