import Foundation
import ResourceGenerator

// render-samples SCHEMAS PACKAGE INSTANCES OUTPUT [--unused]
//
// SCHEMAS is the directory with `resources` and `providers`, PACKAGE that of this package, INSTANCES a file with one
// instance a line, OUTPUT the directory to write the program into.

let usage = "usage: render-samples SCHEMAS PACKAGE INSTANCES OUTPUT [--unused]"

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("render-samples: \(message)\n".utf8))
    exit(1)
}

var paths: [String] = []
var printsUnused = false
var arguments = CommandLine.arguments.dropFirst()
while !arguments.isEmpty {
    let argument = arguments.removeFirst()
    switch argument {
    case "--unused": printsUnused = true
    default:
        guard !argument.hasPrefix("-") else { fail(usage) }
        paths.append(argument)
    }
}
guard paths.count == 4 else { fail(usage) }

do {
    let urls = paths.map { URL(fileURLWithPath: $0) }
    let generation = try SampleGeneration(schemas: urls[0], package: urls[1], instances: urls[2])
    for problem in generation.problems { print(problem) }
    guard generation.problems.isEmpty else {
        fail("the typed resources cannot express \(generation.problems.count) properties")
    }
    try generation.write(to: urls[3])
    if printsUnused {
        for argument in generation.unused { print("no instance sets \(argument)") }
    }
    print(generation.summary)
} catch {
    fail("\(error)")
}
