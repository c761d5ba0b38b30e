internal import AWSPriceData
import ResourceSchemas

/// What AWS bills for a resource of a type: by the hour or month, and by use.
package struct BillingRule: Sendable {
    /// What is billed whatever is done with it.
    package enum Fixed: Sendable, Hashable {
        /// Nothing at all, now and by use.
        case free
        /// Nothing by itself; its use is billed.
        case byUse
        /// One price for each.
        case each(PricedItem)
        /// What its properties decide.
        case byProperties
    }

    /// Something that nobody can tell before it is used.
    package struct Use: Sendable, Hashable {
        /// As in `storage`.
        package let what: String
        /// What it costs a unit; nil where no price is known.
        package let item: PricedItem?

        package init(_ what: String, _ item: PricedItem?) {
            self.what = what
            self.item = item
        }
    }

    package let fixed: Fixed
    package let uses: [Use]

    private static let lines = SortedLines(.init(start: aws_billing_start(), count: aws_billing_size()))

    /// Types of which something is known, in their order.
    package static var types: [String] { lines.keys }

    /// - Returns: nil for a type of which nothing is known here: then nobody knows whether it costs anything.
    package init?(of type: String) {
        guard let line = Self.lines.lines(of: type).next() else { return nil }
        let columns = SortedLines.columns(of: line, most: 4).map { String(decoding: $0, as: UTF8.self) }
        guard columns.count == 4 else { return nil }
        uses = columns[2] == "-" ? [] : columns[2].split(separator: ";").map { Use(String($0)) }
        switch columns[1] {
        case "free": fixed = .free
        case "-": fixed = .byUse
        case "*": fixed = .byProperties
        default:
            guard let item = PriceBook.item(named: columns[1]) else { return nil }
            fixed = .each(item)
        }
    }
}

extension BillingRule.Use {
    /// As in `storage=bucket-storage:standard`, or only `events`.
    fileprivate init(_ text: String) {
        let parts = text.split(separator: "=", maxSplits: 1).map { $0.drop { $0 == " " } }
        what = String(parts.first ?? "")
        item = parts.count > 1 ? PriceBook.item(named: String(parts[1])) : nil
    }
}
