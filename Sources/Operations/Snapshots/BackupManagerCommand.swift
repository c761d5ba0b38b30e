import AppDeclaration
import Diagnostics
import Environments
import Foundation
import Terminal

/// `backup-manager [create|list] --env NAME`.
public struct BackupManagerCommand: EnvironmentCommand {
    private static let actions = ["create", "list"]

    /// What it understands.
    public static let syntax = CommandSyntax(
        "backup-manager", summary: "Makes and lists snapshots of an environment's database.",
        positionals: [.init("ACTION", "create (the default) or list", isRequired: false)],
        options: EnvironmentOptions.options + [
            .flag("wait", "wait until the snapshot can be restored, and show how far it is"),
            .value("copy-to", "REGION", "copy the snapshot to another region when it is complete, with its tags"),
            .value(
                "kms-key", "KEY",
                "what encrypts the copy: a KMS key of that region (of encrypted ones RDS's own by default)"),
            .value("continue", "NAME", "go on with a snapshot that an earlier run began: wait for it, copy it"),
            .value("copies-in", "REGION", "list: the copies in another region"),
            .flag("dry-run", "say what would be made, and make nothing"),
            OutputFormat.option(.ofTables),
            ToolPermissions.option,
        ],
        examples: [
            .init("backup-manager --env dev", "begin a snapshot of dev's database"),
            .init("backup-manager --env prod --wait --copy-to eu-west-1", "one that survives the loss of a region"),
            .init("backup-manager list --env dev", "all snapshots of the database, the newest first"),
            .init(
                "backup-manager list --env prod --copies-in eu-west-1 --format json",
                "the copies, for jq and other tools"),
        ],
        notes: [
            """
            A snapshot is called snap-INSTANCE-YYYY-MM-DD-HH-MM, in UTC. A second run in the same minute finds it there, which
            is a success. Ctrl+C ends the waiting only: RDS goes on by itself, and --continue follows it again. A copy
            in another region costs storage there and the transfer.
            """
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let app: OperatedApp

    /// - Parameter app: what says which database is meant.
    public init(_ app: OperatedApp) { self.app = app }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        if try printsPermissions(arguments, in: context) { return }
        let action = arguments.positionals.first ?? "create"
        guard Self.actions.contains(action) else {
            throw UsageError(
                "unknown action '\(action)'; \(Suggestion.question(for: action, in: Self.actions))allowed: \(Self.actions.joined(separator: ", "))"
            )
        }
        try check(arguments, for: action)
        let format = try OutputFormat(arguments, from: .ofTables)
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        let copyRegion = try RegionName.other("copy-to", in: arguments, than: connection.region)
        let listRegion = try RegionName.other("copies-in", in: arguments, than: connection.region)
        let deployed = try await DeployedEnvironment(environment, with: context.aws(connection))
        let manager = BackupManager(
            deployed: deployed, instance: try await deployed.databaseIdentifier(app.database),
            storageParameter: app.parameters.databaseStorage,
            otherRegion: { context.aws(connection.inRegion($0)) },
            terminal: context.terminal, now: context.now)
        if action == "list" { return try await manager.list(in: listRegion, as: format) }
        try await manager.create(
            .init(
                continued: arguments.value("continue"), isDryRun: arguments.flag("dry-run"),
                waits: arguments.flag("wait"),
                copyRegion: copyRegion, copyKey: arguments.value("kms-key"), format: format))
    }

    /// An option that would have no effect is a misunderstanding.
    private func check(_ arguments: Arguments, for action: String) throws(UsageError) {
        let onlyForCreate =
            ["copy-to", "kms-key", "continue"].filter { arguments.value($0) != nil }
            + ["wait", "dry-run"].filter { arguments.flag($0) }
        if action == "list", let option = onlyForCreate.first {
            throw UsageError("--\(option) is for 'create', not for 'list'")
        }
        if action == "create", arguments.value("copies-in") != nil {
            throw UsageError("--copies-in is for 'list', not for 'create'")
        }
        if arguments.value("kms-key") != nil, arguments.value("copy-to") == nil {
            throw UsageError("--kms-key is for the copy; say where that goes: --copy-to REGION")
        }
    }
}

extension BackupManagerCommand: PermittedTool {
    var permissions: ToolPermissions { .backupManager }
}
