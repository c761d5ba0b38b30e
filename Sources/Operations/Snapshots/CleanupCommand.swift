import AppDeclaration
import Diagnostics
import Environments
import Foundation
import AWSPriceList
import Prices
import Terminal

/// `cleanup --env NAME`.
public struct CleanupCommand: EnvironmentCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "cleanup",
        summary: "Deletes old manual snapshots of an environment's database, or old uploaded files, after asking.",
        options: EnvironmentOptions.options + [
            .flag("assets", "delete uploaded templates and assets that nothing deployed or prepared names any more"),
            .value("days", "N", "delete what is older than so many days (7)"),
            .value("keep-last", "N", "keep the newest so many that can be restored, however old they are (1)"),
            .value("copies-in", "REGION", "clean up the copies in another region"),
            .flag("dry-run", "show what would be deleted, and delete nothing"),
            .flag("yes", "do not ask"),
            OutputFormat.option(.ofTables),
            ToolPermissions.option,
        ] + PriceSources.options,
        examples: [
            .init("cleanup --env dev --dry-run", "each snapshot with its age, and what would happen to it"),
            .init("cleanup --env dev", "delete what is older than a week, after asking"),
            .init("cleanup --env prod --days 35 --keep-last 4 --yes", "from cron"),
            .init("cleanup --env dev --assets --dry-run", "what earlier deployments have left in the artifact bucket"),
            .init("cleanup --env prod --copies-in eu-west-1", "the copies that backup-manager made there"),
        ],
        notes: [
            """
            Only manual snapshots of the environment's database go, and only those with the project's tag. The last
            good one always stays, and so do automated snapshots and other projects'. A deletion that fails does not
            stop the others; the exit status is then 1.
            """,
            """
            With --assets no snapshot is looked at. An uploaded file goes with all its versions where it is older than
            --days and no template of the environment's stacks, no parameter and no prepared change set has its hash.
            While an operation goes on, and where not all of that can be read, everything is kept.
            """,
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let app: OperatedApp
    private let cleanUpAssets: @Sendable (Arguments, CommandContext) async throws -> Void

    /// - Parameters:
    ///   - app: what says which database is meant.
    ///   - cleanUpAssets: does what `--assets` asks for.
    public init(
        _ app: OperatedApp, assets cleanUpAssets: @escaping @Sendable (Arguments, CommandContext) async throws -> Void
    ) {
        self.app = app
        self.cleanUpAssets = cleanUpAssets
    }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        if try printsPermissions(arguments, in: context) { return }
        if arguments.flag("assets") {
            if let other = ["keep-last", "copies-in"].first(where: { arguments.value($0) != nil }) {
                throw UsageError("--\(other) is about snapshots; leave it or --assets out")
            }
            return try await cleanUpAssets(arguments, context)
        }
        var options = Cleanup.Options()
        options.days = try arguments.integer("days", in: 0...36_500, default: 7)
        options.keepLast = try arguments.integer("keep-last", in: 1...10_000, default: 1)
        options.isDryRun = arguments.flag("dry-run")
        options.assumesYes = arguments.flag("yes")
        options.format = try OutputFormat(arguments, from: .ofTables)
        let sources = try PriceSources(arguments, described: app.describedPrices)
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        let region = try RegionName.other("copies-in", in: arguments, than: connection.region)
        let deployed = try await DeployedEnvironment(environment, with: context.aws(connection))
        var place = connection
        if let region { place = connection.inRegion(region) }
        let cleanup = Cleanup(
            deployed: deployed, instance: try await deployed.databaseIdentifier(app.database),
            store: SnapshotStore(aws: context.aws(place)),
            prices: try await sources.prices(of: [.databaseBackup], in: place, aws: context.aws),
            terminal: context.terminal, now: context.now)
        try await cleanup.run(options)
    }
}

extension CleanupCommand: PermittedTool {
    var permissions: ToolPermissions { .cleanup }
}
