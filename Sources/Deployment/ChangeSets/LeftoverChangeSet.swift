import AWSAccess

/// The change set of a deployment, to be put away when it is not going to be executed.
struct LeftoverChangeSet: Sendable {
    let stackName: String
    let name: String
    /// Whether the stack exists only for the sake of change sets.
    let isNewStack: Bool
    let aws: AWSCLI
    /// Whether it was prepared, so that whoever did that decides what becomes of it.
    var isPrepared = false
    /// Whether resources were moved before it was made, which stay where they are.
    var isAfterMoves = false

    /// How things stand where it is not executed.
    var standing: String {
        "\(unchanged), and \(isPrepared ? "the change set \(name) stays as it was prepared" : "the change set is deleted")"
    }

    /// What was done without it.
    var unchanged: String {
        isAfterMoves ? "what was moved stays where it is now, nothing else was changed" : "nothing was changed"
    }

    /// What would be left, for a user who interrupts.
    var description: String { "the change set \(name) of \(stackName)" }

    /// Deletes the change set, and the stack if it holds nothing but it; a prepared one stays.
    func remove() async throws {
        guard !isPrepared else { return }
        try await aws.deleteChangeSet(name, ofStack: stackName)
        guard isNewStack, let stack = try await aws.stack(stackName), stack.stackStatus == "REVIEW_IN_PROGRESS" else {
            return
        }
        // Others' are left alone, and so is the stack that they are for.
        guard try await aws.changeSets(ofStack: stackName).allSatisfy({ $0.changeSetName == name }) else { return }
        try await aws.deleteReviewed(stack)
    }
}
