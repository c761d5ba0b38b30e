import AWSAccess
import AppDeclaration
import Diagnostics
import Foundation

/// Prices in regions, each with its source, and the day as of which it is where the source has one.
///
/// ```json
/// { "prices": [
///   { "region": "eu-west-3", "item": "nat-gateway", "usd": "0.048", "per": "hour", "source": "...", "date":
///   "2026-01-01" }
/// ] }
/// ```
///
/// Amounts are strings, so that they stay the decimal numbers that were written. The region is `all` where the source
/// says so. Items are called as ``PricedItem/key`` says.
package struct PriceTable: Sendable, Equatable {
    private struct Key: Hashable {
        let region: String
        let item: String
        let unit: PricedItem.Unit
    }

    private let prices: [Key: Price]

    private struct File: Decodable {
        struct Entry: Decodable {
            let region: String
            let item: String
            let usd: String
            let per: String
            let source: String
            let date: String?
        }
        let prices: [Entry]
    }

    /// Reads a price table.
    ///
    /// - Throws: `DiagnosticError` for what is no price table, and for an amount that is no number.
    package init(_ data: Data, named name: String, origin: Price.Origin) throws {
        let file: File
        do {
            file = try JSONDecoder().decode(File.self, from: data)
        } catch {
            throw Self.error(
                "this is no price table; it has 'prices', each with the texts 'region', 'item', 'usd', 'per', 'source' and, where there is one, 'date'",
                in: name)
        }
        try self.init(file.prices, named: name, origin: origin)
    }

    /// The prices of an app's description.
    ///
    /// - Throws: `CommandError` for an amount that is no number.
    package init(_ described: DescribedPrices) throws {
        let entries = described.hourly.map { item, usd in
            File.Entry(
                region: described.region, item: item, usd: usd, per: PricedItem.Unit.hour.rawValue,
                source: described.source, date: nil)
        }
        try self.init(entries, named: described.source, origin: .reference)
    }

    private init(_ entries: [File.Entry], named name: String, origin: Price.Origin) throws {
        var prices: [Key: Price] = [:]
        for entry in entries {
            let isNumber = entry.usd.wholeMatch(of: #/\d+(\.\d+)?/#) != nil
            guard isNumber, let usd = Decimal(string: entry.usd, locale: Locale(identifier: "en_US_POSIX")) else {
                throw Self.error(
                    "the price of '\(entry.item)' is '\(entry.usd)'; allowed: an amount in US dollars such as 0.048",
                    in: name)
            }
            guard let unit = PricedItem.Unit(rawValue: entry.per) else {
                throw Self.error(
                    "the price of '\(entry.item)' is per '\(entry.per)'; allowed: hour, month, GiB-month", in: name)
            }
            guard !entry.source.isEmpty else {
                throw Self.error(
                    "the price of '\(entry.item)' has no source; every price says where it comes from", in: name)
            }
            if let date = entry.date, Day(date) == nil, Day("\(date)-01") == nil {
                throw Self.error(
                    "the price of '\(entry.item)' is dated '\(date)'; allowed: a day such as 2026-01-31, a month such as 2026-01, or no 'date'",
                    in: name)
            }
            prices[Key(region: entry.region, item: entry.item, unit: unit)] = Price(
                usd: usd, origin: origin, source: entry.source, date: entry.date)
        }
        self.prices = prices
    }

    private static func error(_ problem: String, in file: String) -> DiagnosticError {
        DiagnosticError(Diagnostic("invalid-price-table", problem, at: .file(FilePosition(path: file))))
    }

    /// The table that comes with this tool.
    package static func reference() throws -> PriceTable {
        try PriceTable(Data(PackageResources.prices_json), named: "prices.json", origin: .reference)
    }

    /// The price of something, nil when the table does not say, or says it for another region.
    package func price(of item: PricedItem, in region: String) -> Price? {
        [region, "all"].lazy.compactMap { prices[Key(region: $0, item: item.key, unit: item.unit)] }.first
    }
}
