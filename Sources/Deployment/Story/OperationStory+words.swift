import Diagnostics
import Environments

extension OperationStory {
    /// What happened on the whole, in a line.
    var headline: String { "\(stackName): \(outcome) (\(status))" }

    /// What happened on the whole, in a few words.
    var outcome: String { action.outcome(endingIn: status) }

    /// Who began it, where that is known.
    var beginner: String? { Self.beginner(calling: token) }

    /// When, how long, how much, and by whom, in a line.
    var facts: String {
        let stacks = rows.count { $0.isStack }
        let resources = rows.count - stacks
        let size =
            "\(resources) \(resources == 1 ? "resource" : "resources") in \(stacks) \(stacks == 1 ? "stack" : "stacks")"
        let took = isRunning ? "for \(ElapsedTime.words(duration)) so far" : "took \(ElapsedTime.words(duration))"
        return (["begun \(began)" + (beginner.map { " by \($0)" } ?? ""), took, size]).joined(separator: ", ")
    }

    /// Who began an operation, as far as the token of the call tells: every client has its own form.
    static func beginner(calling token: String?) -> String? {
        guard let token, !token.isEmpty else { return nil }
        if token.hasPrefix("deploy-") { return "deploy" }
        if token.hasPrefix("Console-") { return "somebody in the console" }
        return token
    }
}

extension PastOperation {
    /// What happened on the whole, in a few words.
    var outcome: String { action.outcome(endingIn: status) }

    /// Who began it, where that is known.
    var beginner: String? { OperationStory.beginner(calling: token) }
}

extension OperationStory.Step.Action {
    /// What an operation came to, in a few words.
    fileprivate func outcome(endingIn status: StackStatus) -> String {
        let subject: String =
            switch self {
            case .create: "creation"
            case .update: "update"
            case .delete: "deletion"
            case .importing: "import"
            case .rollback: "rollback"
            }
        let end: String =
            switch status.phase {
            case .succeeded, .deleted: "done"
            case .rolledBack: "failed and rolled back"
            case .rollbackFailed: "failed, and so did its rollback"
            case .failed: "failed"
            case .running, .cleaningUp, .rollingBack: "goes on"
            case .review, .skipped, .unknown: "ended in a state that is not known here"
            }
        return "\(subject) \(end)"
    }
}
