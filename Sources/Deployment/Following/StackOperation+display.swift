import Diagnostics
import Environments
import Terminal

extension StackOperation {
    /// How things stand, one line a stack: name, status, how many resources are done, which one is being worked on.
    var lines: [[StyledText]] {
        let shown = ordered(below: nil)
        let names = shown.map { String(repeating: "  ", count: $0.depth) + ($0.logicalID ?? $0.name) }
        let nameWidth = names.map(\.displayWidth).max() ?? 0
        let statuses = shown.map { $0.status ?? $0.statusInParent ?? "CREATE_IN_PROGRESS" }
        let statusWidth = statuses.map(\.description.count).max() ?? 0
        let counts = shown.map(count)
        let countWidth = counts.map(\.count).max() ?? 0
        return shown.indices.map { index in
            [
                StyledText("  " + names[index].padded(toDisplayWidth: nameWidth) + "  "),
                StyledText(statuses[index].description.padded(toDisplayWidth: statusWidth), statuses[index].style),
                StyledText("  " + String(repeating: " ", count: countWidth - counts[index].count) + counts[index]),
                StyledText(statuses[index].isInProgress ? "  " + current(of: shown[index]) : "", .dim),
            ]
        }
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
        // An update touches some resources only, and how many is known when it is over.
        let isWhole = operation == "CREATE_IN_PROGRESS" || operation == "DELETE_IN_PROGRESS"
        guard !member.id.isEmpty else { return "" }
        let isOver = member.status?.isInProgress == false
        let total =
            isWhole && !isOver
            ? max(member.template?.resources.count ?? 0, member.resources.count) : member.resources.count
        return "\(done)/\(total)"
    }

    private func current(of member: Member) -> String {
        member.resources.values.filter { $0.resourceStatus.isInProgress }
            .max { ($0.timestamp, $0.logicalResourceId) < ($1.timestamp, $1.logicalResourceId) }?
            .logicalResourceId ?? ""
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
