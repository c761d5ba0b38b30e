/// What a service of AWS needs a key for where it acts in no role, and so has to be let in by the key's own policy.
public enum KeyUse: Hashable, Sendable {
    /// To deliver to an encrypted queue or topic.
    ///
    /// - Parameter service: who delivers, as in `sns.amazonaws.com`.
    case delivery(from: String)
    /// To publish alarms of this account and region to an encrypted topic.
    case alarms
    /// To keep log groups of this account and region.
    case logs
    /// To keep the events of buses of this account.
    case eventBuses
}

extension KeyUse {
    /// As the key's policy has it; the key is the resource of its own policy.
    package var statement: PolicyStatement {
        switch self {
        // Without a condition. EventBridge names no source when it asks for the key ("Managing Amazon SNS encryption keys and
        // costs" in the SNS developer guide); whom it and SNS deliver for is the policy of the queue or topic to say ("Amazon
        // SQS Key management" in the SQS developer guide).
        case .delivery(let service):
            Self.allowing(Value(service), ["kms:Decrypt", "kms:GenerateDataKey"])
        // "Using Amazon SNS with CloudWatch alarms" in the CloudWatch user guide.
        case .alarms:
            Self.allowing(
                "cloudwatch.amazonaws.com", ["kms:Decrypt", "kms:GenerateDataKey"],
                [
                    "ArnLike": [
                        "aws:SourceArn": JSON(
                            "arn:\(AWS.partition):cloudwatch:\(AWS.region):\(AWS.accountID):alarm:*" as Value<String>)
                    ],
                    "StringEquals": ["aws:SourceAccount": JSON(AWS.accountID)],
                ])
        // "Encrypt log data in CloudWatch Logs using AWS Key Management Service" in the CloudWatch Logs user guide. Not by the
        // name of one log group: that is made with the key, and each would wait for the other.
        case .logs:
            Self.allowing(
                "logs.\(AWS.region).\(AWS.urlSuffix)",
                [
                    "kms:Decrypt", "kms:DescribeKey", "kms:Encrypt", "kms:GenerateDataKey", "kms:ReEncryptFrom",
                    "kms:ReEncryptTo",
                ],
                [
                    "ArnLike": [
                        "kms:EncryptionContext:aws:logs:arn": JSON(
                            "arn:\(AWS.partition):logs:\(AWS.region):\(AWS.accountID):log-group:*" as Value<String>)
                    ]
                ])
        // "Authorizing EventBridge to use a customer managed key" in the EventBridge user guide.
        case .eventBuses:
            Self.allowing(
                "events.amazonaws.com", ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey"],
                ["StringEquals": ["aws:SourceAccount": JSON(AWS.accountID)]])
        }
    }

    private static func allowing(
        _ service: Value<String>, _ actions: [String], _ conditions: JSON? = nil
    ) -> PolicyStatement {
        PolicyStatement(
            principal: ["Service": JSON(service)], actions: actions, resources: ["*"], conditions: conditions)
    }

    /// Who needs it, for what is reported.
    package var service: String {
        switch self {
        case .delivery(let service): service
        case .alarms: "cloudwatch.amazonaws.com"
        case .logs: "logs.REGION.amazonaws.com"
        case .eventBuses: "events.amazonaws.com"
        }
    }
}
