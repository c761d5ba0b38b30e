import PermissionFacts

/// Needs of several templates as one: each with all who want it.
struct MergedNeeds {
    /// In the order of their actions.
    let needs: [PermissionNeed]

    init(_ all: [PermissionNeed]) {
        let merged = Dictionary(grouping: all, by: \.key).values.map { same in
            same.count == 1 ? same[0] : same[0].wanted(by: same.flatMap(\.wants))
        }
        needs = merged.sorted {
            ($0.action, $0.resource, $0.conditions.text) < ($1.action, $1.resource, $1.conditions.text)
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
