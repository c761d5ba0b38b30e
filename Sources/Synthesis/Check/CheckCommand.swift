internal import AWSResourceCatalogue
import Checks
import CloudFormation
import Diagnostics
import Terminal

/// `check`: says what AWS would refuse in templates, or somebody would regret; of the app's own, or of any files.
public struct CheckCommand: Sendable {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "check", summary: "Says what AWS would refuse in templates, or somebody would regret.",
        positionals: [
            .init(
                "FILE", "a CloudFormation template in JSON; without one, what the stacks compile to",
                isRequired: false, isRepeated: true)
        ],
        options: [
            .value(
                "fail-on", "SEVERITY",
                "exit status 1 when a problem is at least this bad: error (the default), warning or note"),
            .value(
                "pack", "NAME",
                "ask a pack of security rules too: \(SecurityPack.allCases.map(\.rawValue).joined(separator: " or "))"),
            OutputFormat.option(.ofDiagnostics, of: "problems"),
            SuppressionFile.option,
        ],
        examples: [
            .init("check", "the app's own templates"),
            .init("check template.json", "any template, and those that it nests"),
            .init("check --fail-on warning --format github template.json", "what CI runs"),
            .init("check --pack aws-solutions", "what a security review would ask"),
            .init("check --explain unknown-property", "what a code means"),
        ])

    private let arguments: Arguments

    /// - Parameter arguments: read with ``syntax``.
    public init(_ arguments: Arguments) {
        self.arguments = arguments
    }

    /// Runs the command.
    ///
    /// - Parameter makeApp: builds the app, where no file is named.
    /// - Returns: failure for problems as bad as `--fail-on` says.
    public func run(on terminal: Terminal, _ makeApp: () -> App) -> ExitCode {
        let format: OutputFormat
        let threshold: Diagnostic.Severity
        let packs: Set<SecurityPack>
        do {
            format = try OutputFormat(arguments, from: .ofDiagnostics)
            threshold = try Self.threshold(arguments)
            packs = try Self.packs(arguments)
        } catch {
            Self.syntax.report(error, on: terminal)
            return .usage
        }
        let report: DiagnosticReport
        do {
            report = try arguments.positionals.isEmpty ? checkApp(makeApp(), packs) : checkFiles(packs)
        } catch {
            report = DiagnosticReport(standing: Diagnostic.all(of: error), accepted: [])
        }
        if format == .text {
            terminal.report(report)
            if report.summary == nil { terminal.output.print("nothing found") }
        } else {
            terminal.output.write(document: report.document(as: format, by: "check", SourceFiles()))
        }
        return report.standing.contains { $0.severity >= threshold } ? .failure : .success
    }

    private func checkApp(_ app: App, _ packs: Set<SecurityPack>) throws -> DiagnosticReport {
        app.synthesize().report(suppressions: try SuppressionFile.read(arguments).holding(in: nil), packs: packs)
    }

    /// What cannot be read is told too.
    private func checkFiles(_ packs: Set<SecurityPack>) throws -> DiagnosticReport {
        var files = TemplateFiles()
        for path in arguments.positionals { files.read(path) }
        let checker = TemplateChecker(files.templates, catalogue: .aws)
        let found = checker.diagnostics() + checker.diagnostics(of: packs)
        // What the project accepts of its own stacks says nothing of a file.
        let suppressions =
            arguments.value("suppressions") == nil ? [] : try SuppressionFile.read(arguments).holding(in: nil)
        return DiagnosticReport(
            (files.problems + found).inSourceOrder, suppressions: suppressions, on: .today,
            elsewhere: packs.foundElsewhere)
    }

    private static func packs(_ arguments: Arguments) throws(UsageError) -> Set<SecurityPack> {
        var packs: Set<SecurityPack> = []
        for name in arguments.values("pack") {
            guard let pack = SecurityPack(rawValue: name) else {
                let known = SecurityPack.allCases.map(\.rawValue).joined(separator: ", ")
                throw UsageError("--pack is '\(name)'; allowed: \(known)")
            }
            packs.insert(pack)
        }
        return packs
    }

    private static func threshold(_ arguments: Arguments) throws(UsageError) -> Diagnostic.Severity {
        switch try arguments.choice("fail-on", from: ["error", "warning", "note"], default: "error") {
        case "warning": .low
        case "note": .info
        default: .error
        }
    }
}
