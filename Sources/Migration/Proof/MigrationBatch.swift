import Diagnostics
import ResourceInterfaces
import ResourceSchemas
import Template

/// Many templates as one program, which shows that all of them compile and say the same as before.
///
/// A development tool's: the program prints each template that it synthesizes on a line, with the file that it is of.
package struct MigrationBatch {
    /// The program; its paths are names in one directory.
    package private(set) var files: [SwiftFile] = []
    /// What was not migrated, each with its reasons.
    package private(set) var refused: [(file: String, problems: [Diagnostic])] = []
    package private(set) var tally = MigrationTally()
    /// The files whose templates the program synthesizes.
    package private(set) var migrated: [String] = []

    private var typeNames: Set<String> = []
    private var scope = SwiftScope(reserved: ["App", "Stack"])

    package init() {}

    /// Adds a template; its own types get names that none has.
    package mutating func add(_ source: MigrationSource) {
        let base = source.file.split(separator: "/").last.map(String.init) ?? source.file
        let words = base.replacing(".template", with: "").replacing(".json", with: "")
        let wanted = SwiftName.type(words.first?.isLetter == true ? words : "Template" + words)
        let name = scope.name(Migration.isTaken(wanted, in: source) ? wanted + "App" : wanted, orWith: "App")
        let migration = Migration(source, named: name, reserved: typeNames)
        typeNames.formUnion(migration.typeNames)
        guard migration.problems.isEmpty else {
            refused.append((source.file, migration.problems))
            return
        }
        migrated.append(source.file)
        tally = tally + migration.tally
        files += migration.files
        apps.append((source.file, name))
    }

    private var apps: [(file: String, type: String)] = []

    /// The file that runs the others.
    package var program: SwiftFile {
        var lines = ["import CloudFormation", "import Foundation", "", "let apps: [(String, () -> App)] = ["]
        lines += apps.map { "    (\(SwiftLiteral.string($0.file)), \($0.type).app)," }
        lines += [
            "]", "for (file, app) in apps {", "    for template in app().synthesize().templates {",
            "        var line = Data(\"\\(file)\\t\\(template.fileName)\\t\".utf8)",
            "        line += Data(template.contents.map { $0 == 10 ? 32 : $0 })", "        line.append(10)",
            "        FileHandle.standardOutput.write(line)", "    }", "}", "",
        ]
        return SwiftFile(name: "main.swift", text: lines.joined(separator: "\n"))
    }
}
