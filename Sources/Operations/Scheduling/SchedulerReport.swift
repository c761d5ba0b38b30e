import Foundation
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
        let usdPerHour: Double?
        fileprivate let cost: SchedulerCost

        private enum CodingKeys: String, CodingKey { case kind, name, state, remembered, result, outcome, usdPerHour }
    }

    struct Total: Encodable, Sendable {
        /// What the figures below are: `charged now`, `saved` or `charged again`.
        let meaning: String
        let usdPerHour: Double
        let usdPerMonth: Double
        let usdPerMonthOutsideOfficeHours: Double
        /// What is not in these figures.
        let unknownPrices: [String]
        let prices: String
    }

    let action: String
    let environment: String
    let project: String
    let region: String
    let isDryRun: Bool
    let resources: [Entry]
    let total: Total
    private let cost: SchedulerCost

    private enum CodingKeys: String, CodingKey { case action, environment, project, region, isDryRun, resources, total }

    /// What a report is about.
    struct Subject: Sendable {
        let environment: String
        let project: String
        let region: String
    }

    /// How things stand.
    init(statusOf resources: [any Schedulable], _ subject: Subject) {
        let prices = SchedulerPrices(region: subject.region)
        self.init(
            "status", subject, isDryRun: false, meaning: "charged now",
            entries: resources.map { Self.entry($0, nil, cost: prices.total(of: $0.running)) })
    }

    /// What was done towards a goal, or would be.
    init(_ results: [SchedulerResult], of goal: SchedulerGoal, isDryRun: Bool, _ subject: Subject) {
        let prices = SchedulerPrices(region: subject.region)
        let entries = results.map { result in
            let counts = result.outcome == .planned || result.outcome == .changed
            let charges = goal == .stop ? result.before.running : result.before.whenStarted
            return Self.entry(result.before, result, cost: counts ? prices.total(of: charges) : SchedulerCost())
        }
        self.init(goal.rawValue, subject, isDryRun: isDryRun, meaning: goal == .stop ? "saved" : "charged again", entries: entries)
    }

    private init(_ action: String, _ subject: Subject, isDryRun: Bool, meaning: String, entries: [Entry]) {
        self.action = action
        self.isDryRun = isDryRun
        environment = subject.environment
        project = subject.project
        region = subject.region
        resources = entries
        let sum = entries.reduce(SchedulerCost()) { $0 + $1.cost }
        cost = sum
        // Money in JSON with as many decimals as the prices have; the rest would be noise of binary fractions.
        func rounded(_ amount: Double) -> Double { (amount * 10_000).rounded() / 10_000 }
        let month = sum.known * SchedulerPrices.hoursPerMonth
        total = Total(
            meaning: meaning, usdPerHour: rounded(sum.known), usdPerMonth: rounded(month),
            usdPerMonthOutsideOfficeHours: rounded(month * SchedulerPrices.officeHoursOff),
            unknownPrices: sum.unknown.sorted(), prices: SchedulerPrices.source)
    }

    private static func entry(_ resource: any Schedulable, _ result: SchedulerResult?, cost: SchedulerCost) -> Entry {
        Entry(
            kind: resource.kind, name: resource.id, state: resource.state, remembered: resource.remembered, result: result?.text,
            outcome: result?.outcome, usdPerHour: cost.unknown.isEmpty ? (cost.known * 10_000).rounded() / 10_000 : nil, cost: cost)
    }

    /// The same for people.
    var tables: [ReportTable] {
        let isStatus = action == "status"
        let heading = isStatus ? "Remembered" : isDryRun ? "Would" : "Result"
        var table = ReportTable(columns: [
            ("Resource", .left), ("Kind", .left), (isStatus ? "State" : "Before", .left), (heading, .left), ("USD/h", .right),
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
                StyledText((isStatus ? entry.remembered : entry.result) ?? "", style),
                StyledText(entry.cost == SchedulerCost() ? "" : entry.cost.text(decimals: 4)),
            ])
        }
        guard cost != SchedulerCost() else { return [table] }
        let meaning = isDryRun ? "would be \(total.meaning)" : total.meaning
        var sums = ReportTable(columns: [("Total \(meaning)", .left), ("USD", .right)])
        sums.add(["per hour", StyledText(cost.text(decimals: 4))])
        sums.add(["per month of 730 hours", StyledText(cost.text(hours: SchedulerPrices.hoursPerMonth, decimals: 2))])
        let off = SchedulerPrices.hoursPerMonth * SchedulerPrices.officeHoursOff
        if action == "stop" { sums.add(["per month, when it runs Monday to Friday from 8 to 20", StyledText(cost.text(hours: off, decimals: 2))]) }
        return [table, sums]
    }
}
