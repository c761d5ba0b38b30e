import AWSAccess
import Diagnostics
import Environments
import Terminal

/// `drift --env NAME`: which deployed resources are not as their templates say.
public struct DriftCommand: EnvironmentCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "drift", summary: "Shows which deployed resources differ from their templates, property by property.",
        options: EnvironmentOptions.options + [
            .flag("exit-code", "end with 3 where something differs, and with 0 where nothing does"),
            OutputFormat.option(.ofTables),
        ],
        examples: [
            .init("drift --env prod", "what somebody changed by hand, in all nested stacks, with the line of Swift"),
            .init("drift --env prod --exit-code --format markdown > drift.md", "every night, in a pipeline"),
        ],
        notes: [
            """
            AWS compares what a template sets, and not every type: those that it does not compare are named. Nothing is
            changed; 'deploy --revert-drift' brings what differs back to its template.
            """
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let templates: @Sendable () throws -> DeployableTemplates

    /// - Parameter templates: synthesizes what was deployed.
    public init(templates: @escaping @Sendable () throws -> DeployableTemplates) { self.templates = templates }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let format = try OutputFormat(arguments, from: .ofTables)
        let report = try await context.reportingFailure(as: format, by: Self.syntax.name) {
            let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
            let aws = context.aws(connection)
            guard let stack = try await aws.stack(environment.stackName), stack.stackStatus != "REVIEW_IN_PROGRESS"
            else { throw CommandError.notDeployed(environment, connection) }
            let detection = DriftDetection(
                templates: try templates(), environment: environment, aws: aws, terminal: context.terminal)
            let report = try await detection.report(on: stack)
            show(report, of: "\(stack.stackName) in \(connection.region)", as: format, on: context.terminal)
            return report
        }
        for failure in report.failures {
            context.terminal.reportWarning("AWS has not compared all of \(failure)")
        }
        guard report.unknown.isEmpty, report.failures.isEmpty else {
            throw CommandError(
                "unknown-outcome", "whether all is as the templates say is not known: AWS could not compare all of it",
                hints: ["what it could not read is named above, often for want of a permission to read it"])
        }
        if arguments.flag("exit-code") { throw CommandEnd(report.exitCode) }
    }

    private func show(_ report: DriftReport, of title: String, as format: OutputFormat, on terminal: Terminal) {
        let sources = SourceFiles()
        let source = { (place: Diagnostic.Place) in "\(sources.position(of: place))" }
        switch format {
        case .json: terminal.output.write(document: report.json(source: source))
        case .markdown: terminal.output.write(document: report.markdown(title: title, source: source))
        case .text, .sarif, .github, .env, .html:
            let width = terminal.output.isInteractive ? terminal.output.width : 120
            for line in report.lines(width: width, source: source) { terminal.output.print(line) }
        }
    }
}
