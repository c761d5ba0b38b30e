import AWSAccess

/// Asks AWS what lies behind a failure, once for each, and while CloudFormation still takes things back: a group that
/// is gone has no activities any more.
actor FailureInquiry {
    private let aws: AWSCLI
    private var running: (subject: String, task: Task<[String], Never>)?

    /// - Parameter aws: waited for no longer than ``patience`` for each call.
    init(aws: AWSCLI) { self.aws = aws.impatient(Self.patience) }

    /// How long one call may give no sign of life.
    private static let patience = Duration.seconds(20)

    /// Begins to ask, unless that has begun for the same failure.
    func begin(_ failure: FailedResource) {
        guard running?.subject != Self.subject(failure) else { return }
        running?.task.cancel()
        let inquiries = ExplainedFailure(failure).inquiries
        let task = Task { [aws] in
            let answers = try? await concurrently(inquiries) { await $0.answer(with: aws) }
            return answers?.flatMap { $0 } ?? []
        }
        running = (Self.subject(failure), task)
    }

    /// What lies behind a failure, a line each.
    func evidence(behind failure: FailedResource) async -> [String] {
        begin(failure)
        guard let task = running?.task else { return [] }
        return await withTaskCancellationHandler {
            await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Ends what nobody waits for any more.
    func cancel() { running?.task.cancel() }

    private static func subject(_ failure: FailedResource) -> String { "\(failure.stackID) \(failure.logicalID)" }
}
