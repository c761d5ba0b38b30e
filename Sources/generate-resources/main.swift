import Foundation
import ResourceGenerator

// generate-resources SCHEMAS PACKAGE [--check] [--findings]
//
// SCHEMAS is the directory with `resources` and `providers`, PACKAGE that of this package.

let usage = "usage: generate-resources SCHEMAS PACKAGE [--check] [--findings]"

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("generate-resources: \(message)\n".utf8))
    exit(1)
}

var paths: [String] = []
var isCheck = false
var printsFindings = false
var arguments = Array(CommandLine.arguments.dropFirst())
while !arguments.isEmpty {
    let argument = arguments.removeFirst()
    switch argument {
    case "--check": isCheck = true
    case "--findings": printsFindings = true
    case "--help":
        print(usage)
        exit(0)
    default:
        guard !argument.hasPrefix("-") else { fail(usage) }
        paths.append(argument)
    }
}
guard paths.count == 2 else { fail(usage) }

do {
    let package = URL(fileURLWithPath: paths[1])
    let generation = try ResourceGeneration(schemas: URL(fileURLWithPath: paths[0]), package: package)
    let changelog = generation.changelog(since: package)
    let changes = try PackageWriter(package: package)
        .write(generation.files, modules: generation.modules, dryRun: isCheck)
    if printsFindings {
        for line in generation.details { print(line) }
    }
    for line in changelog { print(line) }
    if !changelog.isEmpty { print() }
    for line in generation.summary { print(line) }
    print("\(changes.written.count) files \(isCheck ? "would be " : "")written, \(changes.deleted.count) deleted")
    if isCheck, !changes.isEmpty {
        let stale = changes.written + changes.deleted
        let more = stale.count > 20 ? "\nand \(stale.count - 20) more" : ""
        fail("generated files are stale; run `make resources`:\n" + stale.prefix(20).joined(separator: "\n") + more)
    }
} catch {
    fail("\(error)")
}
