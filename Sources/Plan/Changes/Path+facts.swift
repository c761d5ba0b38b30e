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

    /// Whether it leads into a property.
    package func begins(with property: String) -> Bool { steps.first == .key(property) }
}
