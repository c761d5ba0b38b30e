import Prices
import Terminal

/// What a plan may cost a month, in US dollars.
package struct Budget: Sendable, Hashable {
    package let usd: Amount

    /// The option, for a ``CommandSyntax``.
    static let option: CommandSyntax.Option = .value(
        "budget", "USD", "end with 4 where what is planned costs more a month, or nobody can tell that it does not")

    /// - Returns: nil where none is given.
    /// - Throws: ``UsageError`` for what is no amount.
    init?(_ arguments: Arguments) throws(UsageError) {
        guard let text = arguments.value("budget") else { return nil }
        guard let usd = Amount(text) else {
            throw UsageError("--budget is '\(text)'; allowed: US dollars a month, such as 150 or 99.90")
        }
        self.usd = usd
    }

    package init(_ usd: Amount) { self.usd = usd }

    /// Whether a plan keeps within it.
    package enum Verdict: String, Sendable {
        case within, over, unknown
    }

    /// What depends on use is not looked at: nobody can tell it before.
    package func verdict(on costs: PlannedCosts?) -> Verdict {
        guard let cost = costs?.after else { return .unknown }
        if cost.monthly.lowerBound > usd { return .over }
        return cost.monthly.upperBound <= usd && cost.gaps.isEmpty ? .within : .unknown
    }
}
