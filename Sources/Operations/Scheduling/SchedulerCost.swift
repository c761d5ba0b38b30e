import Foundation
import Prices

/// US dollars an hour for what runs, and what has to be added to them.
struct SchedulerCost: Sendable, Equatable {
    private(set) var known: Amount = 0
    /// What has no known price, as price tables call it.
    private(set) var unknown: Set<String> = []

    /// Nothing.
    init() {}

    init(of items: [PricedItem], at prices: Prices) {
        for item in items {
            if let price = prices[item] { known += price.usd } else { unknown.insert(item.key) }
        }
    }

    static func + (one: Self, other: Self) -> Self {
        var sum = one
        sum.known += other.known
        sum.unknown.formUnion(other.unknown)
        return sum
    }

    /// The amount for some hours, with so many decimals; `0.0236 + unknown` where a part is not known.
    func text(hours: Amount = 1, decimals: Int) -> String {
        let amount = (known * hours).text(decimals)
        if unknown.isEmpty { return amount }
        return known == 0 ? "unknown" : "\(amount) + unknown"
    }
}
