import AWSAccess
import Environments

/// A stack as it is once its operation is over, read beside what is still to be read of the events.
actor EndedStack {
    private let id: String
    private let aws: AWSCLI
    private var reading: Task<StackDescription?, any Error>?

    /// - Parameter id: the stack's ARN.
    init(_ id: String, aws: AWSCLI) {
        self.id = id
        self.aws = aws
    }

    /// Begins to read it, unless that has begun.
    func begin() { _ = task() }

    /// What it is; nil where it is gone.
    func description() async throws -> StackDescription? {
        let task = task()
        return try await withTaskCancellationHandler {
            try await task.value
        } onCancel: {
            task.cancel()
        }
    }

    /// Ends what nobody waits for any more.
    func cancel() { reading?.cancel() }

    private func task() -> Task<StackDescription?, any Error> {
        if let reading { return reading }
        let task = Task { [id, aws] in try await aws.patiently { try await aws.stack(id) } }
        reading = task
        return task
    }
}
