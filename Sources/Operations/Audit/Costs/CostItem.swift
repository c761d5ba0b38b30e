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
    let quantity: Amount?
    let priced: PricedItem
    /// What is assumed, where it is not read from AWS.
    var assumption: String?

    /// US dollars an hour; nil when nothing is known. Nothing of something costs nothing.
    ///
    /// - Parameter usd: what one costs: one amount where the price is known, a range where it is estimated.
    func hourly(_ usd: ClosedRange<Amount>?) -> ClosedRange<Amount>? {
        monthly(usd)?.scaled { $0 / Price.hoursPerMonth }
    }

    /// US dollars a month of 730 hours; nil when nothing is known.
    func monthly(_ usd: ClosedRange<Amount>?) -> ClosedRange<Amount>? {
        if quantity == 0 { return .zero }
        guard let quantity, let usd else { return nil }
        return priced.monthly(quantity...quantity, at: usd)
    }
}
