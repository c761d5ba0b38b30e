import AWSAccess
import CloudFormation
import Diagnostics
import Foundation

/// Why CloudFormation refused a change set before it did anything: names that are taken, properties that are wrong, a
/// bucket that is not empty. The change set only says that there is something; the events say what.
///
/// AWS CloudFormation User Guide, "Validate stack deployments"; API Reference, "DescribeEvents" and "OperationEvent".
struct EarlyValidation: Sendable {
    struct Refusal {
        let error: CommandError
        /// Whether the error says all there is to know.
        let isExplained: Bool
    }

    private struct Events: Decodable {
        let operationEvents: [Event]
    }

    private struct Event: Decodable {
        let stackId: String?
        let logicalResourceId: String?
        let resourceType: String?
        let validationName: String?
        let validationStatusReason: String?
        let validationFailureMode: String?
        let validationPath: String?
        let resourceStatusReason: String?
        let hookType: String?
        let hookStatusReason: String?

        var reason: String? {
            let hook = hookStatusReason.map { "the Hook \(hookType ?? "") says: \($0)" }
            let reasons = [validationStatusReason, resourceStatusReason, hook].compactMap(\.self).filter { !$0.isEmpty }
            return reasons.isEmpty ? nil : reasons.joined(separator: "; ")
        }
    }

    /// A change set that may have been refused, and the template that it is for.
    private struct Subject: Sendable {
        let changeSet: ChangeSet
        let template: SynthesizedTemplate?
    }

    let aws: AWSCLI
    let templates: DeployableTemplates

    /// What validation says of a change set that failed and of those nested in it; nil when it has nothing to say.
    func refusal(of changeSet: ChangeSet) async throws -> Refusal? {
        let isKnown = changeSet.isRefusedByValidation
        let head = "AWS refuses the change set: \(changeSet.statusReason ?? changeSet.status)"
        do {
            let subjects = try await failedSubjects(below: Subject(changeSet: changeSet, template: templates.root))
            let all = try await concurrently(subjects) { try await problems(of: $0) }.flatMap { $0 }
            if !all.isEmpty { return Refusal(error: CommandError(all), isExplained: true) }
            return isKnown ? Refusal(error: CommandError("change-set-refused", head), isExplained: false) : nil
        } catch let error as AWSError {
            guard isKnown else { return nil }
            let ask =
                "aws cloudformation describe-events --change-set-name \(changeSet.changeSetId) --filters FailedEvents=true"
            return Refusal(
                error: CommandError(
                    "change-set-refused", head,
                    hints: [
                        "why, cannot be read here: \(error)",
                        "the change set is kept for it: \(ask) \(aws.connection.shownArguments)",
                    ]),
                isExplained: false)
        }
    }

    /// A change set that failed, and all below it that did too.
    private func failedSubjects(below root: Subject) async throws -> [Subject] {
        var found = [root]
        var level = [root]
        var asked: Set = [root.changeSet.changeSetId]
        while !level.isEmpty {
            let nested = level.flatMap(nested).filter { asked.insert($0.id).inserted }
            let changeSets = try await concurrently(nested) { try await aws.changeSet($0.id) }
            level = zip(nested, changeSets).map { Subject(changeSet: $1, template: $0.template) }
            found += level
        }
        return [root] + found.dropFirst().filter { $0.changeSet.status == "FAILED" }
    }

    /// The change sets of nested stacks: those that the changes lead to, and those that only the reason names.
    private func nested(in subject: Subject) -> [(id: String, template: SynthesizedTemplate?)] {
        let changeSet = subject.changeSet
        var nested = changeSet.resourceChanges.compactMap { change in
            change.changeSetId.map { (id: $0, template: template(nestedAs: change.logicalResourceId, in: subject)) }
        }
        for match in (changeSet.statusReason ?? "").matches(of: #/arn:[^\s,\]]+:changeSet\/[^\s,\].]+/#) {
            let id = String(match.output)
            guard id != changeSet.changeSetId, !nested.contains(where: { $0.id == id }) else { continue }
            // Its name is the outer one's, then the logical ID.
            let resource = subject.template?.resources.first {
                $0.nestedTemplate != nil && id.contains("-\($0.logicalID)-")
            }
            nested.append((id, resource.flatMap { template(nestedAs: $0.logicalID, in: subject) }))
        }
        return nested
    }

    private func template(nestedAs logicalID: String, in subject: Subject) -> SynthesizedTemplate? {
        subject.template?.resource(logicalID).flatMap { templates.template(nestedBy: $0) }
    }

    /// What validation warns of in change sets that are made: what would stop their execution unless somebody puts it right
    /// before, such as a bucket that goes and is not empty, or a quota that would be exceeded.
    ///
    /// Whoever may not ask is told so.
    ///
    /// - Parameter changeSets: their ARNs, each with the template that it is for.
    func warnings(in changeSets: [(id: String, template: SynthesizedTemplate?)]) async throws -> [Diagnostic] {
        do {
            let found = try await concurrently(changeSets, atMost: AWSCLI.simultaneousCalls) { changeSet in
                try await failedEvents(of: changeSet.id).filter { $0.validationFailureMode == "WARN" }
                    .compactMap { problem("change-set-warning", .warning, $0, in: changeSet.template) }
            }
            return Self.unique(found.flatMap { $0 })
        } catch let error as AWSError {
            return [
                Diagnostic(
                    "change-set-warning", "what AWS warns of before this is done cannot be read: \(error)",
                    severity: .warning)
            ]
        }
    }

    private func failedEvents(of changeSet: String) async throws -> [Event] {
        try await aws.run(
            [
                "cloudformation", "describe-events", "--change-set-name", changeSet, "--filters", "FailedEvents=true",
            ], as: Events.self
        ).operationEvents
    }

    private static func unique(_ diagnostics: [Diagnostic]) -> [Diagnostic] {
        var seen: Set<Diagnostic> = []
        return diagnostics.filter { seen.insert($0).inserted }
    }

    private func problems(of subject: Subject) async throws -> [Diagnostic] {
        Self.unique(
            try await failedEvents(of: subject.changeSet.changeSetId).filter { $0.validationFailureMode != "WARN" }
                .compactMap { problem("change-set-refused", .error, $0, in: subject.template) })
    }

    private func problem(
        _ code: String, _ severity: Diagnostic.Severity, _ event: Event, in template: SynthesizedTemplate?
    ) -> Diagnostic? {
        guard let reason = event.reason else { return nil }
        let logicalID = event.logicalResourceId ?? ""
        let resource = template?.resource(logicalID)
        let subject =
            resource?.path
            ?? (logicalID.isEmpty ? template?.stackPath.joined(separator: "/") ?? "the stack" : logicalID)
        let details = [event.resourceType, event.validationPath.map { "at \($0)" }, event.validationName]
            .compactMap(\.self).filter { !$0.isEmpty }
        let parenthesis = details.isEmpty ? "" : " (\(details.joined(separator: ", ")))"
        return Diagnostic(
            code, "\(subject)\(parenthesis): \(reason)", severity: severity, at: resource.map { .source($0.location) },
            logicalID: resource?.logicalID)
    }
}
