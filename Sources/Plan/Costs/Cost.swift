import Prices

/// What a resource, or all of them, cost in a month of 730 hours, in US dollars; without what depends on use.
package struct Cost: Sendable, Hashable {
    /// One line of the bill.
    package struct Line: Sendable, Hashable {
        package let what: String
        package let monthly: ClosedRange<Amount>
        /// Whether a range of other regions' prices stands for one that is not known.
        package let isEstimated: Bool
        /// Who says so.
        package let source: String
    }

    /// What of it is known, or estimated.
    package internal(set) var monthly: ClosedRange<Amount> = .zero
    /// Whether an estimate is in it.
    package internal(set) var isEstimated = false
    /// What is billed and not in it, each with the reason.
    package internal(set) var gaps: [String] = []
    /// What price tables call that of which no price is known.
    package internal(set) var missing: [String] = []
    package internal(set) var lines: [Line] = []
}

extension Cost {
    /// Nothing.
    static let nothing = Cost()

    /// What a bill comes to.
    ///
    /// - Parameter isUncertain: whether nobody can tell that the resource is there.
    init(_ bill: Bill, at prices: PriceBook, in region: String, isUncertain: Bool) {
        gaps = bill.gaps
        for charge in bill.charges { add(charge, at: prices, in: region) }
        if isUncertain { monthly = 0...monthly.upperBound }
    }

    private mutating func add(_ charge: Bill.Charge, at prices: PriceBook, in region: String) {
        var range: ClosedRange<Amount>?
        var isEstimated = false
        var sources: [String] = []
        for alternative in charge.alternatives {
            guard let item = alternative.item, alternative.quantity.upperBound > 0 else {
                range = range.joined(.zero)
                continue
            }
            if let price = prices.price(of: item, in: region) {
                range = range.joined(item.monthly(alternative.quantity, at: price.usd...price.usd))
                sources.append(price.datedSource)
            } else if let estimate = prices.estimate(of: item, in: region) {
                range = range.joined(item.monthly(alternative.quantity, at: estimate.usd))
                isEstimated = true
                sources.append("\(estimate.basis) (\(estimate.source))")
            } else {
                gaps.append("\(charge.what): no price is known")
                missing.append(item.key)
                return
            }
        }
        guard let range else { return }
        monthly = monthly + range
        self.isEstimated = self.isEstimated || isEstimated
        lines.append(
            Line(
                what: charge.what, monthly: range, isEstimated: isEstimated,
                source: sources.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }.joined(separator: "; ")))
    }

    static func + (left: Cost, right: Cost) -> Cost {
        var sum = left
        sum.monthly = left.monthly + right.monthly
        sum.isEstimated = left.isEstimated || right.isEstimated
        sum.gaps += right.gaps
        sum.missing += right.missing
        sum.lines += right.lines
        return sum
    }
}

extension ClosedRange<Amount>? {
    /// From the least to the most of both.
    fileprivate func joined(_ other: ClosedRange<Amount>) -> ClosedRange<Amount> {
        guard let self else { return other }
        return Swift.min(self.lowerBound, other.lowerBound)...Swift.max(self.upperBound, other.upperBound)
    }
}
