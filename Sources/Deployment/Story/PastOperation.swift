import AWSAccess
import Environments

/// An operation that a stack has been through, by the stack's own events.
///
/// AWS keeps them for 90 days: AWS CloudFormation API Reference, "DescribeStackEvents".
struct PastOperation: Sendable, Equatable {
    /// 1 for the newest.
    let number: Int
    /// What AWS calls it, and then what it calls what came of it, such as its rollback. AWS CloudFormation User Guide,
    /// "View stack events by operation".
    let ids: [String]
    let action: OperationStory.Step.Action
    /// The stack's status at the end, or now.
    let status: StackStatus
    let start: ServiceTime
    /// Seconds.
    let duration: Double
    /// What whoever began it called it, as CloudFormation keeps it.
    let token: String?
    /// Where its newest event is among all of the stack's.
    let newestEvent: Int

    /// When it began, in ISO 8601.
    var began: String { start.date.formatted(.iso8601) }

    /// All operations that a stack's events tell, the newest first, as the events are.
    static func all(in events: [StackEvent]) -> [PastOperation] {
        var operations: [PastOperation] = []
        var newest = 0
        while let count = StackEvent.beginning(in: Array(events[newest...])) {
            let own = events[newest...(newest + count)]
            operations.append(PastOperation(own, number: operations.count + 1))
            newest = own.endIndex
        }
        return operations
    }

    /// - Parameter events: its own, the newest first; the last one begins it.
    private init(_ events: ArraySlice<StackEvent>, number: Int) {
        let first = events[events.endIndex - 1]
        self.number = number
        ids = events.reversed().compactMap(\.operationId).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
        action = .init(first.resourceStatus) ?? .update
        status = events.first(where: \.isAboutStackItself)?.resourceStatus ?? first.resourceStatus
        start = first.timestamp
        duration = events[events.startIndex].timestamp.seconds(since: first.timestamp)
        token = first.clientRequestToken
        newestEvent = events.startIndex
    }
}
