import Diagnostics
import Environments
import Terminal

/// `import --env NAME RESOURCE=ID`: takes what exists into a deployed stack.
public struct ImportCommand: EnvironmentCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "import", summary: "Takes resources that exist into a deployed environment.",
        positionals: [
            .init(
                "RESOURCE=ID",
                "a resource as the stacks declare it, and what identifies the one that exists; several parts as 'A|B'",
                isRepeated: true)
        ],
        options: EnvironmentOptions.options + [
            .flag("dry-run", "make the change set, show it, delete it"),
            .flag("yes", "do not ask"),
            OutputFormat.option(.ofDiagnostics, of: "problems"),
        ],
        examples: [
            .init("import --env dev Data/Database=my-db", "the database my-db becomes Data/Database"),
            .init("import --env dev 'Api/Stage=a1b2c3|prod'", "one that is identified by two parts"),
            .init("import --env dev Storage/Lake=our-lake --dry-run", "what AWS says of it, without doing it"),
        ],
        notes: [
            """
            Declare the resource first, with a deletion policy and as it is. An import changes nothing else, so that
            other changes are deployed before or after it. It is repeated safely: what is in the stack is left alone.
            """
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let templates: @Sendable () throws -> DeployableTemplates

    /// - Parameter templates: synthesizes what declares the resources.
    public init(templates: @escaping @Sendable () throws -> DeployableTemplates) { self.templates = templates }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let format = try OutputFormat(arguments, from: .ofDiagnostics)
        try await context.reporting(as: format, by: Self.syntax.name) { context, _ in
            let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
            let importer = Importer(
                templates: try templates(), environment: environment, aws: context.aws(connection),
                terminal: context.terminal)
            try await importer.run(
                arguments.positionals,
                .init(isDryRun: arguments.flag("dry-run"), assumesYes: arguments.flag("yes")))
        }
    }
}
