import AWSAccess
import Environments
import Terminal

/// A snapshot begins, or is found.
extension BackupManager {
    /// Takes a snapshot that is there already for the one that was to be made.
    func accept(_ snapshot: DatabaseSnapshot, of instance: String) throws -> DatabaseSnapshot {
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

    /// The database, where a snapshot can be made of it now.
    func ready(_ source: DatabaseInstance?, _ instance: String) throws -> DatabaseInstance {
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

    /// What a dry run says.
    func plan(_ options: Options, _ name: String, _ source: DatabaseInstance) -> String {
        let copy = options.copyRegion.map { ", and a copy in \($0)" } ?? ""
        return
            "dry run: would make \(name) of \(source.identifier), which is \(source.status)\(copy); nothing was changed"
    }

    /// Begins the snapshot.
    func begin(_ name: String, of source: DatabaseInstance) async throws -> DatabaseSnapshot {
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
}
