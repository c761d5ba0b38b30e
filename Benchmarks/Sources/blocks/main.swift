import Constructs
import Synthesis
import Terminal

// `blocks DIR` writes the template of each building block, each a stack of its own. The same as the peers' program.

let blocks: KeyValuePairs<String, (Stack) -> Void> = [
    "Network": { _ = network($0) }, "Bucket": bucket, "Worker": worker, "Topic": topic, "Table": table,
    "Schedule": schedule, "API": api, "Site": site, "Database": database, "Container": container,
]

guard CommandLine.arguments.count == 2 else {
    Terminal.process.reportError("usage: blocks DIR")
    ExitCode.usage.exitProcess()
}
let synthesis = try SynthesisCommand(SynthesisCommand.syntax().parse(["--output", CommandLine.arguments[1]]))
synthesis.run(on: .process) {
    let app = App()
    for (name, block) in blocks { block(app.stack(name)) }
    return app
}.exitProcess()
