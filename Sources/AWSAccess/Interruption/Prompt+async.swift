import Foundation
import Terminal

extension Prompt {
    /// Asks on a thread of its own, so that Ctrl+C is heard while nobody answers.
    ///
    /// - Throws: ``Prompt/Unanswerable``; `CancellationError`. The thread then stays behind until the process ends.
    package func answer(on terminal: Terminal) async throws -> Bool {
        let (answers, reply) = AsyncThrowingStream<Bool, any Error>.makeStream()
        DispatchQueue.global().async {
            do {
                reply.yield(try ask(on: terminal))
                reply.finish()
            } catch {
                reply.finish(throwing: error)
            }
        }
        for try await answer in answers { return answer }
        throw CancellationError()
    }
}
