import Foundation

/// A moment at which a command is ended, and how: when it has started so many `aws` processes. Counting them, and not
/// time, makes the moment the same on every machine.
struct Strike: Sendable, CustomStringConvertible {
    /// Which `aws` process, the first being 1.
    let call: Int
    /// `SIGINT`, `SIGTERM`, `SIGHUP`, or `SIGKILL`, after which nothing can be put away.
    let signal: Int32
    /// Whether the call is lost too; otherwise it comes through, and only its answer has nobody left to read it.
    let losesCall: Bool

    var description: String { "signal \(signal) at call \(call), which \(losesCall ? "is lost" : "comes through")" }

    /// How many moments a test tries: what the environment variable `STRIKES` says, few without it.
    static func wanted(otherwise few: Int) -> Int {
        ProcessInfo.processInfo.environment["STRIKES"].flatMap(Int.init) ?? few
    }

    /// Tells how a long run goes on, while it does.
    static func report(_ line: String) { FileHandle.standardError.write(Data("\(line)\n".utf8)) }

    /// Moments that are spread over a run, its first and its last call included, with the signals in turn.
    static func spread(_ count: Int, overCalls calls: Int) -> [Strike] {
        (0..<count).map { index in
            let signal = [SIGKILL, SIGINT, SIGTERM, SIGHUP][index % 4]
            return Strike(
                call: 1 + index * max(0, calls - 1) / max(1, count - 1), signal: signal,
                losesCall: signal == SIGKILL && index % 8 == 4)
        }
    }
}

extension Workspace {
    /// Runs a command, and strikes it. It runs to its end where it never starts so many processes.
    func run(
        _ command: String, _ arguments: [String], variables: [String: String] = [:], struck strike: Strike
    ) async throws -> Program.Outcome {
        // A folder is made by one of several processes only.
        try replaceAWS(
            #"""
            printf '%s\n' "$*" >> "$RECORD.\#(strike.call)"
            if [ "$(wc -l < "$RECORD.\#(strike.call)")" -ge \#(strike.call) ] && mkdir "$RECORD.struck" 2> /dev/null; then
              kill -\#(strike.signal) $PPID
              \#(strike.losesCall ? "exit 1" : ":")
            fi
            exec "$REAL_AWS" "$@"
            """#)
        defer {
            for suffix in ["\(strike.call)", "struck"] {
                try? FileManager.default.removeItem(atPath: "\(path)/record.\(suffix)")
            }
        }
        let outcome = try await run(command, arguments, variables: variables)
        try recordAWS()
        return outcome
    }

    /// How many processes a command starts when nobody strikes it.
    func callCount(
        of command: String, _ arguments: [String], variables: [String: String] = [:]
    ) async throws -> (count: Int, outcome: Program.Outcome) {
        try recordAWS()
        let before = record.split(separator: "\n").count
        let outcome = try await run(command, arguments, variables: variables)
        return (record.split(separator: "\n").count - before, outcome)
    }
}
