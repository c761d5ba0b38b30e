import Prices

/// Where everything in the scope is to be brought.
enum SchedulerGoal: String, Sendable, Encodable {
    case stop, start
}

/// What comes next for a resource on its way to a goal. Found from what AWS says of it alone, so that any machine can
/// go on where another one stopped.
enum SchedulerStep: Equatable, Sendable {
    /// Commands of the AWS CLI, one after another; a later one is safe only when the one before succeeded.
    case call([[String]], why: String)
    /// Nothing can be asked of it at present; that passes.
    case wait(String)
    /// AWS had no capacity to start it; ask again later.
    case noCapacity(String)
    /// It is there.
    case done(String)
    /// It will not get there by itself.
    case impossible(String)
}

/// Something that is stopped at night.
protocol Schedulable: Sendable {
    var kind: SchedulableKind { get }
    /// What AWS knows it by.
    var id: String { get }
    /// Its state in a few words.
    var state: String { get }
    /// What is charged by the hour at present.
    var running: [PricedItem] { get }
    /// What will be charged by the hour once it is started; empty when it is not known.
    var whenStarted: [PricedItem] { get }
    /// Since when it is stopped, or which sizes are remembered; nil when the scheduler did not stop it.
    var remembered: String? { get }

    /// - Parameters:
    ///   - asked: whether its ``SchedulerStep/call(_:why:)`` succeeded already. What AWS lists may be older than that.
    ///   - time: ISO 8601 in UTC, for what is remembered.
    func step(toward goal: SchedulerGoal, asked: Bool, at time: String) -> SchedulerStep
}

enum SchedulableKind: String, Sendable, Encodable, CaseIterable {
    case group, instance, database
}

extension Schedulable {
    /// What tells it apart from everything else.
    var key: String { "\(kind.rawValue) \(id)" }
}
