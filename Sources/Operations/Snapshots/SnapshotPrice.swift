import Foundation

/// What a GiB of snapshots costs a month.
struct SnapshotPrice: Encodable, Sendable, Equatable {
    /// USD for a GiB and month.
    let usd: Double
    /// Where that comes from, and of when it is.
    let source: String

    /// The price of backup storage in a region; nil where it is not known.
    ///
    /// A price that is guessed from another region's would be believed, so a region without a source is not here. That
    /// of us-east-1 was not read in the AWS Price List (`RDS:ChargedBackupUsage` of "AmazonRDS") itself, but in
    /// documents that quote it, all with the same figure.
    static func reference(in region: String) -> SnapshotPrice? { references[region] }

    private static let references = [
        "us-east-1": SnapshotPrice(usd: 0.095, source: "quoted from the AWS Price List of us-east-1 of 2026-08-12")
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
