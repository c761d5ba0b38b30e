/// Why a request did not succeed.
enum LoadErrorKind: Sendable, Hashable, Comparable {
    /// The server answered with a status from 400 on.
    case status(Int)
    /// Not answered in time.
    case timeout
    /// No connection, and what the system says of it.
    case noConnection(String)
    /// The connection ended before the answer did.
    case closed
    /// The answer was no HTTP.
    case malformed(String)
    /// It fell due, and no client was free until the end of the run.
    case unsent
    /// It was sent, and the run ended before its answer.
    case unanswered
    /// Any other failure, in the system's words.
    case other(String)

    /// What it is called in reports.
    var name: String {
        switch self {
        case .status(let status): "http \(status)"
        case .timeout: "timeout"
        case .noConnection(let reason): reason
        case .closed: "connection closed"
        case .malformed(let reason): "no HTTP: \(reason)"
        case .unsent: "not sent in time"
        case .unanswered: "no answer by the end"
        case .other(let reason): reason
        }
    }
}

/// What was measured in a stretch of time, by one thread or by all.
struct LoadInterval: Sendable {
    /// From the beginning of the run.
    var start: Nanoseconds
    var end: Nanoseconds
    /// Answers with a status below 400.
    var successes = 0
    /// Those of them that lead elsewhere, which is not followed.
    var redirects = 0
    var errors: [LoadErrorKind: Int] = [:]
    var bytesReceived = 0
    var connections = 0
    /// Requests that were made again because the server had closed the kept connection; each counts once.
    var repeats = 0
    /// How long connections took to be made.
    var connect = LatencyHistogram()
    /// From the moment a request was sent to the first byte of its answer.
    var firstByte = LatencyHistogram()
    /// From the moment a request was due (or begun, in a closed loop) to the last byte: what a user waits.
    ///
    /// Of successes, and of what was waited for in vain, as long as it was. Errors that come quickly are not in it:
    /// they would make a broken server look fast.
    var total = LatencyHistogram()
    /// Requests that were under way when the user ended the run: neither successes nor errors.
    var cutOff = 0
    /// How long the oldest of them had been due.
    var longestCutOff: Nanoseconds = 0

    init(start: Nanoseconds, end: Nanoseconds) {
        self.start = start
        self.end = end
    }

    var errorCount: Int { errors.values.reduce(0, +) }
    var requests: Int { successes + errorCount }
    var seconds: Double { max(0, end - start).inSeconds }
    /// Successes a second.
    var throughput: Double { seconds > 0 ? Double(successes) / seconds : 0 }
    /// The share of requests that did not succeed, from 0 to 1.
    var errorRate: Double { requests > 0 ? Double(errorCount) / Double(requests) : 0 }

    mutating func fail(_ kind: LoadErrorKind, count: Int = 1) {
        if count > 0 { errors[kind, default: 0] += count }
    }

    /// Counts a request that was waited for in vain. Its wait belongs to the latencies: without it, a server that stops
    /// answering would look as fast as it was before.
    mutating func giveUp(_ kind: LoadErrorKind, after wait: Nanoseconds) {
        fail(kind)
        total.record(wait)
    }

    /// Counts a request that the user broke off.
    mutating func breakOff(after wait: Nanoseconds) {
        cutOff += 1
        longestCutOff = max(longestCutOff, wait)
    }

    /// Adds what was measured beside it or after it.
    mutating func merge(_ other: LoadInterval) {
        start = min(start, other.start)
        end = max(end, other.end)
        successes += other.successes
        redirects += other.redirects
        errors.merge(other.errors, uniquingKeysWith: +)
        bytesReceived += other.bytesReceived
        connections += other.connections
        repeats += other.repeats
        connect.merge(other.connect)
        firstByte.merge(other.firstByte)
        total.merge(other.total)
        cutOff += other.cutOff
        longestCutOff = max(longestCutOff, other.longestCutOff)
    }
}
