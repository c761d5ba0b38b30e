import AppDeclaration
import AWSAccess
import Diagnostics
import Environments
import Foundation
import Terminal

/// `load-generator --env NAME`.
public struct LoadCommand: EnvironmentCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "load-generator",
        summary: "Makes HTTP requests to a deployed environment's load balancer, and measures how it answers.",
        options: EnvironmentOptions.options(environmentIs: "required without --url") + LoadOptions.options,
        examples: [
            .init("load-generator --env dev", "100 clients, until Ctrl+C"),
            .init(
                "load-generator --env dev --duration 5m --ramp 1m --report load.html",
                "five minutes, the first of which grows; with plots"),
            .init(
                "load-generator --env dev --rate 200 --duration 2m --path / --path '/search?page=2'",
                "200 requests a second, of two paths in turn"),
            .init(
                "load-generator --env staging --duration 1m --fail-if 'p99>500ms' --fail-if 'errors>1%'",
                "in a pipeline"),
            .init(
                "load-generator --url http://localhost:8080 --duration 10s",
                "something else, which needs no environment"),
        ],
        notes: [
            """
            Without --rate, each client waits for its answer before it asks again, so a slow server is asked less often. With
            --rate, requests fall due as visitors come, and latency counts from then.
            Latencies are those of answers with a status below 400, and of requests that were waited for in vain. Redirects
            are not followed.
            """,
            """
            Load goes to nothing but the stack's own load balancer, unless --url names another target. Amazon EC2's
            policy on stress tests applies to loads that are much larger than a handful of instances answers.
            """,
            """
            Without --duration, Ctrl+C is how a run ends: the summary and the report are written, and limits are checked. One that
            has a duration and is interrupted says what it measured, and exits with 130.
            """,
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let app: OperatedApp
    private let clock: @Sendable () -> MonotonicClock

    /// - Parameter app: what says which load balancer visitors come to.
    public init(_ app: OperatedApp) { self.init(app, clock: MonotonicClock.system) }

    /// - Parameter clock: a clock that begins when it is asked for.
    init(_ app: OperatedApp, clock: @escaping @Sendable () -> MonotonicClock) {
        self.app = app
        self.clock = clock
    }

    /// Makes the requests and says what came of it. Cancellation ends the requests, not what is said of them.
    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        if try printsPermissions(arguments, in: context) { return }
        let terminal = context.terminal
        let options = try LoadOptions(arguments)
        let report = try options.reportFile.map { try ReportFile($0) }
        let scene = try await LoadScene(app, options, arguments, in: context)
        try await scene.confirm(terminal, assumesYes: arguments.flag("yes"))
        let outcome = try await scene.measure(options, terminal, clock: clock)

        try terminal.output.print(outcome.tables, document: LoadDocument(outcome), as: options.format)
        for warning in outcome.warnings { terminal.reportWarning(warning) }
        for note in outcome.notes { terminal.reportNote(note) }
        if let report {
            try report.write(LoadReport(outcome).html)
            terminal.errors.print("wrote \(report.path)")
        }
        try Self.conclude(outcome)
    }

    /// Turns what was measured into how the command ends.
    static func conclude(_ outcome: LoadOutcome) throws {
        let total = outcome.total
        if outcome.result.wasInterrupted, let planned = outcome.profile.duration {
            throw Interrupted(
                description:
                    "after \(LoadText.time(total.end)) of \(LoadText.time(planned)); what was measured until then is above"
            )
        }
        let exceeded = outcome.exceeded
        guard exceeded.isEmpty else {
            throw CommandError(
                exceeded.map { threshold in
                    Diagnostic(
                        "threshold-exceeded",
                        "\(threshold.name) is \(threshold.shown(threshold.measured(in: total))), and fails when \(threshold.shownLimit)"
                    )
                })
        }
        if total.successes == 0, total.errorCount > 0 {
            throw CommandError("load-failed", "no request succeeded: \(LoadText.errors(total.errors))")
        }
    }
}

extension LoadCommand: PermittedTool {
    var permissions: ToolPermissions { .loadGenerator }
}
