/// One simulated client: a connection, and the request that is under way on it.
final class LoadClient {
    enum State {
        /// Has nothing to do.
        case free
        /// Makes no request before ``LoadClient/resumes``.
        case resting
        case connecting
        case sending
        case receiving
    }

    var state = State.free
    /// -1 while there is no connection.
    var descriptor: Int32 = -1
    /// Whether the connection has answered a request before.
    var isReused = false
    var parser = ResponseParser()
    /// Which of the requests is under way, and how much of it was sent.
    var request = 0
    var sentBytes = 0
    /// From when on the request's latency counts.
    var due: Nanoseconds = 0
    /// When this try began; the timeout counts from here.
    var begun: Nanoseconds = 0
    /// When the request was sent.
    var sent: Nanoseconds = 0
    /// Whether something of the answer has come.
    var isAnswered = false
    var resumes: Nanoseconds = 0
    /// Tries in a row that led to no answer.
    var failures = 0

    var isBusy: Bool { state == .connecting || state == .sending || state == .receiving }
}
