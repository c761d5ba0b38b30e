import CloudFormation
import Diagnostics
import FileSystem
import Terminal

/// `synth`: compiles the app and writes its templates, or tells whether the committed ones are current.
public struct SynthesisCommand: Sendable {
    /// What it understands.
    ///
    /// - Parameter directory: where the templates are committed, from the project's folder.
    public static func syntax(directory: String = defaultDirectory) -> CommandSyntax {
        CommandSyntax(
            "synth", summary: "Compiles the stacks to CloudFormation templates.",
            options: [
                .flag("check", "write nothing; fail with a diff when the templates in the folder are stale"),
                .value("output", "DIR", "the folder of the templates (default: \(directory))"),
                OutputFormat.option(.ofDiagnostics, of: "problems"),
                SuppressionFile.option,
            ],
            examples: [
                .init("synth", "write \(directory)"),
                .init("synth --check", "what CI runs: are the committed templates current?"),
                .init("synth --check --format github", "the same, beside the lines of a pull request"),
                .init("synth --output /tmp/templates", "write them elsewhere, to compare"),
                .init("synth --explain Network/VPC", "where a resource and its properties come from, and who uses it"),
            ],
            explaining: (
                "RESOURCE", "write nothing; say which lines make a resource, and what it has to do with others"
            ))
    }

    /// Where the templates are committed, from the project's folder.
    public static let defaultDirectory = "Stacks/Templates"

    private let arguments: Arguments
    private let directory: TemplateDirectory
    private let commandLine: String
    private let syntax: CommandSyntax

    private var checksOnly: Bool { arguments.flag("check") }
    private var isDefaultDirectory: Bool { arguments.value("output") == nil }

    /// - Parameters:
    ///   - directory: where the templates are committed, from the project's folder.
    ///   - invocation: how the user calls this command.
    public init(
        _ arguments: Arguments, directory: String = defaultDirectory, invocation: Invocation = .executables
    ) {
        self.arguments = arguments
        syntax = Self.syntax(directory: directory)
        self.directory = TemplateDirectory(path: arguments.value("output") ?? directory)
        commandLine = invocation.commandLine("synth")
    }

    /// Runs the command.
    ///
    /// - Parameters:
    ///   - start: when the command began, for the time that it reports.
    ///   - makeApp: builds the app; its time counts too.
    /// - Returns: failure for an app with errors, for stale templates with `--check`, and for files that cannot be
    ///   used.
    public func run(
        on terminal: Terminal, since start: ContinuousClock.Instant = .now, _ makeApp: () -> App
    ) -> ExitCode {
        let format: OutputFormat
        do {
            format = try OutputFormat(arguments, from: .ofDiagnostics)
        } catch {
            syntax.report(error, on: terminal)
            return .usage
        }
        if let name = arguments.value("explain") { return explain(name, as: format, on: terminal, makeApp()) }
        do {
            try checkFolder()
            let suppressions = try SuppressionFile.read(arguments).holding(in: nil)
            let assembly = makeApp().synthesize()
            let report = assembly.report(suppressions: suppressions)
            guard format == .text else { return document(report, assembly, as: format, on: terminal) }
            terminal.report(report)
            if report.hasErrors { return refuse(report, on: terminal) }
            let comparisons = try directory.compare(with: assembly)
            return try checksOnly
                ? check(comparisons, on: terminal)
                : write(comparisons, assembly, on: terminal, since: start)
        } catch {
            return refuse(error, as: format, on: terminal)
        }
    }

    private func explain(_ name: String, as format: OutputFormat, on terminal: Terminal, _ app: App) -> ExitCode {
        let assembly = app.synthesize()
        do throws(UsageError) {
            guard [.text, .json].contains(format) else {
                throw UsageError("--format is '\(format.rawValue)'; allowed with --explain: text, json")
            }
            let resource = try NamedResource.all(in: assembly.templates).resource(called: name)
            let explanation = ResourceExplanation(of: resource, in: assembly)
            if format == .json {
                terminal.output.write(
                    document: explanation.json(templatesIn: directory.path, SourceFiles()).document)
            } else {
                explanation.show(on: terminal.output, templatesIn: directory.path, SourceFiles())
            }
        } catch {
            syntax.report(error, on: terminal)
            return .usage
        }
        // What is wrong may be why it is asked.
        let errors = assembly.diagnostics.count { $0.severity == .error }
        if errors > 0 {
            terminal.errors.print(
                "the stacks have \(Self.count(errors, "problem")), which \(commandLine) shows")
        }
        return .success
    }

    /// Elsewhere a second set of templates would come to be, and the committed ones would stay as they are.
    private func checkFolder() throws {
        let parent = directory.path.lastIndex(of: "/").map { String(directory.path[..<$0]) } ?? "."
        guard isDefaultDirectory, !SystemFiles.exists(parent) else { return }
        throw Diagnostic(
            "unreadable-file",
            "there is no folder '\(parent)' here; run this from the root of the project, or say where with --output DIR"
        )
    }

    /// What stopped the command, in the format that was asked for: an empty document would be none.
    private func refuse(_ error: any Error, as format: OutputFormat, on terminal: Terminal) -> ExitCode {
        let problems = TemplateDirectoryError.problems(of: error)
        if format == .text {
            terminal.report(problems)
        } else {
            let report = DiagnosticReport(standing: problems, accepted: [])
            terminal.output.write(document: report.document(as: format, by: syntax.name, SourceFiles()))
        }
        return .failure
    }

    private func refuse(_ report: DiagnosticReport, on terminal: Terminal) -> ExitCode {
        let count = report.standing.count { $0.severity == .error }
        terminal.reportError(Self.count(count, "problem") + " in the stacks; no template was written")
        return .failure
    }

    /// For other programs: all that is wrong as one document, stale templates and what stopped the command among it,
    /// and nothing else.
    private func document(
        _ report: DiagnosticReport, _ assembly: Assembly, as format: OutputFormat, on terminal: Terminal
    ) -> ExitCode {
        var others: [Diagnostic] = []
        do {
            let comparisons = report.hasErrors ? [] : try directory.compare(with: assembly)
            if checksOnly {
                others = comparisons.compactMap { $0.diagnostic(in: directory.path, mendedBy: writingCommand) }
            } else {
                try directory.write(comparisons)
            }
        } catch {
            others = TemplateDirectoryError.problems(of: error)
        }
        let whole = report.adding(others)
        terminal.output.write(document: whole.document(as: format, by: syntax.name, SourceFiles()))
        if report.hasErrors { return refuse(report, on: terminal) }
        return others.isEmpty ? .success : .failure
    }

    private var writingCommand: String {
        commandLine + (isDefaultDirectory ? "" : " --output \(directory.path)")
    }

    private func write(
        _ comparisons: [TemplateDirectory.Comparison], _ assembly: Assembly, on terminal: Terminal,
        since start: ContinuousClock.Instant
    ) throws -> ExitCode {
        try directory.write(comparisons)
        var table = Table(["STACK", .init("RESOURCES", .right), .init("BYTES", .right), "TEMPLATE", ""])
        for (template, comparison) in zip(assembly.templates, comparisons) {
            table.add([
                StyledText(template.stackPath.joined(separator: "/")), StyledText("\(template.resources.count)"),
                StyledText("\(template.contents.count)"), StyledText(template.fileName), comparison.label,
            ])
        }
        for comparison in comparisons.dropFirst(assembly.templates.count) {
            table.add([
                StyledText("-"), StyledText("-"), StyledText("-"), StyledText(comparison.fileName), comparison.label,
            ])
        }
        terminal.output.print(table)
        let changed = comparisons.count { $0.status != .unchanged }
        let resources = assembly.templates.reduce(0) { $0 + $1.resources.count }
        terminal.output.print(
            Self.count(assembly.templates.count, "template") + ", " + Self.count(resources, "resource") + ", "
                + (changed == 0 ? "nothing changed" : "\(changed) changed")
                + ", in \(Self.milliseconds(since: start)) ms")
        return .success
    }

    private func check(_ comparisons: [TemplateDirectory.Comparison], on terminal: Terminal) -> ExitCode {
        let stale = comparisons.filter { $0.status != .unchanged }
        guard !stale.isEmpty else {
            terminal.output.print(
                Self.count(comparisons.count, "template") + " in \(directory.path) "
                    + (comparisons.count == 1 ? "is" : "are") + " current")
            return .success
        }
        for comparison in stale {
            terminal.output.print([
                StyledText("\(directory.path)/\(comparison.fileName) ", .bold), comparison.label,
            ])
            for line in comparison.difference.lines {
                terminal.output.print([line.styled])
            }
        }
        terminal.reportError(
            "\(stale.count) of \(Self.count(comparisons.count, "template")) in \(directory.path) "
                + (stale.count == 1 ? "is" : "are") + " stale; run: \(writingCommand)")
        return .failure
    }

    private static func count(_ count: Int, _ what: String) -> String {
        "\(count) \(what)" + (count == 1 ? "" : "s")
    }

    /// With one decimal.
    private static func milliseconds(since start: ContinuousClock.Instant) -> String {
        let parts = (ContinuousClock.now - start).components
        let tenths = parts.seconds * 10_000 + parts.attoseconds / 100_000_000_000_000
        return "\(tenths / 10).\(tenths % 10)"
    }
}
