import Foundation

/// What one unit of something costs, and who says so.
package struct Price: Sendable, Equatable, Encodable {
    /// Where a price comes from.
    package enum Origin: String, Sendable, Codable {
        /// The table that comes with this tool.
        case reference
        /// A file that was named with `--prices`.
        case file
        /// The AWS Price List Query API.
        case api
    }

    /// The hours of a month, as AWS's calculator has them.
    package static let hoursPerMonth: Decimal = 730

    /// US dollars.
    package let usd: Decimal
    package let origin: Origin
    /// Who says so: a document's title, or the product in AWS's price list.
    package let source: String
    /// The day or month as of which it is, as `YYYY-MM-DD` or `YYYY-MM`; nil where the source has none.
    package let date: String?

    /// Who says so, and as of when.
    package var datedSource: String { [source, date].compactMap(\.self).joined(separator: ", ") }

    /// What a table says of it.
    package var shortOrigin: String {
        let name =
            switch origin {
            case .reference: "reference"
            case .file: "price file"
            case .api: "AWS price list"
            }
        return name + (date.map { ", \($0)" } ?? "")
    }
}

extension Decimal {
    /// Rounded to a number of decimal places, halves away from zero.
    package func rounded(_ places: Int) -> Decimal {
        var (result, value) = (Decimal(), self)
        NSDecimalRound(&result, &value, places, .plain)
        return result
    }

    /// With exactly this many decimal places, and a point whatever the language.
    package func text(_ places: Int) -> String {
        let rounded = "\(self.rounded(places))"
        let parts = rounded.split(separator: ".", omittingEmptySubsequences: false)
        let fraction = parts.count > 1 ? String(parts[1]) : ""
        return places == 0
            ? String(parts[0])
            : parts[0] + "." + fraction + String(repeating: "0", count: max(0, places - fraction.count))
    }
}
