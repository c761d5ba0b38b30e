import JSON

/// What is known of changes of a resource type, beside what its ``ResourceFacts`` say of replacement.
public struct ChangeFacts: Sendable, Equatable, Codable {
    /// What decides whether a change of a property replaces the resource, by the property's path.
    public var rules: [String: ReplacementRule]
    /// Properties whose change replaces the resource, as the documentation says and the schema does not.
    public var replaces: [String]
    /// Names that AWS gives to one resource of the type only.
    public var name: TakenName?
    /// Attributes that are others after an update in place: by their names the properties whose change does it, `*` for
    /// every one but tags.
    public var volatile: [String: [String]]
    /// Attributes, and `Ref`, that say what a property says: its name by theirs.
    public var sameAs: [String: String]

    /// - Parameters:
    ///   - rules: by the property's path.
    ///   - replaces: the properties' paths.
    ///   - name: nil where AWS lets several have the same, or none have a name.
    ///   - volatile: by the attribute's name.
    ///   - sameAs: by the attribute's name.
    public init(
        rules: [String: ReplacementRule] = [:], replaces: [String] = [], name: TakenName? = nil,
        volatile: [String: [String]] = [:], sameAs: [String: String] = [:]
    ) {
        self.rules = rules
        self.replaces = replaces
        self.name = name
        self.volatile = volatile
        self.sameAs = sameAs
    }

    /// What decides whether changing the property at a path replaces the resource, where that is not always the same.
    public func rule(of path: String) -> ReplacementRule? {
        if let rule = rules[path] { return rule }
        // The innermost one knows best.
        return rules.filter { path.hasPrefix($0.key + "/") }.max { $0.key.count < $1.key.count }?.value
    }

    /// Whether a change of what stands at a path replaces the resource, as the documentation alone says.
    public func isReplaced(by path: String) -> Bool { replaces.contains { path == $0 || path.hasPrefix($0 + "/") } }

    private enum Key: String, CodingKey {
        case rules, replaces, name, volatile, sameAs
    }

    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        rules = try container.decodeIfPresent([String: ReplacementRule].self, forKey: .rules) ?? [:]
        replaces = try container.decodeIfPresent([String].self, forKey: .replaces) ?? []
        name = try container.decodeIfPresent(TakenName.self, forKey: .name)
        volatile = try container.decodeIfPresent([String: [String]].self, forKey: .volatile) ?? [:]
        sameAs = try container.decodeIfPresent([String: String].self, forKey: .sameAs) ?? [:]
    }

    /// Encodes what there is.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        if !rules.isEmpty { try container.encode(rules, forKey: .rules) }
        if !replaces.isEmpty { try container.encode(replaces, forKey: .replaces) }
        try container.encodeIfPresent(name, forKey: .name)
        if !volatile.isEmpty { try container.encode(volatile, forKey: .volatile) }
        if !sameAs.isEmpty { try container.encode(sameAs, forKey: .sameAs) }
    }
}
