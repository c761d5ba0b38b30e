import Diagnostics
import Foundation
import Prices

/// Where in the architecture a cost arises.
enum CostTier: String, Sendable, Encodable, CaseIterable {
    case `public`, application, database, storage, monitoring, other
}

/// One line of a bill: how much there is of something that is billed.
struct CostItem: Sendable {
    let resource: DeployedResource
    let tier: CostTier
    /// What is billed, for people: `t3.micro, running`.
    let what: String
    /// How many units at a time; nil when it cannot be known, such as a bucket that was never measured.
    let quantity: Decimal?
    let priced: PricedItem
    /// What is assumed, where it is not read from AWS.
    var assumption: String?

    /// US dollars an hour: one amount where the price is known, a range where it is estimated, nil when nothing is
    /// known. Nothing of something costs nothing.
    func hourly(_ price: Price?) -> ClosedRange<Decimal>? {
        amount(price).map { priced.unit == .hour ? $0 : $0.scaled { $0 / Price.hoursPerMonth } }
    }

    /// US dollars a month of 730 hours; nil when nothing is known.
    func monthly(_ price: Price?) -> ClosedRange<Decimal>? {
        amount(price).map { priced.unit == .hour ? $0.scaled { $0 * Price.hoursPerMonth } : $0 }
    }

    /// US dollars for the item's unit of time.
    private func amount(_ price: Price?) -> ClosedRange<Decimal>? {
        if quantity == 0 { return 0...0 }
        guard let quantity, let usd = price.map({ $0.usd...$0.usd }) ?? priced.estimate?.usd else { return nil }
        return usd.scaled { $0 * quantity }
    }
}

extension ClosedRange<Decimal> {
    /// Whether it is one amount.
    var isExact: Bool { lowerBound == upperBound }

    /// Both ends, changed by something that keeps their order.
    func scaled(_ change: (Decimal) -> Decimal) -> Self {
        let (low, high) = (change(lowerBound), change(upperBound))
        return low <= high ? low...high : low...low
    }

    static func + (left: Self, right: Self) -> Self {
        let low = left.lowerBound + right.lowerBound
        return low...Swift.max(low, left.upperBound + right.upperBound)
    }

    /// With so many decimal places: `94.83`, or `386.83 to 445.23`.
    func text(_ places: Int) -> String {
        let (low, high) = (lowerBound.text(places), upperBound.text(places))
        return low == high ? low : "\(low) to \(high)"
    }
}
