/// What somebody is allowed, by action, so that what somebody needs can be held against it.
struct GrantedPermissions {
    private struct Grant {
        let resource: ResourceGlob
        let conditions: PolicyConditions
    }

    /// By actions in small letters.
    private var exact: [String: [Grant]] = [:]
    private var patterns: [(action: ResourceGlob, grant: Grant)] = []

    init() {}

    /// What a role may do that is made for some needs.
    init(_ needs: [PermissionNeed]) { self = GrantedPermissions().allowing(needs) }

    /// The same with what some needs ask for.
    func allowing(_ needs: [PermissionNeed]) -> GrantedPermissions {
        var granted = self
        for need in needs { granted.allow(need.action, on: need.resource, need.conditions) }
        return granted
    }

    mutating func allow(_ action: String, on resource: String, _ conditions: PolicyConditions) {
        let action = action.lowercased()
        let grant = Grant(resource: ResourceGlob(resource), conditions: conditions)
        if action.contains("*") {
            patterns.append((ResourceGlob(action), grant))
        } else {
            exact[action, default: []].append(grant)
        }
    }

    /// Whether an action is allowed on anything.
    func allows(_ action: String) -> Bool {
        let action = action.lowercased()
        return exact[action] != nil || patterns.contains { $0.action.covers(action) }
    }

    /// Whether all that is needed is allowed.
    func allows(_ need: PermissionNeed) -> Bool { allows(need.action, on: need.resource, need.conditions) }

    /// Whether an action is allowed on all of a resource's pattern, under conditions that hold at least as far.
    func allows(_ action: String, on resource: String, _ conditions: PolicyConditions) -> Bool {
        let action = action.lowercased()
        func isEnough(_ grant: Grant) -> Bool {
            grant.resource.covers(resource) && grant.conditions.isMet(by: conditions)
        }
        return exact[action]?.contains(where: isEnough) == true
            || patterns.contains { $0.action.covers(action) && isEnough($0.grant) }
    }
}
