import AWSAccess
import CloudFormation
import Template

/// Reads the change sets of nested stacks. Those of stacks that are there are read all: AWS lists a stack whose own properties
/// stay as they are as well, and something in it may differ from what its template's address says, after a refactoring or
/// when somebody has updated it directly.
struct NestedChangeSets: Sendable {
    let aws: AWSCLI
    let templates: DeployableTemplates

    /// A change set, and the template that it is for.
    private struct Subject: Sendable {
        let changeSet: ChangeSet
        let template: SynthesizedTemplate?
    }

    /// What a change set changes, in all nested stacks.
    func review(of root: ChangeSet) async throws -> ChangeReview {
        var nested: [String: ChangeSet] = [:]
        var level = [Subject(changeSet: root, template: templates.root)]
        var all = level
        while !level.isEmpty {
            let inner = level.flatMap(nestedChanges).filter { nested[$0.id] == nil }
            let changeSets = try await concurrently(inner) { inner in
                try await aws.patiently { try await aws.changeSet(inner.id) }
            }
            level = []
            // One that is neither made nor without changes tells nothing.
            for (inner, changeSet) in zip(inner, changeSets) where changeSet.isComplete || changeSet.isEmpty {
                nested[inner.id] = changeSet
                level.append(Subject(changeSet: changeSet, template: inner.template))
            }
            all += level
        }
        return ChangeReview(
            root, nested: nested, templates: templates, unknown: Self.unseen(in: [root] + nested.values, nested),
            validation: try await warnings(in: all))
    }

    /// What AWS's validation warns of: of what comes and goes only (AWS CloudFormation User Guide, "Validate stack
    /// deployments": buckets and repositories that are not empty, quotas, recorders), so that most updates need not ask.
    private func warnings(in subjects: [Subject]) async throws -> [Diagnostic] {
        let asked = subjects.flatMap { subject in
            let changes = subject.changeSet.resourceChanges
            let comesOrGoes = changes.contains { !$0.isNestedStack && $0.action != "Modify" }
            let own = comesOrGoes ? [(id: subject.changeSet.changeSetId, template: subject.template)] : []
            return own
                + changes.compactMap { change in
                    guard change.action == "Add", let id = change.changeSetId else { return nil }
                    return (id: id, template: template(of: change, in: subject.template))
                }
        }
        return asked.isEmpty ? [] : try await EarlyValidation(aws: aws, templates: templates).warnings(in: asked)
    }

    /// The change sets of stacks that are there already. A new one is what its templates say.
    private func nestedChanges(in subject: Subject) -> [(id: String, template: SynthesizedTemplate?)] {
        subject.changeSet.resourceChanges.compactMap { change in
            guard change.action != "Add", let id = change.changeSetId else { return nil }
            return (id, template(of: change, in: subject.template))
        }
    }

    private func template(of change: ResourceChange, in template: SynthesizedTemplate?) -> SynthesizedTemplate? {
        template?.resource(change.logicalResourceId).flatMap { templates.template(nestedBy: $0) }
    }

    /// Why the changes of a nested stack that exists are not known, one that is removed included; nil when all are.
    private static func unseen(in changeSets: [ChangeSet], _ nested: [String: ChangeSet]) -> String? {
        let unseen = changeSets.flatMap(\.resourceChanges).filter { change in
            change.isNestedStack && change.action != "Add" && change.changeSetId.flatMap { nested[$0] } == nil
        }
        let names = Set(unseen.map(\.logicalResourceId)).sorted().joined(separator: ", ")
        return names.isEmpty ? nil : "AWS gives no change set of \(names)"
    }
}
