import AppDeclaration
import Diagnostics
import Environments
import Foundation
import Terminal

/// `populate-datalake --env NAME`.
public struct PopulateCommand: EnvironmentCommand {
    private let lake: OperatedApp.DataLake

    public init(_ app: OperatedApp) { lake = app.dataLake }

    /// What it understands.
    public var syntax: CommandSyntax {
        CommandSyntax(
            "populate-datalake",
            summary: "Brings \(lake.folder)/ to the data lake under \(lake.prefix); sends only what changed.",
            options: EnvironmentOptions.options + [
                .value("assets", "DIR", "the folder to send; \(lake.folder) without this"),
                .value("prefix", "PREFIX", "what the keys begin with; \(lake.prefix) without this"),
                .flag("delete", "also delete objects that the folder does not have, after asking"),
                .flag("all", "send every file, whatever is there"),
                .flag("dry-run", "show what would be sent and deleted, and change nothing"),
                .flag("yes", "do not ask before deleting"),
                OutputFormat.option(.ofTables),
                ToolPermissions.option,
            ],
            examples: [
                .init(
                    "populate-datalake --env dev", "send what is new or changed in \(lake.folder)/ to \(lake.prefix)"),
                .init("populate-datalake --env dev --delete --dry-run", "show what a mirror would send and delete"),
                .init("populate-datalake --env prod --delete --yes", "mirror without a question, from a pipeline"),
                .init(
                    "populate-datalake --env dev --assets photos --prefix photos/2026",
                    "another folder to another place"),
            ],
            notes: [
                """
                What changed is told by content: PREFIX/.manifest.json in the bucket has the SHA-256 of every file that arrived. Ctrl+C
                loses nothing: the same command goes on where it stopped. Hidden files and links out of the folder are left out.
                Deleted and overwritten objects stay as old versions for as long as the bucket keeps those.
                """
            ])
    }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        if try printsPermissions(arguments, in: context) { return }
        let options = Populator.Options(
            assets: arguments.value("assets") ?? lake.folder,
            prefix: try DataLakeLocation.prefix(from: arguments.value("prefix") ?? lake.prefix),
            deletes: arguments.flag("delete"), assumesYes: arguments.flag("yes"), isDryRun: arguments.flag("dry-run"),
            sendsAll: arguments.flag("all"), format: try OutputFormat(arguments, from: .ofTables))
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        try await Populator(lake: lake, options: options, terminal: context.terminal, now: context.now).run {
            try await DeployedEnvironment(environment, with: context.aws(connection))
        }
    }
}

extension PopulateCommand: PermittedTool {
    var permissions: ToolPermissions { .populateDataLake }
    var prefix: String { lake.prefix }
}
