/// What a function can read in its environment: text, numbers and flags, and what only a deployment knows of other
/// resources, such as a queue's address.
public protocol EnvironmentVariable {
    /// As the function reads it.
    var environmentText: Value<String> { get }
}

extension Value: EnvironmentVariable {
    /// A literal as text; `Fn::Ref` and other functions of a number are text in a template anyway.
    public var environmentText: Value<String> { "\(self)" }
}

extension String: EnvironmentVariable {
    public var environmentText: Value<String> { Value(self) }
}

extension Int: EnvironmentVariable {
    public var environmentText: Value<String> { Value(String(self)) }
}

extension Bool: EnvironmentVariable {
    public var environmentText: Value<String> { self ? "true" : "false" }
}
