import Foundation
import Synchronization

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// A URLSession that makes requests, counts what comes back without keeping it, and follows no redirect: that would
/// load another server than the one that was named.
///
/// The delegate is the session's, because on Linux one of a task is not asked about redirects.
final class ExchangeSession: NSObject, Sendable, URLSessionDataDelegate {
    struct Answer: Sendable {
        var status = 0
        var bytes = 0
    }

    private struct Exchange {
        var answer = Answer()
        let continuation: CheckedContinuation<Answer, any Error>
    }

    private struct State {
        var session: URLSession?
        var exchanges: [Int: Exchange] = [:]
    }

    private let state = Mutex(State())

    init(_ configuration: URLSessionConfiguration) {
        super.init()
        // The session keeps its delegate until it is cancelled.
        let session = URLSession(configuration: configuration, delegate: self, delegateQueue: nil)
        state.withLock { $0.session = session }
    }

    /// Makes a request.
    ///
    /// - Throws: `URLError`.
    func exchange(_ request: URLRequest) async throws -> Answer {
        try await withCheckedThrowingContinuation { continuation in
            let task = state.withLock { state -> URLSessionDataTask? in
                guard let task = state.session?.dataTask(with: request) else { return nil }
                state.exchanges[task.taskIdentifier] = Exchange(continuation: continuation)
                return task
            }
            if let task { task.resume() } else { continuation.resume(throwing: URLError(.cancelled)) }
        }
    }

    /// Ends everything that is under way; what waits for an answer is told that it was cancelled.
    func cancel() {
        state.withLock { state in
            defer { state.session = nil }
            return state.session
        }?.invalidateAndCancel()
    }

    func urlSession(
        _ session: URLSession, task: URLSessionTask, willPerformHTTPRedirection response: HTTPURLResponse,
        newRequest request: URLRequest,
        completionHandler: @escaping @Sendable (URLRequest?) -> Void
    ) {
        completionHandler(nil)
    }

    func urlSession(_ session: URLSession, dataTask: URLSessionDataTask, didReceive data: Data) {
        state.withLock { $0.exchanges[dataTask.taskIdentifier]?.answer.bytes += data.count }
    }

    func urlSession(_ session: URLSession, task: URLSessionTask, didCompleteWithError error: (any Error)?) {
        guard let exchange = state.withLock({ $0.exchanges.removeValue(forKey: task.taskIdentifier) }) else { return }
        if let error {
            exchange.continuation.resume(throwing: error)
        } else {
            var answer = exchange.answer
            answer.status = (task.response as? HTTPURLResponse)?.statusCode ?? 0
            exchange.continuation.resume(returning: answer)
        }
    }
}
