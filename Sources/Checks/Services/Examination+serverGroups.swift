import Diagnostics
import Template

extension Examination {
    /// A group of servers can be updated, and hears as many signals as it waits for ("UpdatePolicy attribute" and
    /// "CreationPolicy attribute" in the CloudFormation template reference).
    mutating func checkServerGroups() {
        for (servers, wiring) in cases(of: "AWS::AutoScaling::AutoScalingGroup") {
            let most = wiring.number(servers.value("MaxSize"))
            let policy = servers.resource.updatePolicy.map { WiredValue(expression: $0, stack: servers.stack) }
            let rolling = wiring.member("AutoScalingRollingUpdate", of: policy)
            // A group of no servers has none to take out of service.
            if let kept = wiring.number(wiring.member("MinInstancesInService", of: rolling)), let most, kept >= most,
                kept > 0
            {
                report(
                    "rolling-update-capacity",
                    "\(kept.words) servers have to stay in service, and the group has \(most.words) at most",
                    at: servers, attribute: ["UpdatePolicy", "AutoScalingRollingUpdate", "MinInstancesInService"],
                    fix: "let MinInstancesInService be less than MaxSize")
            }
            let creation = servers.resource.creationPolicy.map { WiredValue(expression: $0, stack: servers.stack) }
            let signal = wiring.member("ResourceSignal", of: creation)
            if let count = wiring.number(wiring.member("Count", of: signal)), let most, count > most {
                report(
                    "signal-count", severity: .warning,
                    "\(count.words) servers have to signal, and the group has \(most.words) at most",
                    at: servers, attribute: ["CreationPolicy", "ResourceSignal", "Count"],
                    fix: "wait for as many signals as DesiredCapacity says")
            }
        }
    }

    private mutating func report(
        _ code: String, severity: Diagnostic.Severity = .error, _ message: String, at resource: WiredResource,
        attribute: [String], fix: String
    ) {
        let path = Template.Path(
            Template.Path(.resources, resource.logicalID).steps + attribute.map(Template.Path.Step.key))
        reportOnce(code, message, severity: severity, at: path, fix: fix)
    }
}
