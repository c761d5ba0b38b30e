import AWSSNS
import EventConstructs
import IdentityConstructs

/// An Amazon SNS topic: what is published to it reaches everybody who subscribed.
///
///     let paid = Topic(in: stack.scope("PaidOrders"))
///     paid.grantPublish(to: service)
///     paid.subscribe(mails)
///     paid.subscribe("Accounting", email: "accounting@example.com")
///
/// It takes nothing that comes without TLS, and nothing from others than this account's roles unless it is let in.
public struct Topic {
    /// What keeps the order of messages.
    public enum Ordering: Sendable {
        /// Nothing.
        case standard
        /// Messages of one group stay in order, and the same content comes once in five minutes. Only queues can subscribe.
        case fifo
    }

    /// The topic itself; nil where it was there before.
    public let topic: Resource<SNS.Topic>?
    /// Who may publish besides those whose roles allow it; nil where the topic was there before.
    public let topicPolicy: Resource<SNS.TopicPolicy>?
    /// What publishers and subscribers take.
    public let arn: Value<ARN<SNS.Topic>>
    /// The last part of its ARN.
    public let name: Value<Name<SNS.Topic>>

    let id: String
    let scope: Scope
    let policy: ResourcePolicy?
    /// Who publishes needs it too; nil where messages are not encrypted at rest.
    let key: (any EncryptionKey)?

    /// - Parameters:
    ///   - key: encrypts messages while they wait for delivery; that of another app has to let the services use it that
    ///     publish here. Without one they are not encrypted at rest: AWS's own key would keep those services out.
    public init(in scope: Scope, ordering: Ordering = .standard, key: (any EncryptionKey)? = nil) {
        self.scope = scope
        self.key = key
        id = scope.id
        let isFIFO = if case .fifo = ordering { true } else { false }
        let topic = scope.add(
            "Topic",
            SNS.Topic(
                contentBasedDeduplication: isFIFO ? true : nil, fifoTopic: isFIFO ? true : nil,
                kmsMasterKeyId: key?.keyARN,
                // Subscribers by HTTPS that check signatures get SHA-256, and not SHA-1.
                signatureVersion: "2",
                // CloudFormation makes up a name without the ending that a FIFO topic needs.
                topicName: isFIFO ? "\(AWS.stackName)-\(scope.id).fifo" : nil))
        let topicPolicy = scope.add(
            "TopicPolicy",
            SNS.TopicPolicy(
                policyDocument: PolicyStatement.document([.denyingPlainHTTP("sns:Publish", on: [topic.topicArn.text])]),
                topics: [topic.topicArn]))
        self.topic = topic
        self.topicPolicy = topicPolicy
        policy = ResourcePolicy(topicPolicy, statements: 1)
        arn = topic.topicArn
        name = topic.topicName
    }

    private init(existing name: Value<Name<SNS.Topic>>, in scope: Scope, key: (any EncryptionKey)?) {
        topic = nil
        topicPolicy = nil
        policy = nil
        self.name = name
        self.scope = scope
        self.key = key
        id = scope.id
        arn = "arn:\(AWS.partition):sns:\(AWS.region):\(AWS.accountID):\(name)"
    }

    /// A topic of this account and region that was there before. Nothing about it changes: which services may publish to
    /// it, its own policy has to say.
    ///
    /// - Parameters:
    ///   - scope: where subscriptions go; its name is what grants call the topic.
    ///   - key: the key of Key Management Service that encrypts its messages, which grants then name too.
    public static func existing(
        in scope: Scope, named name: Value<Name<SNS.Topic>>, key: (any EncryptionKey)? = nil
    ) -> Topic {
        Topic(existing: name, in: scope, key: key)
    }

    /// Allows to publish.
    ///
    /// "Actions, resources, and condition keys for Amazon SNS" in the Service Authorization Reference; "Managing Amazon SNS
    /// encryption keys and costs" in its developer guide.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantPublish(to grantee: some Grantee) -> Grant {
        grantee.actingRole.allow(
            "PublishTo\(id)",
            [PolicyStatement(actions: ["sns:Publish"], resources: [arn.text])]
                + PolicyStatement.use(of: key, ["kms:Decrypt", "kms:GenerateDataKey"]))
    }

    /// Lets the alarms of this account and region publish ("Using Amazon SNS with CloudWatch alarms" in the CloudWatch user
    /// guide), for ``Alarms/init(in:name:existingTopic:)``.
    public func allowAlarms() {
        guard let policy else {
            return reportMissingStatement(
                in: id, letting: "cloudwatch.amazonaws.com", "sns:Publish", for: "alarms")
        }
        key?.allow(.alarms)
        policy.add(
            PolicyStatement(
                principal: ["Service": "cloudwatch.amazonaws.com"], actions: ["sns:Publish"], resources: [arn.text],
                conditions: [
                    "ArnLike": [
                        "aws:SourceArn": JSON(
                            "arn:\(AWS.partition):cloudwatch:\(AWS.region):\(AWS.accountID):alarm:*" as Value<String>)
                    ],
                    "StringEquals": ["aws:SourceAccount": JSON(AWS.accountID)],
                ]))
    }
}

extension Topic: EventTarget {
    public var deliveryScope: Scope { scope }

    public var deliveryKind: EventTargetKind { .topic }

    public var deliveryARN: Value<String> { arn.text }

    @discardableResult
    public func allowDelivery(
        from service: String, by source: Value<String>, as sender: String
    ) -> (any Dependable)? {
        key?.allow(.delivery(from: service))
        return allowDelivery(from: service, by: source, as: sender, "sns:Publish", in: policy, of: id)
    }

    @discardableResult
    public func grantDelivery(to grantee: some Grantee) -> Grant { grantPublish(to: grantee) }
}
