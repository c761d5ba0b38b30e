import AWSAccess
import Diagnostics
import Environments
import Foundation
import Terminal

/// Makes a snapshot of an environment's database, waits for it and copies it to another region, as far as it is asked
/// to.
///
/// look at the database and for the snapshot -> refuse, go on with it, or begin it -> wait -> copy -> wait -> report
struct BackupManager: Sendable {
    /// What is asked for.
    struct Options: Sendable {
        /// A snapshot that an earlier run began; nil for a new one.
        var continued: String?
        var isDryRun = false
        var waits = false
        /// The region to copy to.
        var copyRegion: String?
        /// What encrypts the copy: a KMS key of that region.
        var copyKey: String?
        var format = OutputFormat.text
    }

    let deployed: DeployedEnvironment
    /// The identifier of the environment's database.
    let instance: String
    /// The parameter that gives the database more storage, where there is one.
    let storageParameter: String?
    /// The same account in another region.
    let otherRegion: @Sendable (String) -> AWSCLI
    let terminal: Terminal
    let now: @Sendable () -> Date

    var store: SnapshotStore { SnapshotStore(aws: deployed.aws) }
    var environment: EnvironmentFile { deployed.environment }

    /// A command line of this tool for the environment.
    func command(_ rest: String) -> String {
        environment.commandLine("backup-manager \(rest)", through: deployed.aws.connection)
    }

    /// The command that goes on with a snapshot as it was asked for.
    func goingOn(with snapshot: DatabaseSnapshot, _ options: Options) -> String {
        command("create") + " --continue \(snapshot.name)" + (options.waits ? " --wait" : "")
            + (options.copyRegion.map { " --copy-to \($0)" } ?? "") + (options.copyKey.map { " --kms-key \($0)" } ?? "")
    }

    /// The name of the snapshot that is made of a database at a time, in UTC.
    static func name(of instance: String, at time: Date) -> String {
        "snap-\(instance)-\(SnapshotTime.minuteInName(time))"
    }

    /// Makes the snapshot. One that is there already, from a run in the same minute, is as good, and a success.
    ///
    /// - Throws: `CommandError`, `AWSError`; `Interrupted` with what goes on by itself.
    func create(_ options: Options) async throws {
        let name = options.continued ?? Self.name(of: instance, at: now())
        async let lookedAt = store.aws.databaseInstance(instance)
        async let lookedFor = store.aws.databaseSnapshot(name)
        let (source, found) = try await (lookedAt, lookedFor)

        let snapshot: DatabaseSnapshot
        if let found {
            snapshot = try accept(found, of: instance)
        } else if options.continued != nil {
            throw CommandError(
                "missing-resource", "there is no manual snapshot '\(name)' in \(store.region)",
                hints: ["'\(command("list"))' shows those there are"])
        } else {
            let source = try ready(source, instance)
            if options.isDryRun { return terminal.errors.print(plan(options, name, source)) }
            snapshot = try await begin(name, of: source)
        }
        if options.isDryRun { return terminal.errors.print("dry run: nothing was changed") }

        var results = [(snapshot, region: store.region)]
        if options.waits || options.copyRegion != nil {
            results = [(try await follow(snapshot, in: store, options), region: store.region)]
        } else if !snapshot.isGood {
            terminal.errors.print("RDS goes on making it by itself; '\(command("list"))' shows how far it is")
        }
        if let region = options.copyRegion {
            results.append((try await copy(results[0].0, to: region, options), region: region))
        }
        try report(results, as: options.format)
    }

    /// Shows all snapshots of the database, the newest first.
    ///
    /// - Parameter region: another region, for the copies that are there.
    func list(in region: String?, as format: OutputFormat) async throws {
        let place = region.map { SnapshotStore(aws: otherRegion($0)) } ?? store
        let snapshots = try await place.snapshots(of: instance)
            .filter { region == nil || $0.sourceRegion == store.region }
            .sorted { ($0.created ?? .distantFuture, $0.name) > ($1.created ?? .distantFuture, $1.name) }
        if snapshots.isEmpty { terminal.errors.print("\(instance) has no snapshots in \(place.region)") }
        if snapshots.isEmpty, format == .text { return }
        try report(snapshots.map { ($0, region: place.region) }, as: format)
    }

    private func report(_ snapshots: [(DatabaseSnapshot, region: String)], as format: OutputFormat) throws {
        let report = SnapshotReport(
            environment: environment.name, instance: instance, snapshots: snapshots, now: now()
        )
        try terminal.output.print([report.table], document: report, as: format)
    }
}
