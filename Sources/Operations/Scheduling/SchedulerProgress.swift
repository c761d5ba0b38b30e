import Terminal

/// How far one resource is on its way to the goal.
struct SchedulerProgress: Sendable {
    let initial: any Schedulable
    var latest: any Schedulable
    /// Whether it is being asked right now, which an interruption leaves undecided.
    var isAsking = false
    /// Whether what was asked of it succeeded.
    var asked = false
    /// Not asked again before so much has passed.
    private(set) var notBefore = Duration.zero
    var refusals = 0
    /// Readings in a row that did not list it.
    var missing = 0
    /// Why AWS does not get on with it.
    var complaint: String?
    /// What it waits for, for display.
    var text = ""
    var result: SchedulerResult?

    init(initial: any Schedulable, latest: any Schedulable) {
        self.initial = initial
        self.latest = latest
    }

    /// "Insufficient instance capacity" in the EC2 user guide: wait a few minutes, and ask again.
    mutating func postpone(from elapsed: Duration) {
        refusals += 1
        notBefore = elapsed + min(.seconds(30) * (1 << min(refusals - 1, 4)), .seconds(300))
    }

    /// How long it is still not asked again, in words.
    func pause(from elapsed: Duration) -> String { Self.text(notBefore - elapsed) }

    /// Ends it as not there in time.
    mutating func giveUp(after limit: Duration) {
        let rest = asked ? "AWS goes on by itself" : "run this again later"
        result = SchedulerResult(
            before: initial, outcome: .failed, text: "not there after \(Self.text(limit)): \(text); \(rest)")
    }

    /// What the display shows of it.
    var line: [StyledText] {
        let style: Style =
            switch result?.outcome {
            case nil: .accent
            case .failed: .bad
            default: .good
            }
        // The names that CloudFormation gives are long, and what happens is what must not be cut off.
        return [StyledText(text, style), StyledText("  \(latest.id)", .dim)]
    }

    /// How things stand when a run ends before its time.
    static func standing(of all: [SchedulerProgress]) -> String {
        func names(_ wanted: (SchedulerProgress) -> Bool) -> String {
            all.filter { $0.result == nil && wanted($0) }.map(\.latest.id).joined(separator: ", ")
        }
        let asked = names(\.asked)
        let asking = names(\.isAsking)
        let open = names { !$0.asked && !$0.isAsking }
        return [
            asked.isEmpty ? nil : "AWS goes on with \(asked) by itself",
            asking.isEmpty ? nil : "just being asked for: \(asking)",
            open.isEmpty ? nil : "not asked for yet: \(open)",
            "the same command goes on where this stopped; 'daily-scheduler status' shows where things stand",
        ].compactMap(\.self).joined(separator: "\n  ")
    }

    /// `30 seconds`, `1 minute`.
    private static func text(_ duration: Duration) -> String {
        let seconds = duration.components.seconds
        let (count, unit) = seconds < 60 ? (seconds, "second") : ((seconds + 59) / 60, "minute")
        return "\(count) \(unit)\(count == 1 ? "" : "s")"
    }
}
