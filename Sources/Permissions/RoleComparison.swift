/// What a role may do, held against what templates need.
///
/// What nobody can tell, such as by statements on everything except something, is neither too much nor enough.
public struct RoleComparison: Sendable {
    /// A statement of a policy as IAM has it.
    public struct Statement: Sendable {
        let isAllowing: Bool
        let actions: [String]
        let resources: [String]
        let conditions: PolicyConditions
        let hasExceptions: Bool

        /// - Parameters:
        ///   - isAllowing: whether it allows, and does not deny.
        ///   - actions: as they are written; those that `NotAction` excepts are none.
        ///   - resources: as they are written; those that `NotResource` excepts are none.
        ///   - conditions: values by operator and key.
        ///   - hasExceptions: whether it has `NotAction` or `NotResource`.
        public init(
            isAllowing: Bool, actions: [String], resources: [String], conditions: [String: [String: [String]]] = [:],
            hasExceptions: Bool = false
        ) {
            self.isAllowing = isAllowing
            self.actions = actions
            self.resources = resources
            self.hasExceptions = hasExceptions
            let tests = conditions.flatMap { name, keys in
                keys.map { (PolicyConditions.Test(operator: name, key: $0.key), Set($0.value)) }
            }
            self.conditions = PolicyConditions(Dictionary(tests) { $0.union($1) })
        }
    }

    /// What no template needs: an action, `ec2:CreateVpc`, or an action on what is wider than needed,
    /// `sqs:CreateQueue on *`.
    public let excess: [String]
    /// What templates need and the role may not do.
    public let missing: [PermissionNeed]
    /// What templates need and nobody can tell of.
    public let undecided: [PermissionNeed]

    /// - Parameters:
    ///   - statements: of all policies of the role.
    ///   - roles: what the templates need, in an account and region that are known.
    public init(of statements: [Statement], with roles: DeploymentRoles) {
        let place = roles.place
        var needed = GrantedPermissions()
        for statement in roles.executionPolicies.statements {
            for action in statement.actions {
                for resource in statement.resources {
                    needed.allow(action, on: ARNText.resolved(resource, in: place), .none)
                }
            }
        }
        let allowing = statements.filter(\.isAllowing)
        var excess: Set<String> = []
        for statement in allowing {
            if statement.hasExceptions { excess.insert("everything but what a statement excepts") }
            for action in statement.actions {
                guard needed.allows(action) else {
                    excess.insert(action)
                    continue
                }
                for resource in statement.resources where !needed.allows(action, on: resource, .none) {
                    excess.insert("\(action) on \(resource)")
                }
            }
        }
        self.excess = excess.sorted()

        let (certain, possible) = (Self.granted(by: allowing), Self.granted(by: allowing, whateverTheConditions: true))
        let denied = statements.filter { !$0.isAllowing }
        let (forbidden, maybeForbidden) = (
            Self.granted(by: denied), Self.granted(by: denied, whateverTheConditions: true)
        )
        let hasExceptions = allowing.contains(where: \.hasExceptions)
        let isOpen = denied.contains(where: \.hasExceptions)
        var (missing, undecided): ([PermissionNeed], [PermissionNeed]) = ([], [])
        for need in roles.execution.needs {
            let resource = ARNText.resolved(need.resource, in: place)
            let conditions = need.conditions.resolved(in: place)
            if forbidden.allows(need.action, on: resource, .none) {
                missing.append(need)
            } else if isOpen || maybeForbidden.allows(need.action) {
                undecided.append(need)
            } else if !certain.allows(need.action, on: resource, conditions) {
                let isPossible = hasExceptions || possible.allows(need.action, on: resource, conditions)
                if isPossible { undecided.append(need) } else { missing.append(need) }
            }
        }
        (self.missing, self.undecided) = (missing, undecided)
    }

    private static func granted(
        by statements: [Statement], whateverTheConditions isBlind: Bool = false
    ) -> GrantedPermissions {
        var granted = GrantedPermissions()
        for statement in statements where !statement.hasExceptions {
            for action in statement.actions {
                for resource in statement.resources {
                    granted.allow(action, on: resource, isBlind ? .none : statement.conditions)
                }
            }
        }
        return granted
    }
}
