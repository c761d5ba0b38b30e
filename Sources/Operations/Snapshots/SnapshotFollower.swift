import AWSAccess
import Terminal

/// Follows a snapshot, or a copy of one, until it is complete.
struct SnapshotFollower: Sendable {
    let store: SnapshotStore
    let terminal: Terminal

    /// A snapshot takes minutes at least, and every look costs a process; an emulator is done at once.
    private var pause: Duration { store.aws.connection.isLocal ? .milliseconds(500) : .seconds(5) }
    /// How often a new snapshot may not be found yet: what one server of AWS knows takes time to reach the others.
    private static let patience = 12

    /// How long a snapshot may stay as it is: the first one of a large database takes hours.
    private static let stillness = Duration.seconds(6 * 3600)

    /// Waits until a snapshot can be restored, and shows how far it is.
    ///
    /// - Throws: `CommandError` when it fails, goes, or does not move for hours; `AWSError`; `CancellationError`,
    ///   with RDS going on by itself.
    func follow(_ begun: DatabaseSnapshot) async throws -> DatabaseSnapshot {
        if begun.isGood { return begun }
        var snapshot = begun
        var display = ProgressDisplay(on: terminal.errors)
        var shown: String?
        var misses = 0
        var still = Duration.zero
        while true {
            let line =
                "\(snapshot.status)\(snapshot.percent.map { " \($0) %" } ?? "")  \(snapshot.name) in \(store.region)"
            display.show(
                lines: [[StyledText(Self.bar(snapshot.percent ?? 0), .accent), StyledText("  " + line)]],
                changes: line == shown ? [] : ["  " + line])
            still = line == shown ? still + pause : .zero
            shown = line
            if snapshot.isGood { break }
            if snapshot.isFailed {
                throw CommandError(
                    "snapshot-failed",
                    "RDS could not complete \(snapshot.name) in \(store.region): it is '\(snapshot.status)'",
                    hints: ["it cannot be restored; run this again for another one, and delete this one"])
            }
            if snapshot.isGoing { throw Self.gone(snapshot, store.region) }
            guard still < Self.stillness else {
                throw CommandError(
                    "aws-late",
                    "\(snapshot.name) in \(store.region) has been '\(snapshot.status)'\(snapshot.percent.map { " at \($0) %" } ?? "") for six hours",
                    hints: [
                        "RDS goes on by itself, if it does; look at it with: aws rds describe-db-snapshots --db-snapshot-identifier \(snapshot.name) \(store.aws.connection.shownArguments)"
                    ])
            }
            try await store.aws.sleep(pause)
            if let current = try await store.aws.databaseSnapshot(snapshot.name) {
                (snapshot, misses) = (current, 0)
            } else {
                misses += 1
                if misses >= Self.patience { throw Self.gone(snapshot, store.region) }
            }
        }
        display.finish()
        terminal.errors.print([StyledText("complete", .good), StyledText(" \(snapshot.name) in \(store.region)")])
        return snapshot
    }

    private static func gone(_ snapshot: DatabaseSnapshot, _ region: String) -> CommandError {
        CommandError("snapshot-failed", "\(snapshot.name) in \(region) was deleted while it was being made")
    }

    private static func bar(_ percent: Int) -> String {
        let cells = 20
        let full = min(max(percent, 0), 100) * cells / 100
        return String(repeating: "█", count: full) + String(repeating: "░", count: cells - full)
    }
}
