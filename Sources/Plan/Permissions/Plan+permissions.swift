import Permissions
import PermissionFacts
import ResourceSchemas
import Template

extension Plan {
    /// What exactly this change needs CloudFormation to be allowed; nil where nothing is done.
    ///
    /// - Parameters:
    ///   - place: where it is deployed.
    ///   - actions: of IAM's reference.
    package func needs(at place: DeploymentPlace, actions: ActionCatalogue) -> ChangeNeeds? {
        let uses = uses(at: place)
        guard !uses.isEmpty else { return nil }
        let deployed = sides.before.map { $0.uses(at: place) { _ in .everything } }
        return ChangeNeeds(of: uses, since: deployed, at: place, actions: actions)
    }

    /// Both sides, with what this change does with their resources; none where it does nothing with any.
    package func uses(at place: DeploymentPlace) -> [TemplateUse] {
        let handlers = ChangeHandlers(resources)
        return [(sides.before, handlers.before), (sides.after, handlers.after)].flatMap { side, handlers in
            handlers.isEmpty ? [] : side?.uses(at: place) { handlers[$0] ?? [] } ?? []
        }
    }

    /// The same with what is known of its permissions.
    package func knowing(_ permissions: ChangeNeeds?) -> Plan {
        var plan = self
        plan.permissions = permissions
        return plan
    }
}

extension PlannedTemplates {
    /// What is done with its resources at a place, by names and values that count there.
    fileprivate func uses(
        at place: DeploymentPlace, for handlers: @escaping @Sendable (String) -> Set<HandlerFacts.Handler>
    ) -> [TemplateUse] {
        TemplateUse.all(of: tree, given.values.mapValues(\.text), stored: stored, at: place, for: handlers)
    }
}

/// What CloudFormation does with the resources of both sides, by path.
private struct ChangeHandlers {
    private typealias Handlers = Set<HandlerFacts.Handler>

    private(set) var before: [String: Set<HandlerFacts.Handler>] = [:]
    private(set) var after: [String: Set<HandlerFacts.Handler>] = [:]

    init(_ changes: [PlannedChange]) {
        for change in changes { add(change) }
    }

    private mutating func add(_ change: PlannedChange) {
        let path = change.path.description
        let former = (change.origin ?? change.path).description
        // What decides may let it come or go, whatever else becomes of it.
        var (old, new): (Handlers, Handlers) =
            change.deciders.isEmpty ? ([], []) : (.deletion, .creation)
        switch change.action {
        case .add: new.formUnion(Handlers.creation)
        case .remove where change.keeps != .everything: old.formUnion(Handlers.deletion)
        case .update where !change.isUntouched: new.formUnion(Handlers.update)
        case .replace, .mayReplace:
            new.formUnion(change.action == .replace ? Handlers.creation : Handlers.creation.union(Handlers.update))
            if change.keeps != .everything { old.formUnion(Handlers.deletion) }
        // Whoever has it tried all the same tries an update.
        case .refuse: new.formUnion(Handlers.update)
        case .update, .remove: break
        }
        if !old.isEmpty { before[former, default: []].formUnion(old) }
        if !new.isEmpty { after[path, default: []].formUnion(new) }
        guard !old.isEmpty || !new.isEmpty else { return }
        // The stacks around it are updated with it.
        for end in change.path.stack.indices {
            after[change.path.stack[...end].joined(separator: "/"), default: []].formUnion(Handlers.update)
        }
    }
}
