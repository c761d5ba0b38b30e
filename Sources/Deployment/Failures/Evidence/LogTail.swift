import AWSAccess
import Foundation

/// The end of a log. Amazon CloudWatch Logs API Reference, "GetLogEvents", which gives the newest lines of a stream unless it is
/// told otherwise, and "FilterLogEvents", which begins with the oldest.
struct LogTail: Sendable {
    let group: String
    /// Nil for whatever stream has something.
    var stream: String?
    /// Nil for the last quarter of an hour that there is.
    var since: ServiceTime?

    private struct Events: Decodable {
        struct Event: Decodable { let message: String }
        let events: [Event]
    }

    /// Its last lines.
    func lines(with aws: AWSCLI) async throws -> [String] {
        var command = ["logs", "filter-log-events", "--log-group-name", group, "--max-items", "2000"]
        if let stream {
            command = [
                "logs", "get-log-events", "--log-group-name", group, "--log-stream-name", stream, "--limit", "200",
            ]
        }
        if let since { command += ["--start-time", String(Int(since.date.timeIntervalSince1970) * 1000)] }
        let events = try await aws.run(command, as: Events.self).events
        let told = events.map { $0.message.trimmingCharacters(in: .whitespacesAndNewlines) }
            .filter { !$0.isEmpty && !Self.isBookkeeping($0) }
        guard !told.isEmpty else { return ["the log \(group) has nothing of it"] }
        return told.suffix(8).map { "\(group): \($0)" }
    }

    /// What Lambda writes around every call.
    private static func isBookkeeping(_ line: String) -> Bool {
        ["START RequestId", "END RequestId", "REPORT RequestId", "INIT_START"].contains { line.hasPrefix($0) }
    }
}
