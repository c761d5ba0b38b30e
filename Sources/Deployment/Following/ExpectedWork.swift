import Environments
import Plan

/// How much an operation has to do, and how long it may take, as far as that is known before it begins.
struct ExpectedWork: Sendable, Equatable {
    /// How many resources change, nested stacks among them, by the stack that has them: as in `Data`, the root's empty.
    private(set) var changes: [String: Int] = [:]
    /// How many seconds the last operations of the kind took, the newest first.
    let durations: [Double]

    /// - Parameters:
    ///   - review: what AWS is going to change.
    ///   - plan: what is in stacks that come and go, of which AWS lists no more than that.
    ///   - events: those of the root before it, the newest first.
    init(_ review: ChangeReview, _ plan: Plan?, after events: [StackEvent]) {
        durations = Self.durations(in: events)
        var paths: Set<String> = []
        for row in review.rows { paths.formUnion(Self.path(row.resource.split(separator: "/").map(String.init))) }
        let whole = review.rows.filter { $0.change.isNestedStack }.map { $0.resource + "/" }
        for change in plan?.resources ?? [] where whole.contains(where: change.path.description.hasPrefix) {
            paths.formUnion(Self.path(change.path.stack + [change.path.logicalID]))
        }
        for path in paths {
            let parent = path.split(separator: "/").dropLast().joined(separator: "/")
            changes[parent, default: 0] += 1
        }
    }

    /// A resource and the nested stacks around it, which change with it.
    private static func path(_ steps: [String]) -> [String] {
        steps.indices.map { steps[...$0].joined(separator: "/") }
    }

    /// How many resources change in all, nested stacks not among them.
    var total: Int {
        // Of each stack but the root, another one counts it among its own.
        changes.values.reduce(0, +) - changes.keys.filter { !$0.isEmpty }.count
    }

    /// The times from the beginning of an update to its success, the newest three.
    private static func durations(in events: [StackEvent]) -> [Double] {
        var found: [Double] = []
        var begun: StackEvent?
        for event in events.reversed() where event.isAboutStackItself {
            if event.resourceStatus == "UPDATE_IN_PROGRESS" {
                begun = event
            } else if let begin = begun, !event.resourceStatus.isInProgress {
                if event.resourceStatus.isSuccess { found.append(event.timestamp.seconds(since: begin.timestamp)) }
                begun = nil
            }
        }
        return Array(found.suffix(3).reversed())
    }

    /// As in "the last 3 updates took 40 s to 6 min 3 s"; nil where nothing is known of any.
    var experience: String? {
        guard let least = durations.min(), let most = durations.max() else { return nil }
        if durations.count == 1 { return "the last update took \(ElapsedTime.words(least))" }
        let (from, to) = (ElapsedTime.words(least), ElapsedTime.words(most))
        return "the last \(durations.count) updates took \(from == to ? to : "\(from) to \(to)")"
    }
}
