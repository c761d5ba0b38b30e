import AWSSNS
import EventConstructs

/// Which messages of a topic a subscriber gets ("Amazon SNS subscription filter policies" in its developer guide).
public enum MessageFilter: Sendable {
    /// Those whose attributes are so.
    case attributes(KeyValuePairs<String, [EventMatch]>)
    /// Those whose body is JSON and has members that are so.
    case body(KeyValuePairs<String, [EventMatch]>)
}

extension Topic: EventSource {
    /// Subscribes a function, or a queue, which gets messages as they were published. The subscription is in the
    /// subscriber's scope.
    ///
    /// - Parameter filter: which messages it gets; all when not given.
    /// - Returns: the subscription.
    @discardableResult
    public func subscribe(
        _ target: some EventTarget, filter: MessageFilter? = nil, fileID: String = #fileID, line: Int = #line
    ) -> Resource<SNS.Subscription> {
        let scope = target.deliveryScope.calledFrom(fileID: fileID, line: line)
        let undelivered = target.undelivered()
        let permission = target.allowDelivery(from: "sns.amazonaws.com", by: arn.text, as: id)
        let lettersKept = undelivered?.allowDelivery(from: "sns.amazonaws.com", by: arn.text, as: id)
        let isQueue: Bool
        switch target.deliveryKind {
        case .function: isQueue = false
        case .queue: isQueue = true
        case .topic:
            isQueue = false
            scope.report(
                "topic-subscriber", "a topic does not deliver to another one, and \(scope.id) is one",
                fix: "subscribe a queue or a function")
        }
        return scope.add(
            id + "Subscription",
            SNS.Subscription(
                protocol: isQueue ? "sqs" : "lambda", topicArn: arn, endpoint: .text(target.deliveryARN),
                filterPolicy: filter?.policy, filterPolicyScope: filter?.scope,
                rawMessageDelivery: isQueue ? true : nil,
                redrivePolicy: undelivered.map { ["deadLetterTargetArn": JSON($0.arn)] }),
            dependsOn: [permission, lettersKept].compactMap(\.self))
    }

    /// The same, of all messages.
    @discardableResult
    public func deliver(
        to target: some EventTarget, fileID: String = #fileID, line: Int = #line
    ) -> Resource<SNS.Subscription> {
        subscribe(target, fileID: fileID, line: line)
    }

    /// Subscribes an address, which AWS asks to confirm.
    ///
    /// - Parameters:
    ///   - subscriber: who it is, in letters and digits.
    ///   - condition: subscribes it only where it holds.
    @discardableResult
    public func subscribe(
        _ subscriber: String, email: Value<String>, when condition: Condition? = nil
    ) -> Resource<SNS.Subscription> {
        scope.add(
            subscriber, SNS.Subscription(protocol: "email", topicArn: arn, endpoint: .text(email)),
            condition: condition)
    }

    /// Subscribes a server, which has to confirm ("HTTPS notifications" in the Amazon SNS developer guide).
    ///
    /// - Parameters:
    ///   - subscriber: who it is, in letters and digits.
    ///   - address: begins with `https://`; plain HTTP shows messages to whoever is on the way.
    ///   - filter: which messages it gets; all when not given.
    @discardableResult
    public func subscribe(
        _ subscriber: String, https address: Value<String>, filter: MessageFilter? = nil, fileID: String = #fileID,
        line: Int = #line
    ) -> Resource<SNS.Subscription> {
        let scope = scope.calledFrom(fileID: fileID, line: line)
        if let text = address.literal, !text.hasPrefix("https://") {
            scope.report(
                "topic-subscriber", "\(text) is no address of HTTPS", fix: "begin it with https://")
        }
        return scope.add(
            subscriber,
            SNS.Subscription(
                protocol: "https", topicArn: arn, endpoint: .text(address), filterPolicy: filter?.policy,
                filterPolicyScope: filter?.scope))
    }
}

extension MessageFilter {
    fileprivate var policy: JSON {
        switch self {
        case .attributes(let tests), .body(let tests): EventPattern.fields(tests)
        }
    }

    /// nil for the attributes, which are what AWS takes without being told.
    fileprivate var scope: Value<String>? {
        if case .body = self { "MessageBody" } else { nil }
    }
}
