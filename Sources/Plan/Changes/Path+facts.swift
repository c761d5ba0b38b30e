import Template

extension Template.Path {
    /// As facts name a property: `NetworkInterfaces/*/SubnetId`. Functions on the way do not count.
    var ofFacts: String {
        var parts: [String] = []
        var skipped = 0
        for step in steps {
            if skipped > 0 {
                skipped -= 1
                continue
            }
            switch step {
            case .key("Fn::If"): skipped = 1
            case .key(let key): parts.append(key)
            case .index: parts.append("*")
            }
        }
        return parts.joined(separator: "/")
    }

    /// The innermost condition that decides whether what it leads to counts; nil where none does.
    func condition(in root: Template.Expression) -> String? {
        var value: Template.Expression? = root
        var condition: String?
        for step in steps {
            if case .call(.if, let arguments)? = value, step == .key("Fn::If") { condition = arguments[0].string }
            value = value.flatMap { $0[step] }
        }
        return condition
    }

    /// Whether it leads into a property.
    package func begins(with property: String) -> Bool { steps.first == .key(property) }
}
