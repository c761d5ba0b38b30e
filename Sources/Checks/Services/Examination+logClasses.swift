import Template

extension Examination {
    /// "Log classes" in the Amazon CloudWatch Logs user guide: what is filtered is of the class STANDARD.
    mutating func checkLogClasses() {
        for type in ["AWS::Logs::MetricFilter", "AWS::Logs::SubscriptionFilter"] {
            for (filter, wiring) in cases(of: type) {
                guard let group = wiring.target(of: filter.value("LogGroupName"), type: "AWS::Logs::LogGroup"),
                    let name = wiring.text(group.value("LogGroupClass"), otherwise: "STANDARD"), name != "STANDARD"
                else { continue }
                report(
                    "log-class", "\(group.logicalID) is of the class \(name), which has no such filters", at: filter,
                    .key("LogGroupName"), notes: [("the log group", group)],
                    fix: "leave out LogGroupClass of \(group.logicalID), or the filter")
            }
        }
    }
}
