import AWSAccess
import Foundation
import Terminal

/// Brings everything in a scope to a goal, and waits until it is there.
///
/// read -> (for each: what comes next?) -> ask AWS -> pause -> read again ... until all are there, or have failed
///
/// Nothing is kept but in the resources' own tags, so a run that was stopped half-way is gone on with by the next one.
struct DailyScheduler: Sendable {
    let inventory: SchedulerInventory
    let goal: SchedulerGoal
    let terminal: Terminal
    /// How long to wait for all of it.
    let limit: Duration
    /// The time, for what is remembered and for the limit.
    let now: @Sendable () -> Date

    private var aws: AWSCLI { inventory.aws }
    /// An emulator is done at once; AWS takes minutes and limits how often one may ask.
    private var pause: Duration { aws.connection.isLocal ? .milliseconds(200) : .seconds(10) }

    /// What would be asked of each resource, without asking.
    func plan(_ resources: [any Schedulable]) -> [SchedulerResult] {
        let time = now().formatted(.iso8601)
        return resources.map { resource in
            switch resource.step(toward: goal, asked: false, at: time) {
            case .call(_, let why): SchedulerResult(before: resource, outcome: .planned, text: why)
            case .wait(let text): SchedulerResult(before: resource, outcome: .planned, text: "wait: it \(text)")
            case .done(let text): SchedulerResult(before: resource, outcome: .unchanged, text: text)
            case .impossible(let text), .noCapacity(let text):
                SchedulerResult(before: resource, outcome: .failed, text: text)
            }
        }
    }

    /// Brings resources to the goal. What fails does not keep the others.
    ///
    /// - Throws: `Interrupted` on Ctrl+C, `CommandError` when AWS cannot be asked any more; both say how things
    ///   stand.
    func run(_ resources: [any Schedulable]) async throws -> [SchedulerResult] {
        var all = resources.map { SchedulerProgress(initial: $0, latest: $0) }
        var display = ProgressDisplay(on: terminal.errors)
        let began = now()
        var elapsed = Duration.zero
        var rounds = 0
        do {
            while true {
                for index in all.indices where all[index].result == nil && all[index].missing == 0 {
                    try await advance(&all[index], at: elapsed, &display)
                }
                display.show(lines: all.map(\.line), changes: [])
                let open = all.filter { $0.result == nil }
                if open.isEmpty { break }
                guard elapsed < limit else {
                    for index in all.indices where all[index].result == nil { all[index].giveUp(after: limit) }
                    break
                }
                try await aws.sleep(pause)
                // The calls take time too, on a loaded machine more than the pauses. A clock that is set back changes
                // nothing.
                elapsed = max(elapsed + pause, .seconds(now().timeIntervalSince(began)))
                rounds += 1
                try await refresh(&all, kinds: Set(open.map(\.latest.kind)))
                // Once a minute, what keeps a group from starting: it tries again by itself.
                if goal == .start, rounds.isMultiple(of: 6) {
                    for index in all.indices where all[index].result == nil && all[index].latest.kind == .group {
                        all[index].complaint = try await inventory.complaint(of: all[index].latest.id)
                    }
                }
            }
        } catch is CancellationError {
            display.finish()
            throw Interrupted(description: SchedulerProgress.standing(of: all))
        } catch let error as AWSError {
            display.finish()
            throw CommandError(
                error,
                hints: SchedulerProgress.standing(of: all).split(separator: "\n").map {
                    $0.trimmingCharacters(in: .whitespaces)
                })
        }
        display.finish()
        return all.compactMap(\.result)
    }

    /// Does what comes next for one resource.
    private func advance(
        _ progress: inout SchedulerProgress, at elapsed: Duration, _ display: inout ProgressDisplay
    ) async throws {
        func show(_ text: String, _ detail: String = "") {
            guard text != progress.text else { return }
            progress.text = text
            display.show(lines: [], changes: ["\(progress.latest.id)  \(text)\(detail)"])
        }
        func finish(_ outcome: SchedulerResult.Outcome, _ text: String) {
            // What fails is told at the end, where it is not overlooked.
            if outcome != .failed { show(text) }
            progress.result = SchedulerResult(before: progress.initial, outcome: outcome, text: text)
        }
        switch progress.latest.step(toward: goal, asked: progress.asked, at: now().formatted(.iso8601)) {
        case .done(let text): finish(progress.asked ? .changed : .unchanged, text)
        case .impossible(let text): finish(.failed, text)
        case .wait(let text): show(progress.complaint.map { "\(text); \($0)" } ?? text)
        case .noCapacity(let text):
            progress.asked = false
            progress.postpone(from: elapsed)
            show(text, "; asking again in \(progress.pause(from: elapsed))")
        case .call(let commands, let why):
            guard elapsed >= progress.notBefore else { return }
            show(why)
            do {
                progress.isAsking = true
                for command in commands { try await aws.run(command) }
                progress.isAsking = false
                progress.asked = true
            } catch let error as AWSError {
                progress.isAsking = false
                switch SchedulerRefusal(error) {
                case .noCapacity:
                    progress.postpone(from: elapsed)
                    show(
                        "AWS has no capacity at present", "; asking again in \(progress.pause(from: elapsed))"
                    )
                case .otherState where progress.refusals < 3:
                    // It changed between the reading and the asking; the next reading shows how.
                    progress.refusals += 1
                case .otherState, .final: finish(.failed, "\(error)")
                }
            }
        }
    }

    /// Reads again what is still open.
    private func refresh(_ all: inout [SchedulerProgress], kinds: Set<SchedulableKind>) async throws {
        let listed: [any Schedulable]
        do {
            listed = try await inventory.read(kinds)
        } catch AWSError.throttled {
            // Nothing is lost by reading less often.
            return
        }
        let latest = Dictionary(listed.map { ($0.key, $0) }) { first, _ in first }
        for index in all.indices where all[index].result == nil {
            if let resource = latest[all[index].latest.key] {
                all[index].latest = resource
                all[index].missing = 0
                continue
            }
            // Lists of AWS lag behind changes, so one that leaves something out proves nothing.
            all[index].missing += 1
            if all[index].missing == 3 {
                all[index].result = SchedulerResult(
                    before: all[index].initial, outcome: .failed,
                    text:
                        "is no longer listed with the tags \(inventory.scope.description): it was deleted meanwhile, or its tags were changed"
                )
            }
        }
    }
}
