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

    private var store: SnapshotStore { SnapshotStore(aws: deployed.aws) }
    private var environment: EnvironmentFile { deployed.environment }
    private func command(_ rest: String) -> String {
        environment.commandLine("backup-manager \(rest)", through: deployed.aws.connection)
    }

    /// The command that goes on with a snapshot as it was asked for.
    private func goingOn(with snapshot: DatabaseSnapshot, _ options: Options) -> String {
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

    /// Takes a snapshot that is there already for the one that was to be made.
    private func accept(_ snapshot: DatabaseSnapshot, of instance: String) throws -> DatabaseSnapshot {
        guard snapshot.isOf(instance) else {
            throw CommandError(
                "snapshot-refused",
                "\(snapshot.name) is a snapshot of \(snapshot.instance), not of this environment's database \(instance)"
            )
        }
        guard !snapshot.isFailed, !snapshot.isGoing else {
            throw CommandError(
                "snapshot-refused", "\(snapshot.name) is there already, but '\(snapshot.status)'",
                hints: ["run this again in a minute, for a snapshot under another name"])
        }
        terminal.errors.print("\(snapshot.name) is there already (\(snapshot.status)); nothing new was begun")
        return snapshot
    }

    private func ready(_ source: DatabaseInstance?, _ instance: String) throws -> DatabaseInstance {
        guard let source else {
            throw CommandError(
                "missing-resource",
                "the database \(instance) of \(environment.stackName) does not exist in \(store.region): it was deleted outside of CloudFormation",
                hints: ["'\(command("list"))' shows the snapshots that are left of it"])
        }
        guard source.isReady else {
            throw source.refusal(
                of: command("create"), through: deployed.aws.connection, storageParameter: storageParameter)
        }
        return source
    }

    private func plan(_ options: Options, _ name: String, _ source: DatabaseInstance) -> String {
        let copy = options.copyRegion.map { ", and a copy in \($0)" } ?? ""
        return
            "dry run: would make \(name) of \(source.identifier), which is \(source.status)\(copy); nothing was changed"
    }

    private func begin(_ name: String, of source: DatabaseInstance) async throws -> DatabaseSnapshot {
        if !source.multiAZ {
            terminal.reportNote(
                "\(source.identifier) has no standby: writing may pause for some seconds while the snapshot begins")
        }
        do {
            let snapshot = try await store.create(name, of: source.identifier, tags: deployed.snapshotTags)
            terminal.errors.print([
                StyledText(snapshot.isGood ? "made" : "begun", .good), StyledText(" \(snapshot.name)"),
            ])
            return snapshot
        } catch is CancellationError {
            throw Interrupted(description: "RDS may have begun \(name) already\n  to see it:  \(command("list"))")
        } catch let error as AWSError where error.hasCode("DBSnapshotAlreadyExists") {
            // Somebody else began it since we looked.
            guard let snapshot = try await store.aws.databaseSnapshot(name) else { throw error }
            return try accept(snapshot, of: source.identifier)
        } catch let error as AWSError where error.hasCode("InvalidDBInstanceState") {
            guard let current = try await store.aws.databaseInstance(source.identifier), !current.isReady else {
                throw error
            }
            throw current.refusal(
                of: command("create"), through: deployed.aws.connection, storageParameter: storageParameter)
        } catch let error as AWSError where error.hasCode("SnapshotQuotaExceeded") {
            throw CommandError(
                error,
                hints: ["delete old ones: \(environment.commandLine("cleanup", through: deployed.aws.connection))"])
        }
    }

    private func follow(
        _ snapshot: DatabaseSnapshot, in place: SnapshotStore, _ options: Options
    ) async throws -> DatabaseSnapshot {
        let again = goingOn(with: snapshot, options)
        do {
            return try await SnapshotFollower(store: place, terminal: terminal).follow(snapshot)
        } catch is CancellationError {
            let rest = place.region == store.region && options.copyRegion != nil ? ", and no copy was begun" : ""
            throw Interrupted(
                description:
                    "RDS goes on with \(snapshot.name) in \(place.region) by itself\(rest)\n  to follow it again:  \(again)"
            )
        } catch let error as AWSError {
            throw CommandError(
                error,
                hints: ["RDS goes on with \(snapshot.name) in \(place.region) by itself; to follow it again: \(again)"])
        }
    }

    private func copy(
        _ snapshot: DatabaseSnapshot, to region: String, _ options: Options
    ) async throws -> DatabaseSnapshot {
        let place = SnapshotStore(aws: otherRegion(region))
        // A key belongs to one region. Amazon RDS API Reference, "CopyDBSnapshot".
        let key = options.copyKey ?? (snapshot.isEncrypted ? "alias/aws/rds" : nil)
        if snapshot.isEncrypted, options.copyKey == nil {
            terminal.reportNote(
                "the copy is encrypted with RDS's own key in \(region) (alias/aws/rds), because the snapshot's key is of \(store.region); --kms-key names another"
            )
        }
        let again = goingOn(with: snapshot, options)
        let begun: DatabaseSnapshot
        do {
            begun = try await place.copy(snapshot, from: store.region, key: key)
            terminal.errors.print([
                StyledText(begun.isGood ? "made" : "begun", .good), StyledText(" the copy \(begun.name) in \(region)"),
            ])
        } catch is CancellationError {
            throw Interrupted(
                description:
                    "\(snapshot.name) is complete in \(store.region); RDS may have begun the copy in \(region)\n  to make sure:  \(again)"
            )
        } catch let error as AWSError where error.hasCode("DBSnapshotAlreadyExists") {
            guard let there = try await place.aws.databaseSnapshot(snapshot.name) else { throw error }
            begun = try accept(there, of: snapshot.instance)
        } catch let error as AWSError {
            var remedies: [String] = []
            if error.hasCode("KMSKeyNotAccessible") {
                remedies = ["name a key of \(region) that you may use: --kms-key KEY"]
            }
            if error.hasCode("SnapshotQuotaExceeded") {
                remedies = [
                    "delete old copies: \(environment.commandLine("cleanup", through: deployed.aws.connection)) --copies-in \(region)"
                ]
            }
            throw CommandError(
                error,
                hints: remedies + [
                    "\(snapshot.name) is complete in \(store.region), only its copy is missing; to try again: \(again)"
                ])
        }
        if options.waits { return try await follow(begun, in: place, options) }
        if !begun.isGood {
            terminal.errors.print(
                "RDS goes on copying by itself; '\(command("list")) --copies-in \(region)' shows how far it is")
        }
        return begun
    }
}
