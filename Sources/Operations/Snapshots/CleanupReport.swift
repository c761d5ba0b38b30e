import Environments
import Foundation
import Prices
import Terminal

/// What a cleanup found, decided and did.
struct CleanupReport: Encodable, Sendable {
    /// What came of a snapshot that was to be deleted.
    enum Outcome: Sendable, Equatable {
        case deleted
        /// Somebody else deleted it, or it must stay now.
        case leftAlone(String)
        case failed(String)
    }

    struct Row: Encodable, Sendable {
        let name: String
        let status: String
        let created: Date?
        let ageDays: Double?
        let gibibytes: Int?
        /// USD; nil where the price or the size is not known.
        let monthlyCostAtMost: Amount?
        /// `delete` or `keep`.
        let decision: String
        /// Why it is kept.
        let reason: String?
        /// `deleted`, `left alone` or `failed`; nil before it is tried.
        fileprivate(set) var outcome: String?
        /// Why the deletion failed, or why it was not tried.
        fileprivate(set) var detail: String?
    }

    let environment: String
    let instance: String
    let region: String
    let days: Int
    let keepLast: Int
    let pricePerGiB: Price?
    private(set) var snapshots: [Row]
    private let now: Date

    private enum CodingKeys: CodingKey { case environment, instance, region, days, keepLast, pricePerGiB, snapshots }

    init(
        environment: String, instance: String, region: String, policy: RetentionPolicy, items: [RetentionPolicy.Item],
        price: Price?, now: Date
    ) {
        self.environment = environment
        self.instance = instance
        self.region = region
        days = policy.days
        keepLast = policy.keepLast
        pricePerGiB = price
        self.now = now
        snapshots = items.map { item in
            let snapshot = item.snapshot
            let reason: String? = if case .keep(let reason) = item.decision { reason } else { nil }
            return Row(
                name: snapshot.name, status: snapshot.status, created: snapshot.created,
                ageDays: snapshot.ageDays(now: now),
                gibibytes: snapshot.gibibytes, monthlyCostAtMost: snapshot.gibibytes.flatMap { price?.monthly($0) },
                decision: reason == nil ? "delete" : "keep", reason: reason)
        }
    }

    /// Notes what came of a snapshot.
    mutating func record(_ outcome: Outcome, of name: String) {
        guard let index = snapshots.firstIndex(where: { $0.name == name }) else { return }
        (snapshots[index].outcome, snapshots[index].detail) =
            switch outcome {
            case .deleted: ("deleted", nil)
            case .leftAlone(let reason): ("left alone", reason)
            case .failed(let reason): ("failed", reason)
            }
    }

    var toDelete: [Row] { snapshots.filter { $0.decision == "delete" } }

    /// `2 snapshots, 40 GiB, at most 3.80 USD a month`.
    func sum(of rows: [Row]) -> String {
        let gibibytes = rows.compactMap(\.gibibytes).clampedSum
        let cost =
            pricePerGiB.map { "at most \(Self.text($0.monthly(gibibytes))) a month" } ?? "at a price not known here"
        return "\(rows.count) snapshot\(rows.count == 1 ? "" : "s"), \(gibibytes) GiB, \(cost)"
    }

    var table: ReportTable {
        var table = ReportTable(columns: [
            ("Snapshot", .left), ("Made (UTC)", .left), ("Age", .right), ("Size", .right), ("A month, at most", .right),
            ("What happens", .left), ("Why", .left),
        ])
        for row in snapshots {
            let (fate, style): (String, Style) =
                switch (row.outcome, row.decision) {
                case ("deleted", _): ("deleted", .warning)
                case ("failed", _): ("failed", .bad)
                case ("left alone", _): ("left alone", .good)
                case (_, "delete"): ("delete", .warning)
                default: ("keep", .good)
                }
            table.add([
                StyledText(row.name, .bold), StyledText(row.created.map(SnapshotTime.minute) ?? "-"),
                StyledText(row.created.map { SnapshotTime.age(now.timeIntervalSince($0)) } ?? "-"),
                StyledText(row.gibibytes.map { "\($0) GiB" } ?? "-"), StyledText(Self.text(row.monthlyCostAtMost)),
                StyledText(fate, style), StyledText(row.detail ?? row.reason ?? "", .dim),
            ])
        }
        return table
    }

    private static func text(_ usd: Amount?) -> String { usd.map { "\($0.text(2)) USD" } ?? "unknown" }
}

extension Price {
    /// What so many GiB cost a month.
    fileprivate func monthly(_ gibibytes: Int) -> Amount { (usd * Amount(gibibytes)).rounded(2) }
}
