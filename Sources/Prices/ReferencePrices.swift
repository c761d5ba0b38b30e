internal import AWSPriceData
import ResourceSchemas

/// The prices that come with this tool, as text in the executable: of instances as a package has them, and of everything
/// else as public pages have them. `Sources/AWSPriceData` says how they come there.
struct ReferencePrices: Sendable {
    static let shared = ReferencePrices()

    private let prices = SortedLines(.init(start: aws_prices_start(), count: aws_prices_size()))
    private let instances = InstancePrices()

    /// One line of the table.
    struct Entry {
        let region: String
        let price: Price
        let unit: PricedItem.Unit
    }

    /// Those of something in all regions that are known. The region is `all` where a price holds in each.
    func entries(of item: PricedItem) -> [Entry] { entries(of: item.key).filter { $0.unit == item.unit } }

    private func entries(of key: String) -> [Entry] {
        prices.lines(of: key).compactMap { line in
            let columns = SortedLines.columns(of: line, most: 6).map { String(decoding: $0, as: UTF8.self) }
            guard columns.count == 6, let usd = Amount(columns[2]), let unit = PricedItem.Unit(rawValue: columns[3])
            else {
                return nil
            }
            return Entry(
                region: columns[1],
                price: Price(
                    usd: usd, origin: .reference, source: columns[5], date: columns[4] == "-" ? nil : columns[4]),
                unit: unit)
        }
    }

    /// What the table has under a name; nil for a name that it does not have.
    func item(named key: String) -> PricedItem? { entries(of: key).first.map { .named(key, per: $0.unit) } }

    /// The price of something; nil where the tables do not say, or say it of other regions.
    func price(of item: PricedItem, in region: String) -> Price? {
        if case .instance(let type) = item { return instances.price(of: type, in: region) }
        let entries = entries(of: item)
        return (entries.first { $0.region == region } ?? entries.first { $0.region == "all" })?.price
    }

    /// A range that the price of something is likely to be in, by what is known of it elsewhere.
    func estimate(of item: PricedItem, in region: String) -> PriceEstimate? {
        if case .instance(let type) = item { return instances.estimate(of: type, in: region) }
        return PriceEstimate(entries(of: item).map { ($0.region, $0.price) })
    }
}

extension PriceEstimate {
    /// From the least to the most of what is known in regions; nil where nothing is.
    init?(_ known: [(region: String, price: Price)]) {
        guard let least = known.min(by: { $0.price.usd < $1.price.usd }),
            let most = known.max(by: { $0.price.usd < $1.price.usd })
        else { return nil }
        let isOne = known.count == 1
        let regions =
            isOne ? least.region : known.count <= 3 ? known.map(\.region).joined(separator: ", ") : "other regions"
        let sources = [least.price.datedSource, most.price.datedSource]
        self.init(
            usd: least.price.usd...most.price.usd, basis: "the price\(isOne ? "" : "s") of \(regions)",
            source: sources[0] == sources[1] ? sources[0] : sources.joined(separator: "; "))
    }
}
