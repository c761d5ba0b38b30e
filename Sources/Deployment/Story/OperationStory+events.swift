import AWSAccess
import Diagnostics
import Environments
import Foundation

extension OperationStory {
    /// The story of an operation; nil where nothing is known of one.
    ///
    /// - Parameter evidence: what lies behind its failure.
    init?(_ operation: StackOperation, evidence: [String]) {
        guard let start = operation.start, let first = operation.root.events.first else { return nil }
        let times = operation.members.flatMap(\.events).map { $0.timestamp.seconds(since: start) }
        let end = times.max() ?? 0
        var table = StoryTable(operation, since: start, until: end)
        table.markCriticalPath()
        let failure = operation.firstFailure.map(ExplainedFailure.init)
        self.init(
            stackName: operation.root.name, stackID: operation.root.id,
            action: Step.Action(first.resourceStatus) ?? .update,
            status: operation.root.status ?? first.resourceStatus, began: start.date.formatted(.iso8601),
            duration: end, token: first.clientRequestToken, rows: table.rows,
            failure: failure?.diagnostic(evidence: evidence), failureFamily: failure?.family,
            aftermath: [operation.takenBack].compactMap(\.self) + operation.remains)
    }
}

extension OperationStory.Step.Action {
    /// What a status is about; nil for one that begins nothing.
    init?(_ status: StackStatus) {
        let name = status.description
        if name.contains("ROLLBACK") {
            self = .rollback
        } else if let action = [
            ("CREATE", Self.create), ("UPDATE", .update), ("DELETE", .delete), ("IMPORT", .importing),
        ]
        .first(where: { name.hasPrefix($0.0) }) {
            self = action.1
        } else {
            return nil
        }
    }
}

extension OperationStory.Step {
    /// Takes a resource's next event in: it goes on with the step that is open, or begins another.
    static func absorb(_ event: StackEvent, at time: Double, isRollback: Bool, into steps: inout [Self]) {
        guard let action = Action(event.resourceStatus) else { return }
        let isOpen = steps.last.map { $0.outcome == .running && $0.action == action && $0.isRollback == isRollback }
        if isOpen != true {
            end(&steps, at: time, before: action)
            // A resource that is not worked on fails without having begun.
            steps.append(
                Self(action: action, isRollback: isRollback, start: time, end: time, outcome: .running, reason: ""))
        }
        let last = steps.count - 1
        steps[last].end = time
        if !event.resourceStatus.isInProgress { steps[last].outcome = Outcome(event) }
        if event.isFailure || event.isCancellation { steps[last].reason = event.reason }
    }

    /// Ends a step that another one follows without a word about its end.
    private static func end(_ steps: inout [Self], at time: Double, before next: Action) {
        guard let last = steps.indices.last, steps[last].outcome == .running else { return }
        steps[last].end = time
        steps[last].outcome = next == .rollback ? .failed : .cancelled
    }
}

extension OperationStory.Step.Outcome {
    fileprivate init(_ event: StackEvent) {
        if event.isCancellation {
            self = .cancelled
        } else if event.resourceStatus.isFailure {
            self = .failed
        } else {
            self = event.resourceStatus.phase == .skipped ? .retained : .done
        }
    }
}
