import AWSAccess
import Environments
import Foundation

/// Which snapshots of an environment's database go, and why the others stay.
struct RetentionPolicy: Sendable {
    /// Days that a snapshot is kept; what is older goes.
    let days: Int
    /// How many of the newest good snapshots of an instance stay however old they are; 1 at least.
    let keepLast: Int
    /// The value of the tag `Project` that is a condition of deletion.
    let project: String
    /// The value of the tag `Environment`; another one keeps a snapshot.
    let environment: String

    enum Decision: Sendable, Equatable {
        case delete
        /// Why it stays.
        case keep(String)
    }

    struct Item: Sendable, Equatable {
        let snapshot: DatabaseSnapshot
        let decision: Decision
    }

    /// Decides on snapshots; the newest come first.
    func decide(on snapshots: [DatabaseSnapshot], now: Date) -> [Item] {
        let protected = lastGood(of: snapshots)
        return
            snapshots
            .sorted { ($0.created ?? .distantFuture, $0.name) > ($1.created ?? .distantFuture, $1.name) }
            .map { Item(snapshot: $0, decision: decision(on: $0, protected: protected, now: now)) }
    }

    private func decision(on snapshot: DatabaseSnapshot, protected: Set<String>, now: Date) -> Decision {
        if let reason = strangeness(of: snapshot) { return .keep(reason) }
        // RDS deletes what is complete or failed; on everything else it is at work.
        guard snapshot.isGood || snapshot.isFailed else { return .keep("is \(snapshot.status)") }
        guard let created = snapshot.created else { return .keep("has no date") }
        let isOld = now.timeIntervalSince(created) > Double(days) * SnapshotTime.day
        guard isOld else { return .keep("not older than \(days) day\(days == 1 ? "" : "s")") }
        if protected.contains(snapshot.name) {
            return .keep(keepLast == 1 ? "the last good one" : "of the last \(keepLast) good ones")
        }
        return .delete
    }

    /// Why a snapshot is none of this tool's business; nil when it is.
    private func strangeness(of snapshot: DatabaseSnapshot) -> String? {
        guard snapshot.isManual else { return "\(snapshot.type), not manual" }
        guard let owner = snapshot.tags.project else { return "has no tag Project" }
        guard owner == project else { return "tagged Project=\(owner)" }
        if let other = snapshot.tags.environment, other != environment { return "tagged Environment=\(other)" }
        return nil
    }

    /// The names of the newest good snapshots of each instance.
    ///
    /// By the age of the data: a copy made today of an old snapshot is no younger than that.
    private func lastGood(of snapshots: [DatabaseSnapshot]) -> Set<String> {
        let good = snapshots.filter { $0.isGood && $0.created != nil && strangeness(of: $0) == nil }
        let newest = Dictionary(grouping: good) { $0.instance.lowercased() }.values.flatMap { ofInstance in
            ofInstance.sorted { ($0.dataTime ?? .distantPast, $0.name) > ($1.dataTime ?? .distantPast, $1.name) }
                .prefix(max(1, keepLast))
        }
        return Set(newest.map(\.name))
    }
}
