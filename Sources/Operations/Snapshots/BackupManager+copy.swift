import AWSAccess
import Environments
import Terminal

/// A snapshot is waited for, and goes to another region.
extension BackupManager {
    /// Waits until a snapshot is complete.
    func follow(
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

    /// Copies a complete snapshot to another region, and waits for it where that is asked for.
    func copy(
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
            throw copyFailure(error, snapshot, in: region, again: again)
        }
        if options.waits { return try await follow(begun, in: place, options) }
        if !begun.isGood {
            terminal.errors.print(
                "RDS goes on copying by itself; '\(command("list")) --copies-in \(region)' shows how far it is")
        }
        return begun
    }

    private func copyFailure(
        _ error: AWSError, _ snapshot: DatabaseSnapshot, in region: String, again: String
    ) -> CommandError {
        var remedies: [String] = []
        if error.hasCode("KMSKeyNotAccessible") {
            remedies = ["name a key of \(region) that you may use: --kms-key KEY"]
        }
        if error.hasCode("SnapshotQuotaExceeded") {
            remedies = [
                "delete old copies: \(environment.commandLine("cleanup", through: deployed.aws.connection)) --copies-in \(region)"
            ]
        }
        return CommandError(
            error,
            hints: remedies + [
                "\(snapshot.name) is complete in \(store.region), only its copy is missing; to try again: \(again)"
            ])
    }
}
