import PermissionFacts

/// Needs of several templates as one: each with all who want it.
struct MergedNeeds {
    private struct Key: Hashable {
        let action: String
        let resource: String
        let conditions: PolicyConditions
    }

    /// In the order of their actions.
    let needs: [PermissionNeed]

    init(_ all: [PermissionNeed]) {
        var merged: [Key: PermissionNeed] = [:]
        for need in all {
            let key = Key(action: need.action, resource: need.resource, conditions: need.conditions)
            merged[key] = merged[key].map { $0.wanted(by: $0.wants + need.wants) } ?? need
        }
        needs = merged.values.sorted {
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
