import Diagnostics
import Foundation
import Prices

/// An audit as JSON. Amounts are numbers in US dollars; what is not known is null. Where an amount is a range, it is
/// the least that it may be, with the most beside it as `hourlyAtMost` and `monthlyAtMost`.
struct AuditDocument: Encodable {
    /// A value, or null where it is not known.
    struct Known<Value: Encodable>: Encodable {
        let value: Value?

        func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            if let value { try container.encode(value) } else { try container.encodeNil() }
        }
    }

    struct Amounts: Encodable {
        let hourly: Amount
        let hourlyAtMost: Amount?
        let monthly: Amount
        let monthlyAtMost: Amount?
        /// How many lines are not in the sum because their price or quantity is not known.
        let unknown: Int

        init(_ sum: CostSummary.Sum) {
            hourly = sum.hourly.lowerBound.rounded(6)
            hourlyAtMost = sum.hourly.isExact ? nil : sum.hourly.upperBound.rounded(6)
            monthly = sum.monthly.lowerBound.rounded(2)
            monthlyAtMost = sum.monthly.isExact ? nil : sum.monthly.upperBound.rounded(2)
            unknown = sum.unknown
        }
    }

    struct Cost: Encodable {
        struct PriceSource: Encodable {
            let usd: Amount
            let per: PricedItem.Unit
            let origin: Price.Origin
            let source: String
            let date: String?
        }
        let resource: DeployedResource
        let tier: CostTier
        let what: String
        let item: String
        let quantity: Known<Amount>
        let price: Known<PriceSource>
        let hourly: Known<Amount>
        let hourlyAtMost: Amount?
        let monthly: Known<Amount>
        let monthlyAtMost: Amount?
        let assumption: String?
        let isInDescription: Bool

        init(_ line: CostSummary.Line) {
            resource = line.item.resource
            tier = line.item.tier
            what = line.item.what
            item = line.item.priced.key
            quantity = Known(value: line.item.quantity)
            price = Known(
                value: line.price.map {
                    PriceSource(
                        usd: $0.usd, per: line.item.priced.unit, origin: $0.origin, source: $0.source, date: $0.date)
                })
            hourly = Known(value: line.hourly?.lowerBound.rounded(6))
            hourlyAtMost = line.hourly.flatMap { $0.isExact ? nil : $0.upperBound.rounded(6) }
            monthly = Known(value: line.monthly?.lowerBound.rounded(4))
            monthlyAtMost = line.monthly.flatMap { $0.isExact ? nil : $0.upperBound.rounded(4) }
            assumption = line.item.assumption
            isInDescription = line.isInDescription
        }
    }

    struct Costs: Encodable {
        let currency = "USD"
        let hoursPerMonth = Price.hoursPerMonth
        let description: Amounts
        let others: Amounts
        let total: Amounts
        let tiers: [String: Amounts]
        let items: [Cost]
        let assumptions: [String]
        let priceListProblem: String?
    }

    let environment: String
    let stack: String
    let project: String
    let region: String
    let auditedAt: String
    let costs: Costs
    /// As any command writes problems.
    let diagnostics: RenderedJSON
    /// As any command writes what is accepted.
    let suppressed: RenderedJSON

    init(_ result: AuditResult) {
        environment = result.environment
        stack = result.stack
        project = result.project
        region = result.region
        auditedAt = result.now.formatted(.iso8601)
        let summary = result.costs
        costs = Costs(
            description: Amounts(CostSummary.sum(summary.described)), others: Amounts(CostSummary.sum(summary.others)),
            total: Amounts(summary.total),
            tiers: Dictionary(uniqueKeysWithValues: summary.tiers.map { ($0.rawValue, Amounts(summary.sum(of: $0))) }),
            items: summary.lines.map(Cost.init), assumptions: summary.assumptions,
            priceListProblem: summary.priceListProblem)
        let sources = SourceFiles()
        diagnostics = result.report.diagnostics(sources)
        suppressed = result.report.suppressed(sources)
    }
}
