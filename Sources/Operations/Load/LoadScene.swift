import AWSAccess
import AppDeclaration
import Environments
import Foundation
import Terminal

/// A target, and the deployed environment that it belongs to.
struct LoadScene: Sendable {
    let target: LoadTarget
    private let app: OperatedApp
    /// nil where only an address was given.
    let environment: EnvironmentFile?
    private let deployed: DeployedEnvironment?
    /// Why the environment's instances cannot be counted.
    private let problem: String?
    private let now: @Sendable () -> Date

    /// Finds the target: the stack's load balancer, or the address that was given.
    ///
    /// - Throws: `UsageError`, `CommandError`, `AWSError`. With an address, the stack need not be there.
    init(
        _ app: OperatedApp, _ options: LoadOptions, _ arguments: Arguments, in context: CommandContext
    ) async throws {
        self.app = app
        now = context.now
        let given = try options.address.map { try LoadTarget(address: $0, paths: options.paths) }
        if let given, arguments.value("env") == nil {
            (target, environment, deployed, problem) = (given, nil, nil, nil)
            return
        }
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        self.environment = environment
        guard let given else {
            let deployed = try await DeployedEnvironment(environment, with: context.aws(connection))
            (target, self.deployed, problem) = (
                try await LoadTarget(deployed, app, paths: options.paths), deployed, nil
            )
            return
        }
        target = given
        do {
            (deployed, problem) = (try await DeployedEnvironment(environment, with: context.aws(connection)), nil)
        } catch let error where !(error is CancellationError) {
            (deployed, problem) = (nil, "\(error)")
        }
    }

    /// Asks before a protected environment is loaded.
    func confirm(_ terminal: Terminal, assumesYes: Bool) async throws {
        guard let environment, environment.isProtected, !assumesYes else { return }
        let question = Prompt("\(environment.name) is protected. Send load to \(target.origin)?")
        guard try await question.answer(on: terminal) else { throw CommandError("not-confirmed", "nothing was sent") }
    }

    /// Makes the requests, and finds out what else belongs into the report.
    func measure(
        _ options: LoadOptions, _ terminal: Terminal, clock: @Sendable () -> MonotonicClock
    ) async throws -> LoadOutcome {
        let profile = options.profile
        if target.isEncrypted, profile.clients > URLSessionLoad.mostClients {
            throw UsageError("--clients is \(profile.clients); allowed with https: up to \(URLSessionLoad.mostClients)")
        }
        try DescriptorLimit.raise(for: target.isEncrypted ? 5 * profile.clients : profile.clients)
        let began = now()
        let onSecond: @Sendable (LoadInterval) -> Void = { terminal.errors.print(LoadOutcome.line($0)) }
        let result: LoadResult
        let settings = LoadOutcome(target: target, profile: profile, result: .nothing, thresholds: [], began: began)
            .settings
        let ending = profile.duration.map { "for \(LoadText.time($0))" } ?? "until Ctrl+C"
        if target.isEncrypted {
            let run = URLSessionLoad(
                target: target, profile: profile, domainNameParameter: app.parameters.domainName, onSecond: onSecond)
            try await run.preflight()
            terminal.errors.print("loading \(target.origin) \(ending): \(settings)")
            terminal.reportNote(
                "https goes through URLSession, which costs this machine dozens of times the processor time of http: latencies include that, and --ramp gives connections time to be made"
            )
            result = try await run.run(clock: clock())
        } else {
            let run = LoadRun(target: target, profile: profile, onSecond: onSecond)
            let addresses = try await run.preflight()
            terminal.errors.print("loading \(target.origin) \(ending): \(settings)")
            result = try await run.run(addresses, clock: clock())
        }
        let ended = now()
        terminal.errors.print()
        var outcome = LoadOutcome(
            target: target, profile: profile, result: result, thresholds: options.thresholds, began: began,
            stackName: deployed?.environment.stackName)
        if options.reportFile != nil { try await addInstances(to: &outcome, until: ended) }
        return outcome
    }

    /// The count is worth having, and no reason to fail.
    private func addInstances(to outcome: inout LoadOutcome, until ended: Date) async throws {
        guard let deployed else {
            if let problem { outcome.notes.append("without the number of instances: \(problem)") }
            return
        }
        let began = outcome.began
        do {
            // Ctrl+C ended the run, not its report.
            let counts = try await Interruption.shielded {
                try await InstanceCounts.read(
                    group: try await deployed.physicalID(app.instances, ofType: "AWS::AutoScaling::AutoScalingGroup"),
                    from: began, to: ended, with: deployed.aws)
            }
            outcome.instances = counts
            if counts.points.isEmpty {
                outcome.notes.append(
                    "CloudWatch has no number of instances for this time: it counts once a minute, and tells a minute or two later"
                )
            }
        } catch {
            outcome.notes.append("without the number of instances: \(error)")
        }
    }
}

extension LoadResult {
    static let nothing = LoadResult(total: LoadInterval(start: 0, end: 0), timeline: LoadTimeline())
}
