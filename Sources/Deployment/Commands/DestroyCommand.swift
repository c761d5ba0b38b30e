import Diagnostics
import Environments
import Terminal

/// `destroy --env NAME`.
public struct DestroyCommand: EnvironmentCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "destroy", summary: "Deletes a deployed environment, after saying what goes and what stays.",
        options: EnvironmentOptions.options + [
            .flag("yes", "do not ask (a protected environment needs --confirm too)"),
            .value("confirm", "STACK", "the stack's name, instead of typing it for a protected environment"),
            .flag(
                "delete-retained",
                "also delete what outlives the stack: buckets with all versions, queues, tables, keys, secrets, image repositories, user pools, database clusters, final snapshots, kept backups, log groups"
            ),
            .value(
                "retain", "RESOURCE",
                "leave what an earlier deletion failed at where it is, named as in Data/Database (may be repeated)"),
            .flag("force", "leave all that an earlier deletion failed at, and cannot be deleted now either"),
            .value(
                "allow-replacement", "RESOURCE",
                "with --yes, let what holds data be deleted with it, named as in Data/Table (may be repeated)"),
            .progress, OutputFormat.option(.ofDiagnostics, of: "problems"),
        ],
        examples: [
            .init("destroy --env dev", "list what is deleted and what is retained, ask, delete"),
            .init("destroy --env local --yes --delete-retained", "leave nothing behind"),
            .init(
                "destroy --env prod --yes --confirm shop-prod", "a protected environment, without a terminal"),
            .init("destroy --env dev --yes --allow-replacement Data/Table", "what would be lost has to be named then"),
            .init("destroy --env dev --retain Storage/Lake", "after a deletion that failed at a bucket: all but that"),
            .init("destroy --env dev --yes --format json | jq .diagnostics", "what went wrong, for programs"),
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let templates: @Sendable () throws -> DeployableTemplates

    /// - Parameter templates: synthesizes what was deployed.
    public init(templates: @escaping @Sendable () throws -> DeployableTemplates) { self.templates = templates }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let format = try OutputFormat(arguments, from: .ofDiagnostics)
        let context = try context.tellingProgress(arguments, beside: format)
        try await context.reporting(as: format, by: Self.syntax.name) { context, _ in
            let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
            let destroyer = Destroyer(
                templates: try templates(), environment: environment, aws: context.aws(connection),
                terminal: context.terminal)
            try await destroyer.destroy(
                .init(
                    assumesYes: arguments.flag("yes"), confirmedStack: arguments.value("confirm"),
                    deletesRetained: arguments.flag("delete-retained"),
                    retained: Set(arguments.values("retain")), isForced: arguments.flag("force"),
                    allowedReplacements: Set(arguments.values("allow-replacement"))))
        }
    }
}
