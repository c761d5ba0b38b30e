import JSON
import Template

extension StackOperation {
    private struct Failure {
        let member: Int
        let event: StackEvent
    }

    /// What went wrong first over all stacks, whatever kind of event tells it: of a resource, of a nested stack, or of
    /// a stack as a whole, such as an export that is still in use. Echoes do not count as long as there is anything
    /// else.
    var firstFailure: FailedResource? {
        let failures = members.indices.flatMap { index in
            members[index].events.filter(\.isFailure).map { Failure(member: index, event: $0) }
        }
        let causes = failures.filter { !isEcho($0.event) }
        return (causes.isEmpty ? failures : causes).min(by: isEarlier).map(resource)
    }

    /// Whether an event only repeats what another one tells: a stack which names the resources that failed in it, or a
    /// nested stack in its parent when its own events tell why.
    func isEcho(_ event: StackEvent) -> Bool {
        if event.isAboutStackItself {
            return event.reason.isEmpty || event.reason.hasPrefix("The following resource(s) failed to")
        }
        guard let id = event.nestedStackID, let nested = members.first(where: { $0.id == id }) else { return false }
        return nested.events.contains { $0.isFailure && !isEcho($0) }
    }

    /// At one and the same time, the deeper stack is the cause and the outer one the consequence.
    private func isEarlier(_ a: Failure, _ b: Failure) -> Bool {
        guard a.event.timestamp == b.event.timestamp else { return a.event.timestamp < b.event.timestamp }
        return members[a.member].depth > members[b.member].depth
    }

    private func resource(of failure: Failure) -> FailedResource {
        let (member, event) = (members[failure.member], failure.event)
        let source = member.template?.resource(event.logicalResourceId)
        let earlier = member.events.prefix { $0.eventId != event.eventId }.filter {
            $0.logicalResourceId == event.logicalResourceId
        }
        return FailedResource(
            path: source?.path
                ?? (event.isAboutStackItself ? member.name : "\(member.name)/\(event.logicalResourceId)"),
            type: event.resourceType, logicalID: event.logicalResourceId, physicalID: event.physicalResourceId,
            stackID: member.id, status: event.resourceStatus.description, reason: FailureReason(event.reason),
            isRefusalByHook: event.isRefusalByHook, earlierReasons: earlier.map(\.reason).filter { !$0.isEmpty },
            resolvedProperties: event.resourceProperties.flatMap { try? JSONValue(parsing: Array($0.utf8)) },
            declaration: member.template?.template.resources[event.logicalResourceId], source: source,
            neighbours: member.resources.compactMapValues(\.physicalResourceId), since: start)
    }
}
