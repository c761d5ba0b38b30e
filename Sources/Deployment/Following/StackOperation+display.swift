import Diagnostics
import Environments
import Foundation
import Terminal

extension StackOperation {
    /// How things stand, one line a stack: name, status, how many resources are done, for how long, what is waited for; and
    /// all together.
    ///
    /// - Parameter now: when it is.
    func lines(at now: Date) -> [[StyledText]] {
        let shown = ordered(below: nil)
        let names = shown.map { String(repeating: "  ", count: $0.depth) + ($0.logicalID ?? $0.name) }
        let statuses = shown.map { $0.status ?? $0.statusInParent ?? "CREATE_IN_PROGRESS" }
        let counts = Self.aligned(shown.map(count))
        let times = Self.aligned(shown.map { elapsed($0, at: now) })
        let nameWidth = names.map(\.displayWidth).max() ?? 0
        let statusWidth = statuses.map(\.description.count).max() ?? 0
        let lines: [[StyledText]] = shown.indices.map { index in
            let isAtWork = statuses[index].isInProgress
            return [
                StyledText("  " + names[index].padded(toDisplayWidth: nameWidth) + "  "),
                StyledText(statuses[index].description.padded(toDisplayWidth: statusWidth), statuses[index].style),
                StyledText("  " + counts[index]), StyledText("  " + times[index], .dim),
                StyledText(isAtWork ? "  " + waitedFor(in: shown[index], at: now) : "", .dim),
            ]
        }
        return lines + [summary].compactMap(\.self)
    }

    /// All stacks together, and how long it took before; nil where neither is known.
    private var summary: [StyledText]? {
        guard let expected, !isFinished else { return nil }
        let count = "\(changedResources) of \(max(expected.total, changedResources)) resources"
        return [StyledText("  " + ([count] + [expected.experience].compactMap(\.self)).joined(separator: "; "), .dim)]
    }

    /// How many resources have reached an end that is no failure, nested stacks not among them.
    var changedResources: Int {
        members.flatMap(\.resources.values).count {
            !$0.isAboutNestedStack && !$0.resourceStatus.isInProgress && !$0.resourceStatus.isFailure
        }
    }

    /// Seconds from its beginning to what was last heard of it.
    var duration: Double {
        guard let start else { return 0 }
        return members.flatMap(\.events).map { $0.timestamp.seconds(since: start) }.max() ?? 0
    }

    private static func aligned(_ texts: [String]) -> [String] {
        let width = texts.map(\.count).max() ?? 0
        return texts.map { String(repeating: " ", count: width - $0.count) + $0 }
    }

    /// For how long a stack has been worked on, or was.
    private func elapsed(_ member: Member, at now: Date) -> String {
        guard let first = member.events.first?.timestamp, let last = member.events.last?.timestamp else { return "" }
        let isOver = member.status?.isInProgress == false
        return ElapsedTime.clock(isOver ? last.seconds(since: first) : now.timeIntervalSince(first.date))
    }

    /// Events of several stacks in the order in which they happened; at one time, what nests comes after what it nests.
    func inOrder(_ events: [StackEvent]) -> [StackEvent] {
        let depths = Dictionary(members.map { ($0.id, $0.depth) }) { first, _ in first }
        func rank(_ event: StackEvent) -> Int {
            if event.resourceStatus.beginsOperation { return Int.min }
            return -2 * (depths[event.stackId] ?? 0) + (event.isAboutStackItself ? 1 : 0)
        }
        return events.enumerated()
            .sorted {
                ($0.element.timestamp, rank($0.element), $0.offset) < (
                    $1.element.timestamp, rank($1.element), $1.offset
                )
            }
            .map(\.element)
    }

    /// What an event tells in a log: only what has ended, so that a resource has one line.
    func change(for event: StackEvent) -> String? {
        guard let member = members.first(where: { $0.id == event.stackId }) else { return nil }
        let isTold = event.isFailure && !isEcho(event)
        let reason = isTold && !event.reason.isEmpty ? ": " + event.reason.onOneLine : ""
        if event.isAboutStackItself {
            guard member.parent == nil || isTold else { return nil }
            return "  \(event.resourceStatus)  \(member.name)\(reason)"
        }
        guard !event.resourceStatus.isInProgress || event.isRefusalByHook else { return nil }
        let name = member.parent == nil ? event.logicalResourceId : "\(member.name)/\(event.logicalResourceId)"
        return "  \(event.resourceStatus)  \(name) (\(event.resourceType))\(reason)"
    }

    /// The stacks as a tree, each below the one that nests it. One that has no identity yet shows how its parent sees
    /// it.
    private func ordered(below parent: Int?) -> [Member] {
        let known = members.indices.filter { members[$0].parent == parent }.flatMap {
            [members[$0]] + ordered(below: $0)
        }
        guard let parent else { return known }
        let unborn = members[parent].resources.values.filter { $0.isAboutNestedStack && $0.nestedStackID == nil }
            .sorted { $0.logicalResourceId < $1.logicalResourceId }
        return known
            + unborn.map { event in
                Member(
                    id: "", name: event.logicalResourceId, depth: members[parent].depth + 1, template: nil,
                    parent: parent,
                    logicalID: event.logicalResourceId, statusInParent: event.resourceStatus)
            }
    }

    private func count(_ member: Member) -> String {
        let done = member.resources.values.filter { !$0.resourceStatus.isInProgress && !$0.resourceStatus.isFailure }
            .count
        let operation = member.events.first { $0.isAboutStackItself }?.resourceStatus
        // An update touches some resources only.
        let isWhole = operation == "CREATE_IN_PROGRESS" || operation == "DELETE_IN_PROGRESS"
        guard !member.id.isEmpty else { return "" }
        let isOver = member.status?.isInProgress == false
        let known = expected?.changes[member.path] ?? (isWhole ? member.template?.resources.count : nil) ?? 0
        return "\(done)/\(isOver ? member.resources.count : max(known, member.resources.count))"
    }

    /// What has been worked on for longest, since when, and how much else is.
    private func waitedFor(in member: Member, at now: Date) -> String {
        let open = member.resources.values.filter { $0.resourceStatus.isInProgress }
            .sorted { ($0.timestamp, $0.logicalResourceId) < ($1.timestamp, $1.logicalResourceId) }
        // A nested stack has a line of its own.
        guard let first = open.first(where: { !$0.isAboutNestedStack }) ?? open.first else { return "" }
        let latest = member.events.reversed().filter { $0.logicalResourceId == first.logicalResourceId }
        let since = (latest.prefix { $0.resourceStatus.isInProgress }.last ?? first).timestamp.date
        let others = open.count == 1 ? "" : ", \(open.count - 1) more"
        return "\(first.logicalResourceId) \(ElapsedTime.clock(now.timeIntervalSince(since)))\(others)"
    }
}

extension StackStatus {
    /// How the status looks.
    var style: Style {
        switch phase {
        case .running, .cleaningUp: .accent
        case .succeeded, .deleted, .skipped: .good
        case .review, .unknown: .warning
        case .rollingBack, .rolledBack, .failed, .rollbackFailed: .bad
        }
    }
}

extension String {
    /// The text with every run of blanks and line ends as one space, cut where it would fill the screen.
    var onOneLine: String {
        split(whereSeparator: \.isWhitespace).joined(separator: " ").truncated(toDisplayWidth: 300)
    }
}
