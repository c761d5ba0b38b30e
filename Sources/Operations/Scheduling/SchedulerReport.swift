import AppDeclaration
import Environments
import Foundation
import Prices
import Terminal

/// What was found, and what became of it.
struct SchedulerReport: Encodable, Sendable {
    struct Entry: Encodable, Sendable {
        let kind: SchedulableKind
        let name: String
        let state: String
        /// The sizes to restore, or since when it is stopped.
        let remembered: String?
        /// What was done, or would be; nil in a status.
        let result: String?
        let outcome: SchedulerResult.Outcome?
        /// US dollars an hour at present, or what the change saves or costs; nil where a part has no known price.
        let usdPerHour: Amount?
        fileprivate let cost: SchedulerCost

        /// The result for a column: what AWS says of a failure takes lines, and is told in full among the errors.
        fileprivate var shortResult: String? {
            guard outcome == .failed, let result else { return result }
            let text = result.prefix { !$0.isNewline && $0 != ";" }
            return text.count == result.count && text.count <= 60 ? result : "\(text.prefix(60))..."
        }

        private enum CodingKeys: String, CodingKey { case kind, name, state, remembered, result, outcome, usdPerHour }
    }

    struct Total: Encodable, Sendable {
        /// What the figures below are: `charged now`, `saved` or `charged again`.
        let meaning: String
        let usdPerHour: Amount
        let usdPerMonth: Amount
        let usdPerMonthOutsideOfficeHours: Amount
        /// What is not in these figures, as price tables call it.
        let unknownPrices: [String]
        /// Where the prices come from and of when they are.
        let priceSources: [String]
        /// Why AWS's price list was not asked or did not answer.
        let priceListProblem: String?
    }

    let action: String
    let environment: String
    let project: String
    let region: String
    let isDryRun: Bool
    let resources: [Entry]
    let total: Total
    private let cost: SchedulerCost
    private let hours: WorkingHours

    private enum CodingKeys: String, CodingKey { case action, environment, project, region, isDryRun, resources, total }

    /// What a report is about.
    struct Subject: Sendable {
        let environment: String
        let project: String
        let region: String
        /// When it has to run.
        let hours: WorkingHours
    }

    /// How things stand.
    init(statusOf resources: [any Schedulable], _ subject: Subject, at prices: Prices) {
        self.init(
            "status", subject, isDryRun: false, meaning: "charged now", prices,
            entries: resources.map { Self.entry($0, nil, cost: SchedulerCost(of: $0.running, at: prices)) })
    }

    /// What was done towards a goal, or would be.
    init(_ results: [SchedulerResult], of goal: SchedulerGoal, isDryRun: Bool, _ subject: Subject, at prices: Prices) {
        let entries = results.map { Self.entry($0.before, $0, cost: SchedulerCost(of: $0.charges(goal), at: prices)) }
        self.init(
            goal.rawValue, subject, isDryRun: isDryRun, meaning: goal == .stop ? "saved" : "charged again", prices,
            entries: entries)
    }

    private init(
        _ action: String, _ subject: Subject, isDryRun: Bool, meaning: String, _ prices: Prices, entries: [Entry]
    ) {
        self.action = action
        self.isDryRun = isDryRun
        environment = subject.environment
        project = subject.project
        region = subject.region
        hours = subject.hours
        resources = entries
        let sum = entries.reduce(SchedulerCost()) { $0 + $1.cost }
        cost = sum
        let month = sum.known * Price.hoursPerMonth
        total = Total(
            meaning: meaning, usdPerHour: sum.known, usdPerMonth: month.rounded(4),
            usdPerMonthOutsideOfficeHours: (month * subject.hours.shareOff).rounded(4),
            unknownPrices: sum.unknown.sorted(),
            priceSources: prices.sources, priceListProblem: prices.listProblem)
    }

    private static func entry(_ resource: any Schedulable, _ result: SchedulerResult?, cost: SchedulerCost) -> Entry {
        Entry(
            kind: resource.kind, name: resource.id, state: resource.state, remembered: resource.remembered,
            result: result?.text,
            outcome: result?.outcome, usdPerHour: cost.unknown.isEmpty ? cost.known : nil, cost: cost)
    }

    /// The same for people.
    var tables: [ReportTable] {
        let isStatus = action == "status"
        let heading = isStatus ? "Remembered" : isDryRun ? "Would" : "Result"
        var table = ReportTable(columns: [
            ("Resource", .left), ("Kind", .left), (isStatus ? "State" : "Before", .left), (heading, .left),
            ("USD/h", .right),
        ])
        for entry in resources {
            let style: Style =
                switch entry.outcome {
                case .failed: .bad
                case .unchanged: .dim
                case .changed: .good
                case .planned, nil: .plain
                }
            table.add([
                StyledText(entry.name, .bold), StyledText(entry.kind.rawValue, .dim), StyledText(entry.state),
                StyledText((isStatus ? entry.remembered : entry.shortResult) ?? "", style),
                StyledText(entry.cost == SchedulerCost() ? "" : entry.cost.text(decimals: 4)),
            ])
        }
        guard cost != SchedulerCost() else { return [table] }
        let meaning = isDryRun ? "would be \(total.meaning)" : total.meaning
        var sums = ReportTable(columns: [("Total \(meaning)", .left), ("USD", .right)])
        sums.add(["per hour", StyledText(cost.text(decimals: 4))])
        sums.add(["per month of 730 hours", StyledText(cost.text(hours: Price.hoursPerMonth, decimals: 2))])
        let off = Price.hoursPerMonth * hours.shareOff
        if action == "stop" {
            sums.add([
                StyledText("per month, when it runs Monday to Friday from \(hours.start) to \(hours.end)"),
                StyledText(cost.text(hours: off, decimals: 2)),
            ])
        }
        return [table, sums]
    }
}
