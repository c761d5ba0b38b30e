import Template

extension Examination {
    /// "PutMetricFilter" and "PutSubscriptionFilter" in the Amazon CloudWatch Logs API reference: a pattern that cannot
    /// be read is refused.
    mutating func checkFilterPattern(of filter: Template.Resource, _ logicalID: String) {
        for pattern in filter.values(at: "FilterPattern", of: logicalID) {
            guard let text = OpenText(pattern.value), let problem = FilterPattern.problem(with: text) else { continue }
            report(
                "filter-pattern", problem.message, severity: text.isOpen || !problem.isCertain ? .warning : .error,
                at: pattern.path,
                fix: problem.fix)
        }
    }
}
