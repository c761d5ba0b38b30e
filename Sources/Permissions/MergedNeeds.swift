import PermissionFacts

/// Needs of several templates as one: each with all who want it.
struct MergedNeeds {
    /// In the order of their actions.
    let needs: [PermissionNeed]

    init(_ all: [PermissionNeed]) {
        let merged = Dictionary(grouping: all, by: \.key).values.map { same in
            same.count == 1 ? same[0] : same[0].wanted(by: same.flatMap(\.wants))
        }
        needs = merged.sorted { first, second in
            guard first.action == second.action else { return first.action < second.action }
            guard first.resource == second.resource else { return first.resource < second.resource }
            return first.conditions.text < second.conditions.text
        }
    }
}

extension PermissionNeed {
    fileprivate func wanted(by wants: [Want]) -> PermissionNeed {
        var need = self
        var handlers: [Want: Set<HandlerFacts.Handler>] = [:]
        for want in wants {
            handlers[Want(name: want.name, type: want.type, handlers: []), default: []].formUnion(want.handlers)
        }
        need.wants = handlers.map { Want(name: $0.name, type: $0.type, handlers: $1.sorted()) }.sorted()
        return need
    }
}
