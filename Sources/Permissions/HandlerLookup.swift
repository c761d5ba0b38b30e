import PermissionFacts

/// What handlers call, each type decoded once.
final class HandlerLookup {
    /// An action that a type's handlers call.
    struct Call {
        let action: KnownAction
        let handlers: [HandlerFacts.Handler]
    }

    private struct Work: Hashable {
        let type: String
        let handlers: Set<HandlerFacts.Handler>
    }

    let actions: ActionLookup
    private let catalogue: HandlerCatalogue
    private var facts: [String: HandlerFacts?] = [:]
    private var owners: [String: [String]] = [:]
    private var calls: [Work: [Call]] = [:]

    init(_ catalogue: HandlerCatalogue, _ actions: ActionLookup) {
        self.catalogue = catalogue
        self.actions = actions
    }

    /// What is known of a type; nil where nobody has written down what its handlers call.
    func facts(of type: String) -> HandlerFacts? {
        if let known = facts[type] { return known }
        let found = catalogue.facts(of: CustomResource.types(type) ? CustomResource.type : type)
        facts.updateValue(found, forKey: type)
        return found
    }

    func types(withFormat format: String) -> [String] {
        if let known = owners[format] { return known }
        let found = catalogue.types(withFormat: format)
        owners[format] = found
        return found
    }

    /// What some handlers of a type call, in the order of the actions.
    func calls(of type: String, by handlers: Set<HandlerFacts.Handler>) -> [Call] {
        let work = Work(type: type, handlers: handlers)
        if let known = calls[work] { return known }
        var called: [String: [HandlerFacts.Handler]] = [:]
        for handler in handlers.sorted() {
            for action in facts(of: type)?.actions[handler] ?? [] {
                for name in named(action) { called[name, default: []].append(handler) }
            }
        }
        let found = called.sorted { $0.key < $1.key }.map { Call(action: actions.action($0), handlers: $1) }
        calls[work] = found
        return found
    }

    /// Of `s3:*` all that there is: it asks for everything, and no policy is to allow what nobody has named.
    private func named(_ action: String) -> [String] {
        action.hasSuffix(":*") ? actions.all(of: String(action.dropLast(2))) : [action]
    }
}
