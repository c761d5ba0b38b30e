import Stacks
import Synthesis
import Terminal

// Not by AppCommands: that links Foundation, whose loading takes longer than to draw.
let syntax = DiagramCommand.syntax.called(Invocation.executables.commandLine("diagram"))
DiagramCommand(syntax.parseOrExit()).run(on: .process, WebMarketPlus.app).exitProcess()
