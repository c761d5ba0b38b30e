internal import AWSPriceData
import ResourceSchemas

/// On-demand prices of EC2 instances with Linux, by type and region, as `make prices` finds them in a package. What it
/// cannot tell from the price of a dedicated instance is a range.
struct InstancePrices: Sendable {
    private let lines = SortedLines(.init(start: aws_instance_prices_start(), count: aws_instance_prices_size()))

    /// A price, and how sure it is.
    private struct Entry {
        let usd: Amount
        let mark: UInt8?

        /// As in `0.0104`, `0.0208~` and `4.608?`; nil for nothing.
        init?(_ text: Substring) {
            let digits = text.prefix { $0 != "~" && $0 != "?" }
            guard let usd = Amount(digits) else { return nil }
            self.usd = usd
            mark = text.utf8.dropFirst(digits.utf8.count).first
        }

        /// What a dedicated instance costs at most of a shared one, with some room.
        private static let mostOfDedicated = Amount(113) / 100

        var range: ClosedRange<Amount> {
            mark == UInt8(ascii: "?") ? (usd / Self.mostOfDedicated)...usd : usd...usd
        }
    }

    /// Of all regions, in their order.
    private struct Row {
        let date: String
        let source: String
        let prices: [(region: String, entry: Entry)]
    }

    private func row(_ type: String) -> Row? {
        guard let line = lines.lines(of: type).next() else { return nil }
        let header = lines.header.split(separator: "\t").map(String.init)
        let values = SortedLines.columns(of: line, most: 2)
        guard header.count == 3, values.count == 2 else { return nil }
        let regions = header[2].split(separator: " ")
        let prices = String(decoding: values[1], as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false)
        return Row(
            date: header[0], source: "\(header[1]), EC2 on-demand",
            prices: zip(regions, prices).compactMap { region, text in Entry(text).map { (String(region), $0) } })
    }

    func price(of type: String, in region: String) -> Price? {
        guard let row = row(type), let entry = row.prices.first(where: { $0.region == region })?.entry,
            entry.mark == nil
        else { return nil }
        return Price(usd: entry.usd, origin: .reference, source: row.source, date: row.date)
    }

    func estimate(of type: String, in region: String) -> PriceEstimate? {
        guard let row = row(type) else { return nil }
        let source = "\(row.source), \(row.date)"
        if let entry = row.prices.first(where: { $0.region == region })?.entry {
            let basis =
                entry.mark == UInt8(ascii: "?")
                ? "a price that may be that of a dedicated instance" : "the prices of other sizes of its family"
            return PriceEstimate(usd: entry.range, basis: basis, source: source)
        }
        let ranges = row.prices.map(\.entry.range)
        guard let least = ranges.map(\.lowerBound).min(), let most = ranges.map(\.upperBound).max() else { return nil }
        return PriceEstimate(usd: least...most, basis: "the prices of other regions", source: source)
    }
}
