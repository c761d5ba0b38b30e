import AppDeclaration
import Foundation
import Prices

/// All costs, added up.
struct CostSummary: Sendable {
    struct Line: Sendable {
        let item: CostItem
        let price: Price?
        /// Where the range comes from that stands for a price; nil where there is a price, or neither.
        let estimate: PriceEstimate?
        var hourly: ClosedRange<Amount>? { item.hourly(usd) }
        var monthly: ClosedRange<Amount>? { item.monthly(usd) }
        private var usd: ClosedRange<Amount>? { price.map { $0.usd...$0.usd } ?? estimate?.usd }
        /// Whether the app's description has a price for things of this kind: their total is shown on its own.
        let isInDescription: Bool
    }

    /// A sum of what is known or estimated, and how many lines it leaves out.
    struct Sum: Sendable, Equatable {
        let hourly: ClosedRange<Amount>
        let monthly: ClosedRange<Amount>
        /// Lines without a price, an estimate or a quantity.
        let unknown: Int
    }

    let lines: [Line]
    /// Whether the app has a description with prices.
    let isDescribed: Bool
    /// Why AWS's price list was not used; nil when it was.
    let priceListProblem: String?

    init(_ items: [CostItem], prices: Prices, described: DescribedPrices?) {
        let kinds = described?.kinds ?? []
        lines = items.map {
            Line(
                item: $0, price: prices[$0.priced], estimate: prices.estimate(of: $0.priced),
                isInDescription: kinds.contains($0.priced.kind))
        }
        isDescribed = described != nil
        priceListProblem = prices.listProblem
    }

    /// Lines of the kinds that the app's description has prices for.
    var described: [Line] { lines.filter(\.isInDescription) }
    var others: [Line] { lines.filter { !$0.isInDescription } }
    var total: Sum { Self.sum(lines) }

    func sum(of tier: CostTier) -> Sum { Self.sum(lines.filter { $0.item.tier == tier }) }
    /// The tiers in which something is billed.
    var tiers: [CostTier] { CostTier.allCases.filter { tier in lines.contains { $0.item.tier == tier } } }

    static func sum(_ lines: [Line]) -> Sum {
        Sum(
            hourly: lines.compactMap(\.hourly).reduce(0...0, +), monthly: lines.compactMap(\.monthly).reduce(0...0, +),
            unknown: lines.count { $0.hourly == nil })
    }

    /// Lines that differ in nothing but their resource, as one.
    ///
    /// - Returns: the lines with how many each stands for, in the order of their first.
    static func grouped(_ lines: [Line]) -> [(line: Line, count: Int)] {
        var groups: [(line: Line, count: Int)] = []
        for line in lines {
            let index = groups.firstIndex { group in
                group.line.item.priced == line.item.priced && group.line.item.what == line.item.what
                    && group.line.item.tier == line.item.tier
            }
            if let index { groups[index].count += 1 } else { groups.append((line, 1)) }
        }
        return groups
    }

    /// What is assumed, each once, in order.
    var assumptions: [String] {
        var seen: Set<String> = []
        let own = [
            "on-demand prices in US dollars before taxes, free tiers, credits and savings plans",
            "a month has 730 hours",
            "traffic is left out: data through the NAT gateway, the load balancer, to the internet and between zones",
        ]
        let estimates = lines.compactMap { line in
            line.estimate.map {
                "\(line.item.priced.key) is taken to cost \($0.usd.plainText) USD per \(line.item.priced.unit.rawValue), by \($0.basis) (\($0.source)); this region's price is not known here"
            }
        }
        return (own + estimates + lines.compactMap(\.item.assumption)).filter { seen.insert($0).inserted }
    }
}
