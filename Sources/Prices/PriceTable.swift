import AppDeclaration
import Diagnostics
import JSON

/// Prices that a user or an app gives, in regions, each with its source, and the day as of which it is where the source has one.
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
    /// - Throws: `DiagnosticError` for what is no price table, or with every entry that is no price.
    package init(_ bytes: [UInt8], named name: String, origin: Price.Origin) throws {
        var file = try UserFile(bytes, name: name)
        let entries: [File.Entry]
        do throws(JSONError) {
            entries = try file.root.decoded(as: File.self).prices
        } catch {
            throw DiagnosticError(
                Diagnostic(
                    Self.code,
                    "this is no price table: \(error.explanation); it has 'prices', each with the texts 'region', 'item', 'usd', 'per', 'source' and, where there is one, 'date'",
                    at: file.place(error.place)))
        }
        var prices: [Key: Price] = [:]
        for (entry, value) in zip(entries, (file.root["prices"]?.elements).map(Array.init) ?? []) {
            do throws(Wrong) {
                let (key, price) = try Self.price(entry, origin)
                prices[key] = price
            } catch {
                file.report(error.problem, at: value.place, code: Self.code)
            }
        }
        try file.throwProblems()
        self.prices = prices
    }

    /// The prices of an app's description.
    ///
    /// - Throws: `DiagnosticError` with every amount that is no number.
    package init(_ described: DescribedPrices) throws {
        var prices: [Key: Price] = [:]
        var problems: [Diagnostic] = []
        for (item, usd) in described.hourly.sorted(by: { $0.key < $1.key }) {
            let entry = File.Entry(
                region: described.region, item: item, usd: usd, per: PricedItem.Unit.hour.rawValue,
                source: described.source, date: nil)
            do throws(Wrong) {
                let (key, price) = try Self.price(entry, .reference)
                prices[key] = price
            } catch {
                problems.append(Diagnostic(Self.code, "the app's description: \(error.problem)"))
            }
        }
        guard problems.isEmpty else { throw DiagnosticError(problems) }
        self.prices = prices
    }

    private static let code: String = "invalid-price-table"

    /// What is wrong with an entry.
    private struct Wrong: Error { let problem: String }

    private static func price(_ entry: File.Entry, _ origin: Price.Origin) throws(Wrong) -> (Key, Price) {
        func wrong(_ problem: String) -> Wrong {
            Wrong(problem: "the price of '\(UserFile.shown(entry.item))' \(problem)")
        }
        guard let usd = Amount(entry.usd) else {
            throw wrong(
                "is '\(UserFile.shown(entry.usd))'; allowed: an amount in US dollars such as 0.048, with twelve decimal places at most"
            )
        }
        guard let unit = PricedItem.Unit(rawValue: entry.per) else {
            let units = PricedItem.Unit.allCases.map(\.rawValue).joined(separator: ", ")
            throw wrong("is per '\(UserFile.shown(entry.per))'; allowed: \(units)")
        }
        guard !entry.source.isEmpty else {
            throw wrong("has no source; every price says where it comes from")
        }
        if let date = entry.date, Day(date) == nil, Day("\(date)-01") == nil {
            throw wrong(
                "is dated '\(UserFile.shown(date))'; allowed: a day such as 2026-01-31, a month such as 2026-01, or no 'date'"
            )
        }
        return (
            Key(region: entry.region, item: entry.item, unit: unit),
            Price(usd: usd, origin: origin, source: entry.source, date: entry.date)
        )
    }

    /// The price of something, nil when the table does not say, or says it for another region.
    package func price(of item: PricedItem, in region: String) -> Price? {
        [region, "all"].lazy.compactMap { prices[Key(region: $0, item: item.key, unit: item.unit)] }.first
    }
}
