import Template

extension Examination {
    /// What an alarm has its actions in, one list for each state.
    static let alarmActions = ["AlarmActions", "InsufficientDataActions", "OKActions"]

    /// An alarm publishes to a topic whose policy lets CloudWatch. Without one of its own, a topic has a policy that does
    /// ("Access policies" of "Using Amazon CloudWatch alarms" in the Amazon CloudWatch user guide, and "Example cases for
    /// Amazon SNS access control" in the Amazon SNS developer guide).
    mutating func checkPublications(of alarm: WiredResource, _ access: AccessIndex) {
        for list in Self.alarmActions {
            for value in alarm.resource.values(at: "\(list).*", of: alarm.logicalID) {
                guard let topic = wiring.onlyResource(of: value.value, type: "AWS::SNS::Topic", in: alarm.stack),
                    wiring.hasPolicy(topic), let arn = wiring.arn(of: topic),
                    let statements = access.statements(ofTarget: topic, for: value.path),
                    !statements.contains(where: \.mayNameAccounts),
                    !statements.mayAllow(
                        "sns:Publish", on: arn, for: TextPattern.principals(ofService: "cloudwatch"),
                        from: ResourceARN(alarm, wiring), in: wiring)
                else { continue }
                reportOnce(
                    "missing-permission",
                    "the policy of \(topic.logicalID) does not let cloudwatch.amazonaws.com do sns:Publish",
                    severity: .warning, at: value.path,
                    fix: "add a statement with {\"Service\": \"cloudwatch.amazonaws.com\"} to the policy")
            }
        }
    }
}

extension Wiring {
    /// Whether a topic is certain to have a policy of its own.
    fileprivate func hasPolicy(_ topic: WiredResource) -> Bool {
        let types = [("AWS::SNS::TopicInlinePolicy", "TopicArn"), ("AWS::SNS::TopicPolicy", "Topics")]
        return types.contains { type, property in
            users(type, of: topic, by: property).contains { policy in
                let topics = elements(of: policy.value(property)) + [policy.value(property)].compactMap(\.self)
                return topics.contains { target(of: $0, type: "AWS::SNS::Topic") == topic }
                    && exists(policy, with: topic)
            }
        }
    }
}

extension PolicyStatement {
    /// Whether accounts are among the principals, whose alarms may count.
    fileprivate var mayNameAccounts: Bool {
        mayAllow && placed["Principal"].contains { $0.value.object == nil || $0.value["AWS"] != nil }
    }
}
