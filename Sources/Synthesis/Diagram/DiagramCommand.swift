import CloudFormation
import Diagnostics
import Diagram
import FileSystem
import Plan
import Template
import Terminal

/// `diagram`: draws the architecture that templates make.
public struct DiagramCommand: Sendable {
    /// What a picture is written in.
    private enum Format: String, CaseIterable {
        case html, svg, mermaid
    }

    /// What it understands.
    public static let syntax = CommandSyntax(
        "diagram", summary: "Draws the architecture: zones, tiers, subnets, stacks, and what may talk to what.",
        positionals: [
            .init(
                "FILE", "a CloudFormation template in JSON, with those that it nests; without one, the app's own",
                isRequired: false, isRepeated: true)
        ],
        options: Surrounding.options + [
            .value("format", "FORMAT", "html (the default), svg or mermaid"),
            .value("output", "PATH", "the file to write (default: standard output)"),
        ],
        examples: [
            .init("diagram > it.html", "a page with search; each resource leads to its line"),
            .init("diagram --env prod --format svg --output prod.svg", "as the values of parameters/prod.json make it"),
            .init("diagram --format mermaid", "for a page in Markdown"),
            .init("diagram template.json --output diagram.html", "any template, and those that it nests"),
        ],
        notes: [
            """
            Parameters without a value have their default. What depends on a condition that nobody can decide is drawn in
            dashes; what a condition leaves out is counted below the picture. Nobody is asked: the templates say it all.
            """
        ])

    private let arguments: Arguments
    private let environments: String

    /// - Parameters:
    ///   - arguments: read with ``syntax``.
    ///   - environments: the folder with one file an environment.
    public init(_ arguments: Arguments, environments: String = "parameters") {
        self.arguments = arguments
        self.environments = environments
    }

    /// Runs the command.
    ///
    /// - Parameter makeApp: builds the app, where no file is named.
    /// - Returns: failure for templates that cannot be read, and a file that cannot be written.
    public func run(on terminal: Terminal, _ makeApp: () -> App) -> ExitCode {
        do {
            let format = try format
            try write(document(format, on: terminal, makeApp), on: terminal)
            return .success
        } catch let error as UsageError {
            arguments.syntax.report(error, on: terminal)
            return .usage
        } catch {
            terminal.report(Diagnostic.all(of: error))
            return .failure
        }
    }

    private var format: Format {
        get throws {
            let name = try arguments.choice("format", from: Format.allCases.map(\.rawValue), default: "html")
            return Format(rawValue: name) ?? .html
        }
    }

    private func document(_ format: Format, on terminal: Terminal, _ makeApp: () -> App) throws -> String {
        let surrounding = try Surrounding(arguments, environments: environments)
        let (title, tree) = try templates(on: terminal, makeApp)
        let sources = SourceFiles()
        let architecture = Architecture(
            of: PlannedTemplates(tree, given: surrounding.given ?? GivenValues([:]), region: surrounding.region),
            title: title)
        return switch format {
        case .svg: architecture.svg
        case .mermaid: architecture.mermaid
        case .html: architecture.html { "\(sources.position(of: $0))" }
        }
    }

    // MARK: - Templates

    private func templates(on terminal: Terminal, _ makeApp: () -> App) throws -> (title: String, TemplateTree) {
        let environment = arguments.value("env").map { " in \($0)" } ?? ""
        guard arguments.positionals.isEmpty else {
            let names = arguments.positionals.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
            return (
                names.joined(separator: ", ") + environment, try Self.tree(files: arguments.positionals, on: terminal)
            )
        }
        let assembly = makeApp().synthesize()
        let errors = assembly.diagnostics.filter { $0.severity == .error }
        guard errors.isEmpty else { throw DiagnosticError(errors) }
        let roots = assembly.templates.filter { $0.stackPath.count == 1 }
        let trees = roots.map { (name: $0.stackPath[0], tree: assembly.templates.tree(of: $0)) }
        return (trees.map(\.name).joined(separator: ", ") + environment, try Self.joined(trees))
    }

    private static func tree(files: [String], on terminal: Terminal) throws -> TemplateTree {
        var reader = TemplateFiles()
        for file in files { reader.read(file) }
        guard files.allSatisfy({ file in reader.templates.contains { $0.file == file } }) else {
            throw DiagnosticError(reader.problems)
        }
        // A nested stack without its template is drawn as one box.
        terminal.report(reader.problems)
        let templates = Dictionary(reader.templates.map { ($0.file, $0.template) }) { first, _ in first }
        let trees = try reader.roots.map { root in
            guard let tree = TemplateTree(root: root.file, in: templates) else {
                throw DiagnosticError(Diagnostic("template-file", "\(root.file) nests itself"))
            }
            return (name: root.file, tree: tree)
        }
        return try joined(trees)
    }

    /// Of several roots there is no one picture.
    private static func joined(_ trees: [(name: String, tree: TemplateTree)]) throws -> TemplateTree {
        guard trees.count == 1 else {
            throw UsageError("a picture is of one root template, and there are \(trees.count); name one of them")
        }
        return trees[0].tree
    }

    // MARK: - Writing

    private func write(_ document: String, on terminal: Terminal) throws {
        guard let path = arguments.value("output") else { return terminal.output.write(document: document) }
        do {
            try SystemFiles.replace(path, with: Array(document.utf8))
        } catch {
            throw Diagnostic("unwritable-file", "cannot write \(path): \(error)")
        }
        terminal.errors.print("wrote \(path)")
    }
}
