import AWSAccess
import Diagnostics
import Environments
import Foundation
import Terminal

/// `events --env NAME`: the story of an environment's last operation or of an earlier one, whoever began it.
public struct EventsCommand: EnvironmentCommand {
    private static let formats: [OutputFormat] = [.text, .json, .html]

    /// What it understands.
    public static let syntax = CommandSyntax(
        "events", summary: "Tells what the last deployment or deletion of an environment did, when, and why it failed.",
        options: EnvironmentOptions.options + [
            .flag("list", "list all operations that AWS remembers, the newest first"),
            .value("operation", "N", "tell an earlier one: its number in that list, 1 for the newest, or its ID"),
            OutputFormat.option(formats),
            .value("output", "FILE", "write it to a file instead of standard output"),
        ],
        examples: [
            .init("events --env dev", "what happened when, what took longest, what went wrong first"),
            .init("events --env dev --list", "when what was done, by whom, and how it ended"),
            .init("events --env dev --operation 2", "the operation before the last"),
            .init("events --env dev --format html --output events.html", "a timeline in a browser"),
            .init("events --env dev --format json | jq .criticalPath", "for programs"),
        ],
        notes: [
            """
            The last operation is told, whoever began it: deploy or destroy, the console, another tool; one that goes on as far as
            it is. CloudFormation keeps the events of a stack for 90 days, those of a deleted one too. Where it failed, AWS is asked
            what lies behind that, as far as it still knows; not for an earlier one, after which other things have changed.
            Operations are those of the stack that there is; of one that is gone, those of the one that was deleted last.
            """
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let templates: @Sendable () throws -> DeployableTemplates

    /// - Parameter templates: synthesizes what is deployed, for the lines of Swift.
    public init(templates: @escaping @Sendable () throws -> DeployableTemplates) { self.templates = templates }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let format = try OutputFormat(arguments, from: Self.formats)
        let operation = arguments.value("operation")
        if arguments.flag("list") {
            guard operation == nil else {
                throw UsageError("--list and --operation exclude each other; give one of them")
            }
            guard format != .html else { throw UsageError("--list is told as text or json; leave --format html out") }
        }
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        let out = Output(file: arguments.value("output"), terminal: context.terminal)
        func reader(_ templates: DeployableTemplates) -> OperationReader {
            OperationReader(environment: environment, templates: templates, aws: context.aws(connection))
        }
        if arguments.flag("list") {
            let list = try await reader(DeployableTemplates(templates: [])).operations()
            return try format == .json ? out.write(list.json.document) : out.print(list.print)
        }
        let known = reader(knownTemplates(context.terminal))
        let story: OperationStory
        if let operation { story = try await known.story(of: operation) } else { story = try await known.story() }
        switch format {
        case .json: try out.write(story.json.document)
        case .html: try out.write(OperationPage(story, region: connection.region).html)
        case .text, .markdown, .sarif, .github, .env: try out.print(story.print)
        }
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

    /// Where the answer goes.
    private struct Output {
        let file: String?
        let terminal: Terminal

        /// Writes a document.
        func write(_ document: String) throws {
            guard let file else { return terminal.output.write(document: document) }
            do {
                try Data(document.utf8).write(to: URL(fileURLWithPath: file))
            } catch {
                throw CommandError("unwritable-file", "\(file) cannot be written: \(error.localizedDescription)")
            }
            terminal.errors.print("wrote \(file)")
        }

        /// Writes what is printed for people; to a file without styles.
        func print(_ tell: (TerminalStream) -> Void) throws {
            guard file != nil else { return tell(terminal.output) }
            try write(TerminalStream.written(tell))
        }
    }
}
