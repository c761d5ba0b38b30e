import Foundation
import Migration
import Template

// render-migrations TEMPLATES OUTPUT
// render-migrations --compare TEMPLATES PRINTED
// render-migrations --record TEMPLATES MIGRATED
//
// TEMPLATES is a directory with templates in JSON, OUTPUT the directory to write the program into, PRINTED what the
// program printed, MIGRATED the directory for the Swift of each template that no other one nests.

func fail(_ message: String) -> Never {
    FileHandle.standardError.write(Data("render-migrations: \(message)\n".utf8))
    exit(1)
}

func read(_ path: String) throws -> Template {
    try Template(parsing: [UInt8](Data(contentsOf: URL(fileURLWithPath: path))), file: path)
}

func source(_ path: String) throws -> MigrationSource {
    try MigrationSource(path) { FileManager.default.fileExists(atPath: $0) ? try read($0) : nil }
}

func templates(in directory: String) -> [String] {
    (FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? [])
        .filter { $0.hasSuffix(".json") }.sorted().map { directory + "/" + $0 }
}

func render(_ directory: String, _ output: String) throws {
    var batch = MigrationBatch()
    let start = Date()
    for path in templates(in: directory) {
        do {
            batch.add(try source(path))
        } catch {
            print("\(path): unreadable: \(error)")
        }
    }
    let seconds = Date().timeIntervalSince(start)
    let url = URL(fileURLWithPath: output)
    try? FileManager.default.removeItem(at: url)
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    for file in batch.files + [batch.program] {
        try Data(file.text.utf8).write(to: url.appendingPathComponent(file.name))
    }
    for (file, problems) in batch.refused {
        print("\(file): not migrated")
        for problem in problems { print("    \(problem.path ?? ""): \(problem.message)") }
    }
    let tally = batch.tally
    print(
        "\(batch.migrated.count) migrated, \(batch.refused.count) not, \(seconds) s; \(tally.resources) resources, "
            + "\(tally.untypedResources) of types without a module, \(tally.rawResources) raw, \(tally.rawProperties) raw "
            + "properties, \(tally.rawSections) raw sections; \(tally.references) references, \(tally.typedReferences) typed"
    )
}

func compare(_ directory: String, _ printed: String) throws {
    var migrated: [String: [(name: String, template: Template)]] = [:]
    for line in try String(contentsOfFile: printed, encoding: .utf8).split(separator: "\n") {
        let columns = line.split(separator: "\t", maxSplits: 2)
        guard columns.count == 3 else { continue }
        let template = try Template(parsing: Array(columns[2].utf8), file: String(columns[1]))
        migrated[String(columns[0]), default: []].append((String(columns[1]), template))
    }
    var equal = 0
    for (path, found) in migrated.sorted(by: { $0.key < $1.key }) {
        let differences = TemplateDifference.all(
            between: try source(path).tree, and: tree(found))
        if differences.isEmpty { equal += 1 } else { print("\(path): \(differences.count) differences") }
        for difference in differences { print("    \(difference)") }
    }
    print("\(equal) of \(migrated.count) equal")
}

/// The first of the templates with those nested in it.
func tree(_ templates: [(name: String, template: Template)]) -> TemplateTree {
    let files = Dictionary(templates.map { ($0.name, $0.template) }) { first, _ in first }
    return TemplateTree(root: templates[0].name, in: files) ?? TemplateTree(templates[0].template)
}

func record(_ directory: String, _ output: String) throws {
    let sources = try templates(in: directory).map { try source($0) }
    let nested = Set(sources.flatMap { $0.nested.values.map(\.file) })
    for name in try FileManager.default.contentsOfDirectory(atPath: output) where name.hasSuffix(".swift") {
        try FileManager.default.removeItem(atPath: output + "/" + name)
    }
    for source in sources where !nested.contains(source.file) {
        let name = URL(fileURLWithPath: source.file).deletingPathExtension().lastPathComponent
        let migration = Migration(source, named: name)
        for problem in migration.problems { fail("\(source.file): \(problem.message)") }
        for file in migration.files {
            try Data(file.text.utf8).write(to: URL(fileURLWithPath: "\(output)/\(file.name)"))
        }
    }
}

let arguments = Array(CommandLine.arguments.dropFirst())
do {
    switch arguments.count {
    case 2: try render(arguments[0], arguments[1])
    case 3 where arguments[0] == "--compare": try compare(arguments[1], arguments[2])
    case 3 where arguments[0] == "--record": try record(arguments[1], arguments[2])
    default: fail("usage: render-migrations [--compare|--record] TEMPLATES OUTPUT")
    }
} catch {
    fail("\(error)")
}
