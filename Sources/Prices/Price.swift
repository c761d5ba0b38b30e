/// What one unit of something costs, and who says so.
package struct Price: Sendable, Equatable, Encodable {
    /// Where a price comes from.
    package enum Origin: String, Sendable, Codable {
        /// The tables that come with this tool, or the app's description.
        case reference
        /// A file that was named with `--prices`.
        case file
        /// The AWS Price List Query API.
        case api
    }

    /// The hours of a month, as AWS's calculator has them.
    package static let hoursPerMonth: Amount = 730

    /// US dollars.
    package let usd: Amount
    package let origin: Origin
    /// Who says so: a document's title, or the product in AWS's price list.
    package let source: String
    /// The day or month as of which it is, as `YYYY-MM-DD` or `YYYY-MM`; nil where the source has none.
    package let date: String?

    package init(usd: Amount, origin: Origin, source: String, date: String?) {
        self.usd = usd
        self.origin = origin
        self.source = source
        self.date = date
    }

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

/// A range that a price is likely to be in, where it is not known itself.
package struct PriceEstimate: Sendable, Equatable {
    /// US dollars.
    package let usd: ClosedRange<Amount>
    /// What it goes by, as in `the prices of us-east-1 and eu-west-1`.
    package let basis: String
    /// Who says so, with dates.
    package let source: String
}
