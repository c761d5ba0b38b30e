import AWSAccess
import CloudFormation
import Template

/// Reads the change sets of nested stacks, with as few calls as tell all there is to know.
struct NestedChangeSets: Sendable {
    let aws: AWSCLI
    let templates: DeployableTemplates

    /// A change set, and the template that it is for.
    private struct Subject: Sendable {
        let changeSet: ChangeSet
        let template: SynthesizedTemplate?
    }

    /// What a change set changes, in all nested stacks.
    func review(of changeSet: ChangeSet) async throws -> ChangeReview {
        let root = changeSet.without(untouched(changeSet, in: templates.root))
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
                let rest = changeSet.without(untouched(changeSet, in: inner.template))
                nested[inner.id] = rest
                level.append(Subject(changeSet: rest, template: inner.template))
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

    /// The nested stacks that AWS lists although nothing can change in them: it does so wherever it has not looked whether
    /// another template lies under the same address (AWS CloudFormation API Reference, "ResourceChangeDetail": the change
    /// source is `Automatic`), and under a hash lies no other.
    private func untouched(_ changeSet: ChangeSet, in template: SynthesizedTemplate?) -> Set<String> {
        let changes = changeSet.resourceChanges.filter { change in
            change.isNestedStack && change.action == "Modify" && change.isAutomatic
                && self.template(of: change, in: template).map(templates.isDecidedByItsValues) ?? false
        }
        return Set(changes.map(\.logicalResourceId))
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

extension DeployableTemplates {
    /// Whether nothing but a template and the values that it is given decides what it makes: no macro, nothing that
    /// Systems Manager holds, no template at another address.
    fileprivate func isDecidedByItsValues(_ template: SynthesizedTemplate) -> Bool {
        let read = template.template
        guard !read.runsMacros, !read.parameters.contains(where: { $0.1.isInSystemsManager }) else { return false }
        return template.resources.allSatisfy { resource in
            guard read.resources[resource.logicalID]?.type == Template.Resource.stackType else { return true }
            return self.template(nestedBy: resource).map(isDecidedByItsValues) ?? false
        }
    }
}

extension Template {
    /// Whether something else than CloudFormation decides what it says.
    fileprivate var runsMacros: Bool {
        var isFound = !transforms.isEmpty
        visit { value, _ in
            if case .call(.transform, _) = value { isFound = true }
        }
        return isFound
    }
}

extension ChangeSet {
    /// The same without what it says of some resources.
    fileprivate func without(_ logicalIDs: Set<String>) -> ChangeSet {
        guard !logicalIDs.isEmpty else { return self }
        var rest = self
        rest.changes = changes?.filter { change in
            change.resourceChange.map { !logicalIDs.contains($0.logicalResourceId) } ?? true
        }
        return rest
    }
}

extension ResourceChange {
    /// Whether AWS says no more than that it has not looked.
    fileprivate var isAutomatic: Bool {
        guard let details, !details.isEmpty else { return false }
        return details.allSatisfy { $0.changeSource == "Automatic" }
    }
}
