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
        let hourly: Decimal
        let hourlyAtMost: Decimal?
        let monthly: Decimal
        let monthlyAtMost: Decimal?
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
            let usd: Decimal
            let per: PricedItem.Unit
            let origin: Price.Origin
            let source: String
            let date: String?
        }
        let resource: ResourceReference
        let tier: CostTier
        let what: String
        let item: String
        let quantity: Known<Decimal>
        let price: Known<PriceSource>
        let hourly: Known<Decimal>
        let hourlyAtMost: Decimal?
        let monthly: Known<Decimal>
        let monthlyAtMost: Decimal?
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

    /// What accepts a finding.
    struct Acceptance: Encodable {
        let code: String
        let resource: String
        let reason: String
        let expires: String?
        let file: String

        init(_ suppression: Suppression, _ sources: SourceFiles) {
            code = suppression.code
            resource = suppression.resource
            reason = suppression.reason
            expires = suppression.expires?.description
            file = sources.position(of: suppression.place).path
        }
    }

    /// The line of Swift that made a resource.
    struct Source: Encodable {
        let file: String
        let line: Int?
        let path: String

        init(_ origin: ResourceOrigin, _ sources: SourceFiles) {
            let position = sources.position(of: .source(origin.location))
            file = position.path
            line = position.line
            path = origin.path
        }
    }

    struct Problem: Encodable {
        let code: String
        let title: String
        let severity: Diagnostic.Severity
        let resource: ResourceReference
        let why: String
        let fix: String
        let source: Source?
        var suppressedBecause: String?
        var suppressedUntil: String?

        init(_ finding: Finding, suppression: Suppression? = nil, _ sources: SourceFiles) {
            code = finding.rule.code
            title = finding.rule.title
            severity = finding.severity
            resource = finding.resource
            why = finding.why
            fix = "\(finding.fix)"
            source = finding.origin.map { Source($0, sources) }
            suppressedBecause = suppression?.reason
            suppressedUntil = suppression?.expires?.description
        }
    }

    let environment: String
    let stack: String
    let project: String
    let region: String
    let auditedAt: String
    let costs: Costs
    let findings: [Problem]
    let notChecked: [Problem]
    let suppressed: [Problem]
    let expiredSuppressions: [Acceptance]
    let unusedSuppressions: [Acceptance]

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
        findings = result.findings.map { Problem($0, sources) }
        notChecked = result.unchecked.map { Problem($0, sources) }
        suppressed = result.suppressed.map { Problem($0.finding, suppression: $0.suppression, sources) }
        expiredSuppressions = result.expired.map { Acceptance($0, sources) }
        unusedSuppressions = result.unused.map { Acceptance($0, sources) }
    }
}
