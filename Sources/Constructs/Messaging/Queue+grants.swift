import EventConstructs
import IdentityConstructs

// "Actions, resources, and condition keys for Amazon SQS" in the Service Authorization Reference has the actions; those on
// keys are in "Amazon SQS Key management" in its developer guide.
extension Queue {
    /// Allows to send messages.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantSend(to grantee: some Grantee) -> Grant {
        grant("SendTo", to: grantee, ["sqs:SendMessage"], ofKey: ["kms:Decrypt", "kms:GenerateDataKey"])
    }

    /// Allows to receive messages, to keep them hidden for longer, and to delete them.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantConsume(to grantee: some Grantee) -> Grant {
        grant(
            "Consume", to: grantee,
            ["sqs:ChangeMessageVisibility", "sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
            ofKey: ["kms:Decrypt"])
    }

    private func grant(
        _ verb: String, to grantee: some Grantee, _ actions: [String], ofKey: [String]
    ) -> Grant {
        grantee.actingRole.allow(
            verb + id,
            [PolicyStatement(actions: actions, resources: [arn.text])] + PolicyStatement.use(of: key, ofKey))
    }
}

extension Queue: PolledSource {
    public var sourceID: String { id }

    public var sourceARN: Value<String> { arn.text }

    public var polling: Polling { .queue(visibilityTimeout: visibilityTimeout) }

    /// "Execution role permissions" of "Using Lambda with Amazon SQS" in the AWS Lambda developer guide.
    @discardableResult
    public func grantPolling(to grantee: some Grantee) -> Grant {
        grant(
            "Poll", to: grantee, ["sqs:DeleteMessage", "sqs:GetQueueAttributes", "sqs:ReceiveMessage"],
            ofKey: ["kms:Decrypt"])
    }
}

extension Queue: DeadLetterQueue {
    public var deliveryScope: Scope { scope }

    public var deliveryKind: EventTargetKind { .queue(isFIFO: isFIFO) }

    public var deliveryARN: Value<String> { arn.text }

    @discardableResult
    public func allowDelivery(
        from service: String, by source: Value<String>, as sender: String
    ) -> (any Dependable)? {
        key?.allow(.delivery(from: service))
        return allowDelivery(from: service, by: source, as: sender, "sqs:SendMessage", in: policy, of: id)
    }

    @discardableResult
    public func grantDelivery(to grantee: some Grantee) -> Grant { grantSend(to: grantee) }
}
