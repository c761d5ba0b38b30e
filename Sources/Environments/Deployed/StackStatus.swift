/// The status of a stack or of a resource in one, by the name that AWS gives it.
///
/// What a status means is looked up in one table, name by name. A suffix tells less than it seems to: `DELETE_COMPLETE`
/// is no success of an update, and `UPDATE_COMPLETE_CLEANUP_IN_PROGRESS` can no longer fail.
package struct StackStatus: Decodable, Sendable, Hashable, CustomStringConvertible, ExpressibleByStringLiteral {
    /// What a status means for who waits for it.
    package enum Phase: Sendable {
        /// A change set waits for somebody to execute it; nothing is going on.
        case review
        /// On the way to what was wanted.
        case running
        /// What was wanted is there, and what it replaced is being deleted.
        case cleaningUp
        /// On the way back, because something failed.
        case rollingBack
        case succeeded
        /// Everything is as it was before; of a creation, nothing is left but the stack's name and what it retains.
        case rolledBack
        /// It failed and stays as it is.
        case failed
        /// It failed, and so did the way back.
        case rollbackFailed
        case deleted
        /// A resource that its stack's deletion leaves.
        case skipped
        /// A name that is not in the table.
        case unknown
    }

    package let description: String

    package init(_ name: String) { description = name }
    package init(stringLiteral value: String) { description = value }
    package init(from decoder: any Decoder) throws {
        description = try decoder.singleValueContainer().decode(String.self)
    }

    package var phase: Phase { Self.phases[description] ?? .unknown }

    /// Whether something is going on; `REVIEW_IN_PROGRESS` waits for a person, so nothing is.
    package var isInProgress: Bool { [.running, .cleaningUp, .rollingBack].contains(phase) }
    package var isFailure: Bool { phase == .failed || phase == .rollbackFailed }
    /// Whether a creation, update or import has done what was wanted. A deletion has not: the stack is gone.
    package var isSuccess: Bool { phase == .succeeded }
    /// Whether this is a stack's first status in an operation.
    package var beginsOperation: Bool {
        ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS", "DELETE_IN_PROGRESS", "IMPORT_IN_PROGRESS"].contains(description)
    }

    /// Every value of `StackStatus` and of `ResourceStatus` in the AWS CloudFormation API Reference ("Stack",
    /// "StackEvent"). What they mean is in the AWS CloudFormation User Guide, "Stack status codes".
    package static let phases: [String: Phase] = [
        "REVIEW_IN_PROGRESS": .review,
        "CREATE_IN_PROGRESS": .running, "CREATE_COMPLETE": .succeeded, "CREATE_FAILED": .failed,
        "ROLLBACK_IN_PROGRESS": .rollingBack, "ROLLBACK_COMPLETE": .rolledBack, "ROLLBACK_FAILED": .rollbackFailed,
        "UPDATE_IN_PROGRESS": .running, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS": .cleaningUp,
        "UPDATE_COMPLETE": .succeeded, "UPDATE_FAILED": .failed,
        "UPDATE_ROLLBACK_IN_PROGRESS": .rollingBack, "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS": .rollingBack,
        "UPDATE_ROLLBACK_COMPLETE": .rolledBack, "UPDATE_ROLLBACK_FAILED": .rollbackFailed,
        "DELETE_IN_PROGRESS": .running, "DELETE_COMPLETE": .deleted, "DELETE_FAILED": .failed,
        "DELETE_SKIPPED": .skipped,
        "IMPORT_IN_PROGRESS": .running, "IMPORT_COMPLETE": .succeeded, "IMPORT_FAILED": .failed,
        "IMPORT_ROLLBACK_IN_PROGRESS": .rollingBack, "IMPORT_ROLLBACK_COMPLETE": .rolledBack,
        "IMPORT_ROLLBACK_FAILED": .rollbackFailed,
        "EXPORT_IN_PROGRESS": .running, "EXPORT_COMPLETE": .succeeded, "EXPORT_FAILED": .failed,
        "EXPORT_ROLLBACK_IN_PROGRESS": .rollingBack, "EXPORT_ROLLBACK_COMPLETE": .rolledBack,
        "EXPORT_ROLLBACK_FAILED": .rollbackFailed,
    ]
}
