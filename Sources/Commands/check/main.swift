import Stacks
import Synthesis
import Terminal

// Not by AppCommands: that links Foundation, whose loading takes longer than all checks.
let syntax = CheckCommand.syntax.called(Invocation.executables.commandLine("check"))
CheckCommand(syntax.parseOrExit()).run(on: .process, WebMarketPlus.app).exitProcess()
