import Environments

/// What leads a stack to where a change set can be made for it.
///
/// What each state is and what it allows: AWS CloudFormation User Guide, "Stack status codes", "Choose how to handle
/// failures when provisioning resources" and "Continue rolling back an update".
enum WayOut: Sendable, Equatable {
    /// Nothing stands in the way.
    case none
    /// A change set was made for it and nothing else: it is created by another one.
    case create
    /// An operation goes on in it, and has to come to its end.
    case follow
    /// What is left of it is deleted, and it is created anew.
    case recreate
    /// Its rollback is continued where it stopped.
    case continueRollback
    /// It goes back to what it was before its last update.
    case rollBack
    /// No call leads out of it.
    case closed
    /// A state that this version does not know.
    case unknown
}

extension WayOut {
    /// A state in which no change set can be made.
    struct Obstacle: Sendable {
        /// What happened, as in "its creation failed".
        let story: String
        let wayOut: WayOut
    }

    /// The states in which a stack is stuck.
    static let obstacles: [StackStatus: Obstacle] = [
        "ROLLBACK_COMPLETE": Obstacle(story: "its creation failed and was taken back", wayOut: .recreate),
        "ROLLBACK_FAILED": Obstacle(story: "its creation failed, and so did taking it back", wayOut: .recreate),
        "CREATE_FAILED": Obstacle(story: "its creation failed, and what it had made was kept", wayOut: .recreate),
        "DELETE_FAILED": Obstacle(story: "its deletion failed half-way", wayOut: .recreate),
        "UPDATE_FAILED": Obstacle(story: "its update failed, and what it had done was kept", wayOut: .rollBack),
        "UPDATE_ROLLBACK_FAILED": Obstacle(
            story: "its update failed, and so did taking it back", wayOut: .continueRollback),
        "IMPORT_ROLLBACK_FAILED": Obstacle(
            story: "an import into it failed, and so did taking it back", wayOut: .closed),
    ]

    /// The way out of a state.
    init(of status: StackStatus) {
        if let obstacle = Self.obstacles[status] {
            self = obstacle.wayOut
            return
        }
        self =
            switch status.phase {
            case .review: .create
            case .running, .cleaningUp, .rollingBack: .follow
            // What is rolled back is as it was before, and can be changed.
            case .succeeded, .rolledBack: .none
            case .failed, .rollbackFailed, .deleted, .skipped, .unknown: .unknown
            }
    }
}
