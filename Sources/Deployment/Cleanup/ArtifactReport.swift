import Environments
import Foundation
import Terminal

/// What a cleanup of uploaded files found, decided and did.
struct ArtifactReport: Encodable, Sendable {
    struct Row: Encodable, Sendable {
        let key: String
        let bytes: Int
        let changed: Date
        let ageDays: Int
        /// `delete` or `keep`.
        let decision: String
        /// Why it is kept.
        let reason: String?
        /// `deleted` or `failed`; nil before it is tried.
        fileprivate(set) var outcome: String?
    }

    let environment: String
    let bucket: String
    let days: Int
    /// Why everything is kept.
    let unknown: String?
    private(set) var artifacts: [Row]

    init(
        environment: String, bucket: String, days: Int, _ artifacts: [StoredArtifact], _ use: ArtifactUse, now: Date
    ) {
        self.environment = environment
        self.bucket = bucket
        self.days = days
        unknown = use.unknown
        self.artifacts = artifacts.map { artifact in
            let age = max(0, Int(now.timeIntervalSince(artifact.changed) / 86_400))
            let reason: String? =
                if use.unknown != nil {
                    "may be needed"
                } else if artifact.hash.map(use.hashes.contains) == true {
                    "needed"
                } else if artifact.hash == nil {
                    "not uploaded by deploy"
                } else {
                    age < days ? "younger than \(days) days" : nil
                }
            return Row(
                key: artifact.key, bytes: artifact.bytes, changed: artifact.changed, ageDays: age,
                decision: reason == nil ? "delete" : "keep", reason: reason)
        }
    }

    var toDelete: [Row] { artifacts.filter { $0.decision == "delete" } }

    /// Notes what came of some.
    mutating func record(_ keys: Set<String>, as outcome: String) {
        for index in artifacts.indices where keys.contains(artifacts[index].key) { artifacts[index].outcome = outcome }
    }

    /// `2 files, 4.0 MiB`.
    static func sum(of rows: [Row]) -> String {
        "\(Quantity.files(rows.count)), \(Quantity.bytes(rows.map(\.bytes).clampedSum))"
    }

    /// What is needed is only counted.
    var table: ReportTable {
        var table = ReportTable(columns: [
            ("File", .left), ("Size", .right), ("Age", .right), ("What happens", .left), ("Why", .left),
        ])
        for row in artifacts where row.reason != "needed" {
            let (fate, style): (String, Style) =
                switch (row.outcome, row.decision) {
                case ("deleted"?, _): ("deleted", .warning)
                case ("failed"?, _): ("failed", .bad)
                case (_, "delete"): ("delete", .warning)
                default: ("keep", .good)
                }
            table.add([
                StyledText(row.key, .bold), StyledText(Quantity.bytes(row.bytes)),
                StyledText("\(row.ageDays) day\(row.ageDays == 1 ? "" : "s")"), StyledText(fate, style),
                StyledText(row.reason ?? "", .dim),
            ])
        }
        return table
    }
}
