import ResourceSchemas
import Template

/// What is known of types, each asked for once.
///
/// A class, so that what was looked up serves all who ask.
final class ReplacementFacts {
    private let catalogue: ResourceCatalogue
    private var known: [String: ResourceFacts?] = [:]
    private var readers: [String: SchemaReader?] = [:]
    private var knownChanges: [String: ChangeFacts] = [:]

    init(_ catalogue: ResourceCatalogue) {
        self.catalogue = catalogue
    }

    subscript(type: String) -> ResourceFacts? {
        if let facts = known[type] { return facts }
        let facts = catalogue.facts(of: type)
        known[type] = .some(facts)
        return facts
    }

    /// The schema of what stands at a path of a type's properties; nil where there is none.
    func schema(at path: String, of type: String) -> PropertySchema? {
        let reader = readers[type] ?? catalogue.schema(of: type).map(SchemaReader.init)
        readers[type] = .some(reader)
        return reader.flatMap { reader in reader.property(at: path).map(reader.resolved) }
    }

    func changes(of type: String) -> ChangeFacts {
        if let facts = knownChanges[type] { return facts }
        let facts = catalogue.changes(of: type)
        knownChanges[type] = facts
        return facts
    }
}

extension ReplacementFacts {
    /// What a change of a property does to its resource.
    ///
    /// - Parameter changed: the paths of all properties that change.
    func effect(
        of change: PropertyChange, from before: PlannedResource, to after: PlannedResource, changed: [String]
    ) -> ChangeEffect {
        if after.isCustom, change.path.begins(with: "ServiceToken"), !change.isPossible {
            return .refuse(Refusal("CloudFormation takes no other ServiceToken of a custom resource"))
        }
        // What a macro puts there, nobody else knows.
        if change.path.steps.contains(.key("Fn::Transform")) { return .mayReplace("what the macro makes of it") }
        guard let facts = self[after.type] else {
            // What a function or a macro makes of it, nobody else knows.
            if after.type.hasPrefix("Custom::") || after.type.hasSuffix("::MODULE") { return .update }
            return .mayReplace("nothing is known of the type \(after.type)")
        }
        var effect = ChangeEffect.update
        for path in change.paths {
            effect = effect.orWorse(self.effect(ofPath: path, facts, from: before, to: after, changed))
        }
        // Nothing, and what holds nothing, may be the same to AWS.
        if case .refuse = effect, change.isPossible || change.isOfNothing {
            return .update
        }
        guard case .replace = effect else { return effect }
        if let decider = change.decider { return .mayReplace(decider) }
        guard let cause = change.cause, cause.isPossible else { return effect }
        return .mayReplace("whether \(cause.source) yields another value")
    }

    private func effect(
        ofPath path: String, _ facts: ResourceFacts, from before: PlannedResource, to after: PlannedResource,
        _ changed: [String]
    ) -> ChangeEffect {
        if let rule = changes(of: after.type).rule(of: path) {
            return rule.effect(from: before, to: after, changed: changed)
        }
        if changes(of: after.type).isReplaced(by: path) { return .replace(nil) }
        return switch facts.replacement(of: path) {
        case .never: .update
        case .always: .replace(nil)
        case .sometimes: .mayReplace("AWS does not say what decides; its change set tells")
        }
    }

    /// The property that an attribute, or `Ref`, says the same as; nil where there is none.
    func property(behind attribute: String?, of type: String) -> String? {
        guard let facts = self[type] else { return attribute }
        if let same = changes(of: type).sameAs[attribute ?? "Ref"] { return same }
        return attribute ?? (facts.identifier.count == 1 ? facts.identifier.first : nil)
    }

    /// Of the changes of properties those by which an attribute, or `Ref`, is another one after an update.
    func changes(of attribute: String?, of type: String, among changes: [PropertyChange]) -> [PropertyChange] {
        guard let causes = self.changes(of: type).volatile[attribute ?? "Ref"] else { return [] }
        return changes.filter { change in
            causes.contains { $0 == "*" ? !change.path.begins(with: "Tags") : change.path.begins(with: $0) }
        }
    }
}

extension PropertyChange {
    /// Whether only an empty text, list or object comes or goes.
    fileprivate var isOfNothing: Bool {
        switch (before, after) {
        case (let value?, nil), (nil, let value?):
            value.list?.isEmpty ?? value.object?.isEmpty ?? value.string?.isEmpty ?? false
        default: false
        }
    }

    /// As facts name all that changes: where something comes or goes, everything in it does.
    fileprivate var paths: [String] {
        if isOrderOnly { return [path.ofFacts] }
        var paths: [String] = []
        for value in [before, after].compactMap(\.self) {
            value.visit(at: path) { value, path in
                switch value {
                case .object(let object) where !object.isEmpty: break
                case .list(let list) where !list.isEmpty: break
                default: paths.append(path.ofFacts)
                }
            }
        }
        return Array(Set(paths)).sorted()
    }
}
