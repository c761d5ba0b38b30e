import Foundation

/// Where in the architecture a cost arises.
enum Tier: String, Sendable, Encodable, CaseIterable {
    case `public`, application, database, storage, monitoring, other
}

/// One line of a bill: how much there is of something that is billed.
struct CostItem: Sendable {
    let resource: ResourceReference
    let tier: Tier
    /// What is billed, for people: `t3.micro, running`.
    let what: String
    /// How many units at a time; nil when it cannot be known, such as a bucket that was never measured.
    let quantity: Decimal?
    let priced: PricedItem
    /// What is assumed, where it is not read from AWS.
    var assumption: String?

    /// Whether the description of WebMarket+ has a price for things of this kind: its total is shown on its own.
    var isInDescription: Bool {
        switch priced {
        case .instance, .loadBalancer, .natGateway, .database: true
        default: false
        }
    }

    /// US dollars an hour; nil when the price or the quantity is not known. Nothing of something costs nothing.
    func hourly(_ price: Price?) -> Decimal? {
        if quantity == 0 { return 0 }
        guard let price, let quantity else { return nil }
        return priced.unit == .hour ? price.usd * quantity : price.usd * quantity / Price.hoursPerMonth
    }

    /// US dollars a month of 730 hours; nil when the price or the quantity is not known.
    func monthly(_ price: Price?) -> Decimal? {
        if quantity == 0 { return 0 }
        guard let price, let quantity else { return nil }
        return priced.unit == .hour ? price.usd * quantity * Price.hoursPerMonth : price.usd * quantity
    }
}
