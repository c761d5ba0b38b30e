import AWSLambda
import EventConstructs
import IdentityConstructs
import MessagingConstructs

extension Function: EventTarget {
    public var deliveryScope: Scope { scope }

    public var deliveryKind: EventTargetKind { .function }

    public var deliveryARN: Value<String> { arn.text }

    @discardableResult
    public func allowDelivery(
        from service: String, by source: Value<String>, as id: String
    ) -> (any Dependable)? {
        scope.add(
            id + "Permission",
            Lambda.Permission(
                action: "lambda:InvokeFunction", functionName: target, principal: Value(service), sourceArn: source))
    }

    @discardableResult
    public func grantDelivery(to grantee: some Grantee) -> Grant { grantInvoke(to: grantee) }

    /// Where what failed goes. Lambda is told with the first that asks, since a function that is only called by those who
    /// wait for its answer, or who keep what it could not handle themselves, needs nothing of the kind.
    ///
    /// "Adding a dead-letter queue" of "Capturing records of Lambda asynchronous invocations" in the AWS Lambda developer
    /// guide: what is kept is the event as it came.
    public func undelivered() -> (any DeadLetterQueue)? {
        guard let queue = keepFailures() else { return nil }
        if !sources.comeUnawaited {
            function?.override("DeadLetterConfig.TargetArn", with: JSON(queue.arn))
        }
        sources.comeUnawaited = true
        return queue
    }

    /// The queue of failed events, which the function may send to.
    func keepFailures() -> Queue? {
        if let known = sources.failures { return known }
        let queue: Queue
        switch failures {
        case .dropped: return nil
        case .kept(let given): queue = given
        case .keptInOwnQueue:
            queue = Queue(in: scope.scope("FailedEvents"), keptForDays: 14, failures: .stayHere, key: key)
        }
        sources.failures = queue
        // Lambda tries at once whether the role may.
        function?.depend(on: queue.grantSend(to: self))
        return queue
    }
}
