import Diagnostics
import Foundation
import Terminal

/// What a command line asks for, apart from the environment.
struct LoadOptions: Sendable {
    let profile: LoadProfile
    let paths: [String]
    /// Another target than the stack's load balancer.
    let address: String?
    let thresholds: [LoadThreshold]
    let reportFile: String?
    let format: OutputFormat

    static let options: [CommandSyntax.Option] = [
        .value("clients", "N", "how many requests can be under way at once (default 100)"),
        .value(
            "rate", "N",
            "so many requests a second, whether earlier ones are answered or not (default: as fast as they are answered)"
        ),
        .value("ramp", "TIME", "let the load grow in a straight line for so long (30s, 2m)"),
        .value("duration", "TIME", "how long, with the ramp (default: until Ctrl+C)"),
        .value("timeout", "TIME", "how long a request may take (default 10s)"),
        .value("path", "PATH", "what to ask for (default /); more than one are asked for in turn"),
        .value("url", "URL", "another target than the stack's load balancer: only one that is yours"),
        .value("report", "FILE.html", "write a report with plots"),
        .value("fail-if", "LIMIT", "exit with 1 when 'p99>500ms', 'errors>1%' or 'rate<100'; can be repeated"),
        .flag("yes", "do not ask, even where the environment is protected"),
        OutputFormat.option(.ofTables),
        ToolPermissions.option,
    ]

    /// - Throws: `UsageError` for what makes no sense.
    init(_ arguments: Arguments) throws {
        func time(_ name: String, atLeast least: Nanoseconds = 0) throws -> Nanoseconds? {
            guard let text = arguments.value(name) else { return nil }
            guard let time = LoadDuration(text), time.nanoseconds >= least else {
                throw UsageError("--\(name) is '\(text)'; allowed: a time such as 500ms, 30s, 2m or 1h")
            }
            return time.nanoseconds
        }
        var profile = LoadProfile()
        profile.clients = try arguments.integer("clients", in: 1...10_000, default: 100)
        if let text = arguments.value("rate") {
            guard let rate = Double(text), rate > 0, rate <= 1_000_000 else {
                throw UsageError("--rate is '\(text)'; allowed: requests a second, more than 0 and up to 1000000")
            }
            profile.pace = .rate(rate)
        }
        profile.ramp = try time("ramp") ?? 0
        profile.duration = try time("duration", atLeast: .millisecond)
        profile.timeout = try time("timeout", atLeast: .millisecond) ?? 10 * .second
        if let duration = profile.duration, profile.ramp > duration {
            throw UsageError("--ramp is longer than --duration, which counts it in")
        }
        self.profile = profile
        paths = arguments.values("path")
        address = arguments.value("url")
        thresholds = try arguments.values("fail-if").map { try LoadThreshold($0) }
        reportFile = arguments.value("report")
        format = try OutputFormat(arguments, from: .ofTables)
    }
}
