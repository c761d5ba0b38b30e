import IdentityConstructs

/// Something that sends events by itself: a rule of an event bus, a bucket, a topic, a schedule.
///
///     worker.handles(bus.events("PaidOrders", EventPattern(sources: ["shop"], detailTypes: ["OrderPaid"])))
///
/// A source of one's own takes part by adding what delivers to a target.
public protocol EventSource {
    /// The resources that deliver; the way to properties that no argument covers.
    associatedtype Delivery

    /// Adds what delivers to the target, in the target's scope, with all that it needs to be allowed to.
    ///
    /// - Parameters:
    ///   - target: a function, a queue, a topic.
    ///   - fileID: of the call that asks for it, for what is reported.
    ///   - line: likewise.
    @discardableResult
    func deliver(to target: some EventTarget, fileID: String, line: Int) -> Delivery
}
