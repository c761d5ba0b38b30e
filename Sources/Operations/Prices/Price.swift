import Foundation

/// What one unit of something costs, and who says so.
struct Price: Sendable, Equatable, Encodable {
    /// Where a price comes from.
    enum Origin: String, Sendable, Codable {
        /// The table that comes with this tool.
        case reference
        /// A file that was named with `--prices`.
        case file
        /// The AWS Price List Query API.
        case api
    }

    /// The hours of a month, as AWS's calculator has them.
    static let hoursPerMonth: Decimal = 730

    /// US dollars.
    let usd: Decimal
    let origin: Origin
    /// Who says so: a document's title, or the product in AWS's price list.
    let source: String
    /// As of when, as the source dates itself.
    let date: String

    /// What a table says of it.
    var shortOrigin: String {
        switch origin {
        case .reference: "reference, \(date)"
        case .file: "price file, \(date)"
        case .api: "AWS price list, \(date)"
        }
    }
}

extension Decimal {
    /// Rounded to a number of decimal places, halves away from zero.
    func rounded(_ places: Int) -> Decimal {
        var (result, value) = (Decimal(), self)
        NSDecimalRound(&result, &value, places, .plain)
        return result
    }

    /// With exactly this many decimal places, and a point whatever the language.
    func text(_ places: Int) -> String {
        let rounded = "\(self.rounded(places))"
        let parts = rounded.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        return places == 0 ? String(parts[0]) : parts[0] + "." + fraction + String(repeating: "0", count: max(0, places - fraction.count))
    }
}
