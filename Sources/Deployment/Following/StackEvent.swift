import AWSAccess
import Environments

/// Something that happened to a resource of a stack, or to the stack itself.
struct StackEvent: Decodable, Sendable, Equatable {
    let eventId: String
    let stackId: String
    let logicalResourceId: String
    let physicalResourceId: String?
    let resourceType: String
    let timestamp: ServiceTime
    let resourceStatus: StackStatus
    let resourceStatusReason: String?
    /// What the resource is made of, as a JSON text.
    let resourceProperties: String?
    /// What whoever began the operation called it, as in `Console-CreateStack-...`.
    let clientRequestToken: String?
    /// What AWS calls the operation; nil for those before it gave them names.
    let operationId: String?
    /// What a Hook is, how it judged, and why; AWS CloudFormation API Reference, "StackEvent".
    let hookType: String?
    let hookStatus: String?
    let hookFailureMode: String?
    let hookStatusReason: String?

    /// Everything that AWS says about the event; empty when that is nothing.
    var reason: String {
        let hook = hookStatusReason.map { "the Hook \(hookType ?? "") says: \($0)" }
        return [resourceStatusReason, hook].compactMap(\.self).filter { !$0.isEmpty }.joined(separator: "; ")
    }
    /// Whether a Hook stopped the resource. One whose mode is `WARN` stops nothing.
    var isRefusalByHook: Bool {
        ["HOOK_COMPLETE_FAILED", "HOOK_FAILED"].contains(hookStatus) && hookFailureMode != "WARN"
    }
    /// Whether something went wrong here, and not only because of something else that had.
    var isFailure: Bool {
        if isRefusalByHook { return true }
        if isAboutStackItself { return resourceStatus.isFailure || resourceStatus.phase == .rollingBack }
        return resourceStatus.isFailure && !isCancellation
    }
    /// Whether it is about the stack as a whole.
    var isAboutStackItself: Bool { physicalResourceId == stackId }
    /// Whether it is about a stack nested in this one.
    var isAboutNestedStack: Bool { resourceType == "AWS::CloudFormation::Stack" && !isAboutStackItself }
    /// The stack nested in this one that it is about, once that exists.
    var nestedStackID: String? {
        guard isAboutNestedStack, let id = physicalResourceId, id.hasPrefix("arn:") else { return nil }
        return id
    }
    /// Whether the resource was only stopped because another one had failed.
    var isCancellation: Bool {
        let reason = resourceStatusReason?.lowercased() ?? ""
        return ["creation cancelled", "update cancelled", "deletion cancelled", "operation cancelled"]
            .contains { reason.contains($0) }
    }
}

extension StackEvent {
    /// Where the newest operation on a stack begins in its events, newest first; nil where that is not among them.
    ///
    /// A rollback begins one only where somebody ordered it later: one that had failed is continued, or an update that
    /// was left as it was is rolled back. AWS CloudFormation API Reference, "ContinueUpdateRollback", "RollbackStack".
    static func beginning(in events: [StackEvent]) -> Int? {
        events.indices.first { index in
            let event = events[index]
            guard event.isAboutStackItself else { return false }
            if event.resourceStatus.beginsOperation { return true }
            guard ["ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS"].contains(event.resourceStatus),
                let before = events[(index + 1)...].first(where: \.isAboutStackItself)?.resourceStatus
            else { return false }
            return before.phase == .rollbackFailed
                || before.phase == .failed && event.resourceStatusReason?.hasPrefix("User Initiated") == true
        }
    }
}

struct StackEventPage: Decodable, Sendable {
    let stackEvents: [StackEvent]
}
