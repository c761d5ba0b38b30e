import AWSEvents
import IdentityConstructs

/// Certain events on a bus: what a rule is made of once somebody handles them.
///
///     let uploads = dataLake.events(.created, prefix: "incoming/")
///     uploads.deliver(to: orders)
public struct EventRule: EventSource {
    /// What the rules' names begin with.
    let id: String
    /// nil stands for the account's own bus, on which AWS's services tell what happens.
    let bus: Value<Name<Events.EventBus>>?
    let pattern: EventPattern

    package init(id: String, bus: Value<Name<Events.EventBus>>? = nil, pattern: EventPattern) {
        self.id = id
        self.bus = bus
        self.pattern = pattern
    }

    /// Adds a rule in the target's scope that delivers the events to it. EventBridge tries for a day, and what it could
    /// not deliver then goes where the target says.
    ///
    /// - Returns: the rule.
    @discardableResult
    public func deliver(
        to target: some EventTarget, fileID: String = #fileID, line: Int = #line
    ) -> Resource<Events.Rule> {
        let scope = target.deliveryScope.calledFrom(fileID: fileID, line: line)
        if pattern.isEmpty {
            scope.report(
                "event-pattern", "the pattern of \(id) asks nothing of events",
                fix: "say which are meant: sources: [...]")
        }
        let undelivered = target.undelivered()
        let rule = scope.add(
            id + "Rule",
            Events.Rule(
                eventBusName: bus, eventPattern: pattern.json,
                targets: [
                    .init(
                        arn: .text(target.deliveryARN), id: Value(id),
                        deadLetterConfig: undelivered.map { .init(arn: $0.arn) },
                        // One group, so that what is told in order is handled in order.
                        sqsParameters: target.deliveryKind.isFIFO ? .init(messageGroupId: Value(id)) : nil)
                ]))
        target.allowDelivery(from: "events.amazonaws.com", by: rule.arn.text, as: id)
        undelivered?.allowDelivery(from: "events.amazonaws.com", by: rule.arn.text, as: id)
        return rule
    }
}

extension EventTargetKind {
    package var isFIFO: Bool { if case .queue(isFIFO: true) = self { true } else { false } }
}
