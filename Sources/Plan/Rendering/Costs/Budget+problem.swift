import Diagnostics
import Prices

extension Budget {
    /// What is to be said of a plan that does not surely keep within it; nil for one that does.
    package func problem(of costs: PlannedCosts?) -> Diagnostic? {
        guard let costs else {
            return Diagnostic(
                "over-budget",
                "nobody can tell whether this keeps within the budget of \(usd) USD a month: \(CostReport.noRegion)",
                fix: CostReport.namingRegion)
        }
        let cost = costs.after
        let total = cost.monthlyText
        switch verdict(on: costs) {
        case .within: return nil
        case .over:
            let excess = (cost.monthly.lowerBound - usd).text(2)
            return Diagnostic(
                "over-budget",
                "this costs \(total) USD a month in \(costs.region), at least \(excess) above the budget of \(usd)",
                fix: "make it cheaper, or raise the budget")
        case .unknown:
            let gaps = costs.resources.flatMap { one in (one.after?.gaps ?? []).map { "\(one.path): \($0)" } }
            let open = gaps.isEmpty ? "" : ", without \(gaps.joined(separator: "; "))"
            let missing = cost.missing.isEmpty ? "" : " (\(cost.missing.joined(separator: ", ")))"
            return Diagnostic(
                "over-budget",
                "this may cost more than the budget of \(usd) USD a month: it comes to \(total) in \(costs.region)\(open)",
                fix: gaps.isEmpty
                    ? "make it cheaper at most, raise the budget, or give the prices that are not known with --prices FILE"
                    : "give what decides it a value, or the prices that are missing\(missing) with --prices FILE")
        }
    }
}
