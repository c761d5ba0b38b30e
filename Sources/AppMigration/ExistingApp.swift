import Diagnostics
import Foundation
import Migration

/// An app that is there, to which a template's stacks are added as one nested in another.
struct ExistingApp {
    let folder: String
    private let manifest: String
    /// The Swift of its stacks, by paths from its folder.
    private let sources: [String: String]

    /// Nil for a folder that is no app: one has a manifest, and stacks in `Stacks`.
    ///
    /// - Throws: what reading its files does.
    init?(in folder: String) throws {
        let stacks = folder + "/Stacks"
        guard FileManager.default.fileExists(atPath: folder + "/Package.swift"),
            let paths = FileManager.default.enumerator(atPath: stacks)?.compactMap({ $0 as? String })
        else { return nil }
        self.folder = folder
        manifest = try String(contentsOfFile: folder + "/Package.swift", encoding: .utf8)
        var sources: [String: String] = [:]
        for path in paths where path.hasSuffix(".swift") {
            sources["Stacks/" + path] = try String(contentsOfFile: stacks + "/" + path, encoding: .utf8)
        }
        self.sources = sources
    }

    /// The names of the types that its stacks declare.
    var typeNames: Set<String> {
        sources.values.reduce(into: []) { $0.formUnion(DeclaredTypes.names(in: $1)) }
    }

    /// Writes files into `Stacks`, all or none.
    ///
    /// - Throws: ``DiagnosticError`` where one of them is there already; what writing does.
    func add(_ files: [SwiftFile]) throws {
        let problems = files.filter { FileManager.default.fileExists(atPath: path(of: $0)) }.map { file in
            Diagnostic(
                "not-migrated", "there is a file of that name in the app already",
                at: .file(FilePosition(path: path(of: file))), fix: "give the stacks another name with --name")
        }
        guard problems.isEmpty else { throw DiagnosticError(problems) }
        let draft = "\(folder)/.\(ProcessInfo.processInfo.processIdentifier).draft"
        defer { try? FileManager.default.removeItem(atPath: draft) }
        try FileManager.default.createDirectory(atPath: draft, withIntermediateDirectories: true)
        for file in files { try Data(file.text.utf8).write(to: URL(fileURLWithPath: "\(draft)/\(file.name)")) }
        var moved: [String] = []
        do {
            for file in files {
                try FileManager.default.moveItem(atPath: "\(draft)/\(file.name)", toPath: path(of: file))
                moved.append(path(of: file))
            }
        } catch {
            for path in moved { try? FileManager.default.removeItem(atPath: path) }
            throw error
        }
    }

    private func path(of file: SwiftFile) -> String { "\(folder)/Stacks/\(file.name)" }

    // MARK: - What is left to its author

    /// What makes the stack where the app makes its others, as in `_ = Queue(in: root.nestedStack("Queue"))`.
    func call(of migration: Migration, named name: String) -> String {
        let arguments =
            ["in: \(rootVariable ?? "stack").nestedStack(\"\(name)\")"] + migration.given.map { "\($0.name): ..." }
        return "_ = \(name)(\(arguments.joined(separator: ", ")))"
    }

    /// The constant that the app's only root stack is called by; nil where that is not plain.
    private var rootVariable: String? {
        let names = sources.values.flatMap { text in
            text.matches(of: #/let (\w+) = app\.stack\(/#).map { String($0.1) }
        }
        return names.count == 1 ? names[0] : nil
    }

    /// The lines of the manifest that bring libraries which the app does not have yet.
    func products(for modules: [String]) -> [String] {
        let package = manifest.firstMatch(of: #/package: "([^"]+)"/#).map { String($0.1) } ?? "CloudFormation"
        return modules.filter { $0 != "CloudFormation" && !manifest.contains("\"\($0)\"") }
            .map { ".product(name: \"\($0)\", package: \"\(package)\")," }
    }
}
