import Diagnostics

extension StackOperation {
    private struct Failure {
        let member: Int
        let event: StackEvent
    }

    /// What went wrong first, where in Swift it comes from, and what AWS says, over all stacks, whatever kind of event
    /// tells it: of a resource, of a nested stack, or of a stack as a whole, such as an export that is still in use.
    /// Echoes do not count as long as there is anything else.
    var firstFailure: Diagnostic? {
        let failures = members.indices.flatMap { index in
            members[index].events.filter(\.isFailure).map { Failure(member: index, event: $0) }
        }
        let causes = failures.filter { !isEcho($0.event) }
        guard let first = (causes.isEmpty ? failures : causes).min(by: isEarlier) else { return nil }
        let (member, event) = (members[first.member], first.event)
        let resource = member.template?.resource(event.logicalResourceId)
        let path =
            resource?.path
            ?? (event.isAboutStackItself ? member.name : "\(member.name)/\(event.logicalResourceId)")
        let reason = event.reason.isEmpty ? "\(event.resourceStatus), and AWS gives no reason" : event.reason
        return Diagnostic(
            "deployment-failed",
            "\(path) (\(event.resourceType), logical ID \(event.logicalResourceId)): \(reason)",
            at: resource.map { .source($0.location) }, logicalID: event.logicalResourceId)
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
}
