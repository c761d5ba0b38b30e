import AppDeclaration
import Diagnostics

/// All prices that are known without a network: those in a file that the user names, those that the app's description
/// reckons with, and those that come with this tool. The first that knows a price wins.
package struct PriceBook: Sendable {
    private let file: PriceTable?
    private let described: PriceTable?

    /// - Parameters:
    ///   - path: of a price table of the user's own.
    ///   - described: what the app's description reckons with.
    /// - Throws: `DiagnosticError` for a price table that cannot be read or is none.
    package init(file path: String? = nil, described: DescribedPrices? = nil) throws {
        self.described = try described.map { try PriceTable($0) }
        file = try path.map { try PriceTable(UserFile.bytes(of: $0), named: $0, origin: .file) }
    }

    /// Only what comes with this tool.
    package static let reference = PriceBook()

    private init() { (file, described) = (nil, nil) }

    /// The price of something; nil where nobody says it of this region.
    package func price(of item: PricedItem, in region: String) -> Price? {
        ownPrice(of: item, in: region) ?? otherPrice(of: item, in: region)
    }

    /// What the user's file says.
    package func ownPrice(of item: PricedItem, in region: String) -> Price? { file?.price(of: item, in: region) }

    /// What the app's description or the tables of this tool say.
    package func otherPrice(of item: PricedItem, in region: String) -> Price? {
        described?.price(of: item, in: region) ?? ReferencePrices.shared.price(of: item, in: region)
    }

    /// A range that a price is likely to be in, for what has none; nil where nothing is known.
    package func estimate(of item: PricedItem, in region: String) -> PriceEstimate? {
        let kin = item.kin
        if let kin, let price = price(of: kin.item, in: region) {
            let usd = price.usd * kin.factor
            return PriceEstimate(usd: usd...usd, basis: kin.basis, source: price.datedSource)
        }
        let elsewhere = ReferencePrices.shared.estimate(of: item, in: region)
        let workedOut = kin.flatMap { kin in
            estimate(of: kin.item, in: region).map {
                PriceEstimate(
                    usd: $0.usd.scaled { $0 * kin.factor }, basis: "\(kin.basis), by \($0.basis)", source: $0.source)
            }
        }
        guard let elsewhere, let workedOut else { return elsewhere ?? workedOut }
        return elsewhere.joined(workedOut)
    }

    /// What price tables have under a name that only data tells, such as `nat-gateway-data`; nil where none has it.
    package static func item(named key: String) -> PricedItem? { ReferencePrices.shared.item(named: key) }
}

/// Something that a price is worked out from.
private struct Kin {
    let item: PricedItem
    /// How many times its price it is.
    let factor: Amount
    let basis: String
}

extension PricedItem {
    private static let clusterStorage: String = "database-cluster-storage:"

    /// Nil for what stands alone.
    fileprivate var kin: Kin? {
        switch self {
        // Amazon RDS User Guide, "On-Demand DB instances": those of the standby are billed as well, and its storage.
        case .database(let engine, let instanceClass, multiAZ: true):
            Kin(
                item: .database(engine: engine, instanceClass: instanceClass, multiAZ: false), factor: 2,
                basis: "twice the price without a standby")
        case .databaseStorage(let type, multiAZ: true):
            Kin(
                item: .databaseStorage(type: type, multiAZ: false), factor: 2,
                basis: "twice the price without a standby")
        case .named(let key, let unit) where key.hasPrefix("database-") && key.hasSuffix(":multi-az"):
            Kin(
                item: .named("\(key.dropLast("multi-az".count))single-az", per: unit), factor: 2,
                basis: "twice the price without a standby")
        case .named(let key, .gibibyteMonth) where key.hasPrefix(Self.clusterStorage):
            Kin(
                item: .databaseStorage(type: String(key.dropFirst(Self.clusterStorage.count)), multiAZ: false),
                factor: 3,
                basis: "three times the price of one copy")
        // Both prices of the instances that are known in a region differ by that much.
        case .optimizedDatabase(let engine, let instanceClass):
            Kin(
                item: .database(engine: engine, instanceClass: instanceClass, multiAZ: false), factor: Amount(13) / 10,
                basis: "1.3 times the price where requests are billed")
        // The price of a vCPU is the same for all engines and versions that are known in a region.
        case .extendedSupport(let engine, let version, let year) where (engine, version) != ("mysql", "8.0"):
            Kin(
                item: .extendedSupport(engine: "mysql", version: "8.0", year: year), factor: 1,
                basis: "the price for mysql 8.0")
        default: nil
        }
    }
}

extension PriceEstimate {
    /// From the least to the most of both.
    fileprivate func joined(_ other: PriceEstimate) -> PriceEstimate {
        PriceEstimate(
            usd: min(usd.lowerBound, other.usd.lowerBound)...max(usd.upperBound, other.usd.upperBound),
            basis: "\(basis), and \(other.basis)",
            source: source == other.source ? source : "\(source); \(other.source)")
    }
}
