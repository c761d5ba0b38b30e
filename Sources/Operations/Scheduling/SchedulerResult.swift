import Prices

/// What became of a resource, or what would.
struct SchedulerResult: Sendable {
    enum Outcome: String, Sendable, Encodable {
        case planned, changed, unchanged, failed
    }

    /// The resource as it was found.
    let before: any Schedulable
    let outcome: Outcome
    let text: String

    /// What the change stops or starts charging by the hour; nothing where nothing changes.
    func charges(_ goal: SchedulerGoal) -> [PricedItem] {
        guard outcome == .planned || outcome == .changed else { return [] }
        return goal == .stop ? before.running : before.whenStarted
    }
}
