import AWSAccess
import Diagnostics
import Environments
import Foundation
import Terminal

/// `events --env NAME`: the story of an environment's last operation, whoever began it.
public struct EventsCommand: EnvironmentCommand {
    private static let formats: [OutputFormat] = [.text, .json, .html]

    /// What it understands.
    public static let syntax = CommandSyntax(
        "events", summary: "Tells what the last deployment or deletion of an environment did, when, and why it failed.",
        options: EnvironmentOptions.options + [
            OutputFormat.option(formats),
            .value("output", "FILE", "write it to a file instead of standard output"),
        ],
        examples: [
            .init("events --env dev", "what happened when, what took longest, what went wrong first"),
            .init("events --env dev --format html --output events.html", "the same as a timeline in a browser"),
            .init("events --env dev --format json | jq .criticalPath", "for programs"),
        ],
        notes: [
            """
            The last operation is told, whoever began it: deploy or destroy, the console, another tool; one that goes on as far as
            it is. CloudFormation keeps the events of a stack for 90 days, those of a deleted one too. Where it failed, AWS is asked
            what lies behind that, as far as it still knows.
            """
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let templates: @Sendable () throws -> DeployableTemplates

    /// - Parameter templates: synthesizes what is deployed, for the lines of Swift.
    public init(templates: @escaping @Sendable () throws -> DeployableTemplates) { self.templates = templates }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let format = try OutputFormat(arguments, from: Self.formats)
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        let story = try await OperationReader(
            environment: environment, templates: knownTemplates(context.terminal), aws: context.aws(connection)
        ).story()
        let document: String
        switch format {
        case .json: document = story.json.document
        case .html: document = OperationPage(story, region: connection.region).html
        case .text, .markdown, .sarif, .github, .env:
            guard let file = arguments.value("output") else { return story.print(on: context.terminal.output) }
            return try write(story.text, to: file, context.terminal)
        }
        guard let file = arguments.value("output") else { return context.terminal.output.write(document: document) }
        try write(document, to: file, context.terminal)
    }

    /// Stacks that do not synthesize today may have been deployed yesterday: then there are no lines of Swift.
    private func knownTemplates(_ terminal: Terminal) -> DeployableTemplates {
        do {
            return try templates()
        } catch {
            terminal.reportNote("the stacks have errors, so that lines of Swift are not told; 'synth' says which")
            return DeployableTemplates(templates: [])
        }
    }

    private func write(_ document: String, to file: String, _ terminal: Terminal) throws {
        do {
            try Data(document.utf8).write(to: URL(fileURLWithPath: file))
        } catch {
            throw CommandError("unwritable-file", "\(file) cannot be written: \(error.localizedDescription)")
        }
        terminal.errors.print("wrote \(file)")
    }
}
