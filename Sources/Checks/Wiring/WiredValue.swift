import Template

/// A value, with the stack in whose template it stands: the same name means something else in each.
struct WiredValue: Hashable {
    let expression: Template.Expression
    /// Among the stacks of a ``Wiring``.
    let stack: Int
}

/// A resource of one stack.
struct WiredResource {
    let stack: Int
    let logicalID: String
    let resource: Template.Resource

    /// What a property says, as it stands; nil without it.
    func value(_ property: String) -> WiredValue? {
        resource.properties[property].map { WiredValue(expression: $0, stack: stack) }
    }
}

extension WiredResource: Hashable {
    static func == (left: Self, right: Self) -> Bool {
        left.stack == right.stack && left.logicalID == right.logicalID
    }

    func hash(into hasher: inout Hasher) {
        hasher.combine(stack)
        hasher.combine(logicalID)
    }
}
