import AWSAccess
import Environments
import Foundation
import Terminal

/// Snapshots as a table, and as a document.
struct SnapshotReport: Encodable, Sendable {
    struct Row: Encodable, Sendable {
        let name: String
        let region: String
        let type: String
        let status: String
        let percent: Int?
        let created: Date?
        let ageDays: Double?
        let gibibytes: Int?
        let encrypted: Bool
        let arn: String
        let tags: [String: String]

        init(_ snapshot: DatabaseSnapshot, in region: String, now: Date) {
            name = snapshot.name
            self.region = region
            type = snapshot.type
            status = snapshot.status
            percent = snapshot.percent
            created = snapshot.created
            ageDays = snapshot.ageDays(now: now)
            gibibytes = snapshot.gibibytes
            encrypted = snapshot.isEncrypted
            arn = snapshot.arn
            tags = snapshot.tags.values
        }
    }

    let environment: String
    let instance: String
    private let snapshots: [Row]
    private let now: Date

    private enum CodingKeys: CodingKey { case environment, instance, snapshots }

    /// - Parameter snapshots: each with the region it is in.
    init(environment: String, instance: String, snapshots: [(DatabaseSnapshot, region: String)], now: Date) {
        self.environment = environment
        self.instance = instance
        self.snapshots = snapshots.map { Row($0, in: $1, now: now) }
        self.now = now
    }

    var table: ReportTable {
        var table = ReportTable(columns: [
            ("Snapshot", .left), ("Region", .left), ("Type", .left), ("Status", .left), ("Made (UTC)", .left),
            ("Age", .right),
            ("Size", .right), ("Encrypted", .left),
        ])
        for row in snapshots {
            let status = row.status == "available" ? row.status : "\(row.status)\(row.percent.map { " \($0) %" } ?? "")"
            table.add([
                StyledText(row.name, .bold), StyledText(row.region), StyledText(row.type),
                StyledText(status, row.status == "available" ? .good : row.status == "failed" ? .bad : .warning),
                StyledText(row.created.map(SnapshotTime.minute) ?? "-"),
                StyledText(row.created.map { SnapshotTime.age(now.timeIntervalSince($0)) } ?? "-"),
                StyledText(row.gibibytes.map { "\($0) GiB" } ?? "-"), StyledText(row.encrypted ? "yes" : "no"),
            ])
        }
        return table
    }
}

extension DatabaseSnapshot {
    /// How old it is, in days with two decimals; nil before it is complete.
    func ageDays(now: Date) -> Double? {
        created.map { (now.timeIntervalSince($0) / SnapshotTime.day * 100).rounded(.down) / 100 }
    }
}
