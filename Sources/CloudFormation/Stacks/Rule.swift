/// The vocabulary of rules: what can be asserted of parameters, besides `==`, `&&`, `||` and `!`.
public enum Rule {
    /// A requirement with the message that the user sees when it does not hold.
    public struct Assertion: Sendable {
        let expression: Expression
        let description: String

        public static func require(_ condition: ConditionExpression, _ description: String) -> Self {
            Self(expression: condition.conditionExpression, description: description)
        }
    }
}

extension ConditionExpression {
    /// Whether `list` contains `value`: `Fn::Contains`.
    public static func contains<Kind>(_ list: List<Value<Kind>>, _ value: Value<Kind>) -> Self {
        Self(.contains, [list.expression, value.expression])
    }

    /// Whether all members of `list` equal `value`: `Fn::EachMemberEquals`.
    public static func eachMember<Kind>(of list: List<Value<Kind>>, equals value: Value<Kind>) -> Self {
        Self(.eachMemberEquals, [list.expression, value.expression])
    }

    /// Whether all members of `list` are in `other`: `Fn::EachMemberIn`.
    public static func eachMember<Kind>(of list: List<Value<Kind>>, isIn other: List<Value<Kind>>) -> Self {
        Self(.eachMemberIn, [list.expression, other.expression])
    }
}

extension Value where Kind: StringKind {
    /// An attribute of the resource that a parameter identifies, as in `VpcId` of a subnet parameter: `Fn::ValueOf`.
    public static func valueOf<Other>(_ parameter: Value<Other>, _ attribute: String) -> Self {
        Self(expression: .function(.valueOf, .list([parameter.expression.asName, .string(attribute)])))
    }
}

extension Expression {
    /// The name of what a reference refers to: `Fn::ValueOf` takes no `Ref`.
    fileprivate var asName: Expression {
        if case .reference(let reference) = self { return .name(reference.element) }
        return self
    }
}

extension List where Element == Value<String> {
    /// An attribute of every resource that the parameters of one type identify: `Fn::ValueOfAll`.
    public static func valueOfAll(_ parameterType: String, _ attribute: String) -> Self {
        Self(expression: .function(.valueOfAll, .list([.string(parameterType), .string(attribute)])))
    }

    /// The values of all parameters of one type: `Fn::RefAll`.
    public static func refAll(_ parameterType: String) -> Self {
        Self(expression: .function(.refAll, .string(parameterType)))
    }
}
