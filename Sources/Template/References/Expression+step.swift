extension Template {
    /// What stands at a path; nil where nothing does.
    public subscript(path: Path) -> Expression? {
        path.steps.reduce(Expression.object(object)) { value, step in value.flatMap { $0[step] } }
    }
}

extension Template.Expression {
    /// What stands one step further in, as in JSON: the argument of a function stands below its name.
    public subscript(step: Template.Path.Step) -> Template.Expression? {
        switch step {
        case .index(let index): return self[index]
        case .key(let key):
            guard let intrinsic else { return self[key] }
            return intrinsic.function.rawValue == key ? intrinsic.argument : nil
        }
    }
}

extension Template {
    /// What an `Fn::If` around a value asks for.
    public struct Guard: Sendable, Hashable {
        /// The condition's name.
        public let condition: String
        /// Whether the value stands in the branch for a condition that holds.
        public let holds: Bool

        public init(condition: String, holds: Bool) {
            self.condition = condition
            self.holds = holds
        }
    }

    /// What holds where a value stands, by the functions around it, the outermost first.
    public func guards(of path: Path) -> [Guard] {
        // Most values stand in no function that asks, which their paths tell.
        guard path.steps.contains(.key(Function.if.rawValue)) else { return [] }
        var guards: [Guard] = []
        var value: Expression? = .object(object)
        for (step, next) in zip(path.steps, path.steps.dropFirst()) {
            if case .call(.if, let arguments)? = value, let condition = arguments[0].string,
                case .index(let branch) = next, branch > 0
            {
                guards.append(Guard(condition: condition, holds: branch == 1))
            }
            value = value.flatMap { $0[step] }
        }
        return guards
    }
}
