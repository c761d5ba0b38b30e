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
        if let half = item.withoutStandby, let price = price(of: half, in: region) {
            return PriceEstimate(
                usd: (price.usd * 2)...(price.usd * 2), basis: "twice the price without a standby",
                source: price.datedSource)
        }
        let elsewhere = ReferencePrices.shared.estimate(of: item, in: region)
        let doubled = item.withoutStandby.flatMap { estimate(of: $0, in: region) }.map {
            PriceEstimate(
                usd: $0.usd.scaled { $0 * 2 }, basis: "twice that without a standby, by \($0.basis)", source: $0.source)
        }
        guard let elsewhere, let doubled else { return elsewhere ?? doubled }
        return elsewhere.joined(doubled)
    }

    /// What price tables have under a name that only data tells, such as `nat-gateway-data`; nil where none has it.
    package static func item(named key: String) -> PricedItem? { ReferencePrices.shared.item(named: key) }
}

extension PricedItem {
    /// The same in one zone; nil for what has no standby. Amazon RDS User Guide, "On-Demand DB instances": those of the
    /// standby are billed as well, and its storage.
    fileprivate var withoutStandby: PricedItem? {
        switch self {
        case .database(let engine, let instanceClass, multiAZ: true):
            .database(engine: engine, instanceClass: instanceClass, multiAZ: false)
        case .databaseStorage(let type, multiAZ: true): .databaseStorage(type: type, multiAZ: false)
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
