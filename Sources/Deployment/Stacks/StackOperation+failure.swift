/// Why an operation failed: what went wrong first, and where in Swift that comes from.
struct StackFailure: Sendable, Equatable {
    /// The construct path, or the stack's name and the logical ID where the template does not know the resource.
    let path: String
    let type: String
    let logicalID: String
    /// The line of Swift, such as `Stacks/DataStack.swift:42`.
    let location: String?
    /// What AWS says.
    let reason: String

    /// The failure as a compiler would print it.
    var description: String {
        let place = location.map { "\($0): " } ?? ""
        return "\(place)error: \(path) (\(type), logical ID \(logicalID)): \(reason)"
    }
}

extension StackOperation {
    /// The earliest failure over all stacks.
    ///
    /// What was only cancelled because of it does not count, nor does a nested stack whose own resources tell more.
    var firstFailure: StackFailure? {
        let failures = members.indices.flatMap { index in
            members[index].events.filter { $0.resourceStatus.isFailure && !$0.isCancellation }.map { (index, $0) }
        }
        func isBetter(_ a: (Int, StackEvent), _ b: (Int, StackEvent)) -> Bool {
            // At one and the same time, the deeper stack is the cause and the outer one the consequence.
            a.1.timestamp != b.1.timestamp ? a.1.timestamp < b.1.timestamp : members[a.0].depth > members[b.0].depth
        }
        let causes = failures.filter { !$0.1.isAboutStackItself && !$0.1.isAboutNestedStack }
        let wrappers = failures.filter { $0.1.isAboutNestedStack }
        let whole = members.indices.flatMap { index in
            members[index].events
                .filter { $0.isAboutStackItself && ($0.resourceStatus.isFailure || $0.resourceStatus.isRollback) }
                .map { (index, $0) }
        }
        guard let (index, event) = causes.min(by: isBetter) ?? wrappers.min(by: isBetter) ?? whole.min(by: isBetter) else { return nil }
        let member = members[index]
        let resource = member.template?.resource(event.logicalResourceId)
        let reason = event.resourceStatusReason ?? ""
        return StackFailure(
            path: resource?.path ?? (event.isAboutStackItself ? member.name : "\(member.name)/\(event.logicalResourceId)"),
            type: event.resourceType, logicalID: event.logicalResourceId, location: resource?.location,
            reason: reason.isEmpty ? "\(event.resourceStatus), and AWS gives no reason" : reason)
    }
}
