import Foundation

/// What a GiB of snapshots costs a month.
struct SnapshotPrice: Encodable, Sendable, Equatable {
    /// USD for a GiB and month.
    let usd: Double
    /// Where that comes from, and of when it is.
    let source: String

    /// The price of backup storage in a region; nil where it is not known.
    ///
    /// Only what was read in AWS's own price list stands here; a price that is guessed from another region's would be
    /// believed. `RDS:ChargedBackupUsage` in "AmazonRDS" of the AWS Price List, by region.
    static func reference(in region: String) -> SnapshotPrice? { references[region] }

    private static let references = [
        "us-east-1": SnapshotPrice(usd: 0.095, source: "AWS Price List, AmazonRDS in us-east-1, published 2026-08-12")
    ]

    /// A price that the user gives, in USD.
    ///
    /// - Returns: nil for what is no price.
    init?(given text: String) {
        guard let usd = Double(text), usd.isFinite, usd >= 0, usd < 100 else { return nil }
        self.init(usd: usd, source: "--gib-price")
    }

    init(usd: Double, source: String) {
        self.usd = usd
        self.source = source
    }

    /// The most that an amount of snapshots costs a month.
    func most(_ gibibytes: Int) -> Double { (usd * Double(gibibytes) * 100).rounded() / 100 }

    /// An amount of money, or that it is not known.
    static func text(_ usd: Double?) -> String { usd.map { String(format: "%.2f USD", $0) } ?? "unknown" }
}
