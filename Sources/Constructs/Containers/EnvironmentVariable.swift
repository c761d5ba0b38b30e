/// What a function or a container can read in its environment: text, numbers and flags, and what only a deployment knows
/// of other resources, such as a queue's address.
public protocol EnvironmentVariable {
    /// As it is read there.
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

extension Scope {
    /// Reports the variables that are set more than once: the last one would win, and nobody would notice.
    package func reportRepeatedVariables(_ names: [String], code: String) {
        let repeated = Dictionary(grouping: names, by: \.self).filter { $0.value.count > 1 }
        for (name, same) in repeated.sorted(by: { $0.key < $1.key }) {
            report(code, "the variable \(name) is set \(same.count) times", fix: "set it once")
        }
    }
}
