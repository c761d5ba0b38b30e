import Template

/// A value, with the stack in whose template it stands: the same name means something else in each.
struct WiredValue: Hashable {
    let expression: Template.Expression
    /// Among the stacks of a ``Wiring``.
    let stack: Int

    /// The same wherever it stands, of what is one thing in all stacks of a root.
    var inRoot: WiredValue {
        guard case .ref(let name) = expression, Self.pseudoParametersOfRoot.contains(name) else { return self }
        return WiredValue(expression: expression, stack: 0)
    }

    private static let pseudoParametersOfRoot: Set = [
        "AWS::AccountId", "AWS::Partition", "AWS::Region", "AWS::URLSuffix",
    ]
}

/// A resource of one stack.
struct WiredResource {
    /// Among the resources of all stacks: what it is told from others by, and put in order.
    let number: Int
    let stack: Int
    let logicalID: String
    let resource: Template.Resource

    /// What a property says, as it stands; nil without it.
    func value(_ property: String) -> WiredValue? {
        resource.properties[property].map { WiredValue(expression: $0, stack: stack) }
    }

    /// The same as something else makes it.
    func with(_ resource: Template.Resource) -> WiredResource {
        WiredResource(number: number, stack: stack, logicalID: logicalID, resource: resource)
    }
}

extension WiredResource: Equatable {
    static func == (left: Self, right: Self) -> Bool { left.number == right.number }
}
