import IdentityConstructs

/// Something whose messages or records a function fetches: a queue, the stream of a table.
public protocol PolledSource {
    /// What it is called, in the names of the resources that read it.
    var sourceID: String { get }
    /// The ARN of the queue or stream.
    var sourceARN: Value<String> { get }
    /// How it is read.
    var polling: Polling { get }

    /// Lets a role fetch from it, and nothing that AWS Lambda does not do itself.
    @discardableResult
    func grantPolling(to grantee: some Grantee) -> Grant
}

/// How messages or records are fetched.
public enum Polling: Sendable {
    /// Messages of a queue, which are hidden from others while somebody works on them.
    ///
    /// - Parameter visibilityTimeout: for how many seconds; nil where nobody here knows.
    case queue(visibilityTimeout: Int?)
    /// Records of a stream, in order.
    case stream
}
