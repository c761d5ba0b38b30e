import Diagnostics
import Environments

/// What happened in an operation on a tree of stacks: who was worked on when, and what came of it.
struct OperationStory: Sendable {
    /// A resource or a stack, with what was done to it.
    struct Row: Sendable {
        /// The logical IDs that lead to it, as in `Data/Database`; the root's name for the root.
        let path: String
        /// Its logical ID, or the root's name.
        let name: String
        let type: String
        /// How many stacks are around it.
        let depth: Int
        let isStack: Bool
        /// The line of Swift that makes it.
        let location: SourceLocation?
        /// In the order of time; with one at least.
        var steps: [Step]
        /// Whether the operation could not have ended sooner without it.
        var isCritical = false
    }

    /// A stretch of work on a resource.
    struct Step: Sendable, Equatable {
        enum Action: String, Sendable { case create, update, delete, importing = "import", rollback }
        enum Outcome: String, Sendable { case done, failed, cancelled, retained, running }

        let action: Action
        /// Whether it takes something back.
        let isRollback: Bool
        /// Seconds since the operation began.
        let start: Double
        /// Seconds since the operation began; of what goes on, the latest that is known.
        var end: Double
        var outcome: Outcome
        /// What AWS says of it; empty for nothing.
        var reason: String
    }

    let stackName: String
    let stackID: String
    let action: Step.Action
    /// The stack's status at the end, or now.
    let status: StackStatus
    /// When it began, in ISO 8601.
    let began: String
    /// Seconds.
    let duration: Double
    /// What whoever began it called it, as CloudFormation keeps it.
    let token: String?
    /// The root, and below each stack what is in it, by the time of its beginning.
    let rows: [Row]
    /// What went wrong first; nil where nothing did.
    let failure: Diagnostic?
    /// The kind of that failure.
    let failureFamily: String?
    /// What the rollback undid, and what is left outside of the stacks.
    let aftermath: [String]

    /// Whether it goes on.
    var isRunning: Bool { status.isInProgress }

    /// The resources and stacks that decided how long it took, in the order of time.
    var criticalPath: [Row] {
        rows.filter { $0.isCritical && !$0.isStack }.sorted { $0.steps[0].start < $1.steps[0].start }
    }

    /// The resources that took longest, the longest first; none that took no part of the time that is worth a word.
    var slowest: [Row] {
        let resources = rows.filter { !$0.isStack && $0.longest > 0 && $0.longest >= duration * 0.05 }
        return Array(resources.sorted { $0.longest > $1.longest }.prefix(3))
    }
}

extension OperationStory.Row {
    /// Seconds of its longest step.
    var longest: Double { steps.map(\.duration).max() ?? 0 }
}

extension OperationStory.Step {
    var duration: Double { end - start }

    /// What came of it, in a word or two.
    var words: String {
        switch outcome {
        case .running: "goes on"
        case .retained: "retained"
        case .cancelled: "cancelled"
        case .failed: isRollback ? "rollback failed" : "failed"
        case .done:
            switch action {
            case .create: "created"
            case .update: isRollback ? "put back" : "updated"
            case .delete: isRollback ? "deleted again" : "deleted"
            case .importing: "imported"
            case .rollback: "rolled back"
            }
        }
    }
}
