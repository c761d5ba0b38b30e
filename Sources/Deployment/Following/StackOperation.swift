import AWSAccess
import CloudFormation
import Environments

/// What is known of a running create, update or delete of a stack and all stacks nested in it.
///
/// Events go in, as they are read; which stacks to read next, how things stand and what went wrong first come out. It
/// calls nothing, so that every course of events can be played in a test.
struct StackOperation: Sendable {
    /// One stack of the tree.
    struct Member: Sendable {
        let id: String
        /// What messages call it: the logical IDs from the root's nested stack down, or the root's name.
        let name: String
        let depth: Int
        let template: SynthesizedTemplate?
        let parent: Int?
        let logicalID: String?
        /// The events of this operation, oldest first.
        var events: [StackEvent] = []
        var knownEvents: Set<String> = []
        /// The latest status of each resource.
        var resources: [String: StackEvent] = [:]
        /// The stack's own status.
        var status: StackStatus?
        /// How its parent sees it, and how it did when this stack was last read.
        var statusInParent: StackStatus?
        var statusInParentWhenRead: StackStatus?

        /// The logical IDs of the nested stacks that lead to it; empty for the root.
        var path: String { parent == nil ? "" : name }
    }

    /// The root first, then nested stacks in the order in which they appeared.
    private(set) var members: [Member]
    private let templates: DeployableTemplates
    /// The newest event of the root before the operation; nil to take the operation that is running.
    private let baseline: StackEvent?
    /// When the operation began, by the clock of AWS.
    private(set) var start: ServiceTime?
    /// How much there is to do; nil where nobody said.
    let expected: ExpectedWork?

    init(
        stack id: String, name: String, templates: DeployableTemplates, after baseline: StackEvent?,
        expecting expected: ExpectedWork? = nil
    ) {
        self.templates = templates
        self.expected = expected
        self.baseline = baseline
        members = [Member(id: id, name: name, depth: 0, template: templates.root, parent: nil, logicalID: nil)]
    }

    var root: Member { members[0] }

    /// The stacks to begin a round of reading with: the root, and those that their parents see at work.
    var stacksAtWork: [String] {
        members.filter { $0.parent == nil || $0.statusInParent?.isInProgress == true }.map(\.id)
    }

    /// The stacks to read once more when the root has reached its end. Of one that went well, those that have not told
    /// their own end; of one that failed, all of them, because the first cause may be what a page that was read too
    /// early did not have.
    var stacksToReadAtTheEnd: [String] {
        let isWell = [.succeeded, .deleted].contains(root.status?.phase)
        return members.filter { !isWell || $0.status?.isInProgress != false }.map(\.id)
    }

    /// The nested stacks of which their parents know something newer than what was read of themselves.
    var unreadStacks: [String] {
        members.filter { $0.parent != nil && $0.statusInParent != $0.statusInParentWhenRead }.map(\.id)
    }

    /// Whether it is a rollback that was ordered after an earlier operation had come to its end.
    var isResumedRollback: Bool { root.events.first?.resourceStatus.phase == .rollingBack }

    /// Whether the root has been read.
    var isStarted: Bool { !root.events.isEmpty }

    /// Whether the root has reached an end, or a state that this does not know.
    var isFinished: Bool {
        guard start != nil, let status = root.status else { return false }
        return !status.isInProgress
    }

    /// Whether a page of events does not reach back to what is known, so that all must be read.
    func leavesGap(_ page: [StackEvent], ofStack id: String) -> Bool {
        guard page.count >= 100, let oldest = page.last, let member = members.first(where: { $0.id == id }) else {
            return false
        }
        if let baseline, oldest.timestamp <= baseline.timestamp { return false }
        return !page.contains { member.knownEvents.contains($0.eventId) }
    }

    /// Takes in the events of a stack, newest first as they are read, and gives those that are new, oldest first.
    ///
    /// - Parameter before: how things stood when reading began, for stacks that are read side by side: what their
    ///   parents have come to know meanwhile is newer than the page. Nil when they are read one after the other.
    mutating func absorb(
        _ page: [StackEvent], ofStack id: String, readSince before: StackOperation? = nil
    ) -> [StackEvent] {
        guard let index = members.firstIndex(where: { $0.id == id }) else { return [] }
        members[index].statusInParentWhenRead = (before ?? self).members[index].statusInParent
        var events = page
        if index == 0 {
            if let baseline, let known = events.firstIndex(where: { $0.eventId == baseline.eventId }) {
                events = Array(events[..<known])
            }
            if start == nil {
                // Everything before the newest beginning belongs to an earlier operation.
                guard let first = StackEvent.beginning(in: page), first < events.count else { return [] }
                start = events[first].timestamp
                events = Array(events[...first])
                members[0].knownEvents = Set(page[(first + 1)...].map(\.eventId))
            }
        }
        guard let start else { return [] }
        let new = events.reversed().filter { $0.timestamp >= start && !members[index].knownEvents.contains($0.eventId) }
        for event in new { record(event, in: index) }
        return new
    }

    private mutating func record(_ event: StackEvent, in index: Int) {
        members[index].knownEvents.insert(event.eventId)
        members[index].events.append(event)
        if event.isAboutStackItself {
            members[index].status = event.resourceStatus
            return
        }
        members[index].resources[event.logicalResourceId] = event
        guard let nested = event.nestedStackID else { return }
        if let known = members.firstIndex(where: { $0.id == nested }) {
            members[known].statusInParent = event.resourceStatus
        } else {
            let resource = members[index].template?.resource(event.logicalResourceId)
            let prefix = members[index].parent == nil ? "" : members[index].name + "/"
            members.append(
                Member(
                    id: nested, name: prefix + event.logicalResourceId, depth: members[index].depth + 1,
                    template: resource.flatMap { templates.template(nestedBy: $0) }, parent: index,
                    logicalID: event.logicalResourceId, statusInParent: event.resourceStatus))
        }
    }
}
