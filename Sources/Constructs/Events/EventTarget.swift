import AWSEvents
import IdentityConstructs

/// Something that events are delivered to: a function, a queue, a topic.
///
/// What delivers (a rule, a subscription, a schedule) is declared in the target's scope: who handles events depends on
/// where they come from, and never the other way about, so that both can be in different stacks.
public protocol EventTarget {
    /// Where what delivers to it is declared.
    var deliveryScope: Scope { get }
    /// What kind of thing it is, since some sources deliver to certain kinds only.
    var deliveryKind: EventTargetKind { get }
    /// What is delivered to.
    var deliveryARN: Value<String> { get }

    /// Lets a service deliver in the name of one resource, by the target's own policy.
    ///
    /// - Parameters:
    ///   - service: as in `events.amazonaws.com`.
    ///   - source: the ARN of the resource: a rule, a topic.
    ///   - id: what the source is called.
    /// - Returns: what to wait for before delivering; nil where somebody else has to see to the policy.
    @discardableResult
    func allowDelivery(from service: String, by source: Value<String>, as id: String) -> (any Dependable)?

    /// Lets a role deliver, for services that act in one.
    @discardableResult
    func grantDelivery(to grantee: some Grantee) -> Grant

    /// Where deliveries go that fail for good; nil where they are lost, which is the target's decision.
    func undelivered() -> (any DeadLetterQueue)?
}

extension EventTarget {
    public func undelivered() -> (any DeadLetterQueue)? { nil }
}

// Of a target that has a policy, which allows a service one action.
extension EventTarget {
    /// Lets a service deliver, by a statement in the policy.
    ///
    /// - Parameters:
    ///   - policy: nil where the target was there before, whose owner has to see to it.
    ///   - id: what the target is called.
    /// - Returns: as ``allowDelivery(from:by:as:)``.
    package func allowDelivery(
        from service: String, by source: Value<String>, as sender: String, _ action: String,
        in policy: ResourcePolicy?, of id: String
    ) -> (any Dependable)? {
        guard let policy else {
            reportMissingStatement(in: id, letting: service, action, for: sender)
            return nil
        }
        policy.add(.allowing(service, actions: [action], on: deliveryARN, by: source))
        return policy
    }

    /// - Parameters:
    ///   - id: what the target is called, which was there before.
    ///   - sender: what is delivered.
    package func reportMissingStatement(in id: String, letting service: String, _ action: String, for sender: String) {
        deliveryScope.report(
            "delivery-to-existing",
            "\(id) was there before, and nobody here lets \(service) deliver \(sender) to it", severity: .warning,
            fix: "let its own policy allow \(service) \(action)")
    }
}

/// What kind of thing events are delivered to.
public enum EventTargetKind: Sendable {
    case function
    /// - Parameter isFIFO: whether each message is of a group, in whose order it stays.
    case queue(isFIFO: Bool)
    case topic
}

/// A queue that keeps what could not be delivered.
public protocol DeadLetterQueue: EventTarget {
    /// What services are told.
    var arn: Value<ARN<SQS.Queue>> { get }
}
