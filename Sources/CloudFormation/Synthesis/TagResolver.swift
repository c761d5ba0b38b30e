/// Computes the tags that apply to a resource: its own first, then those of aspects and of the scopes around
/// it, nearest first.
struct TagResolver {
    private let declared: ScopeTags
    private var effective: [ObjectIdentifier: [Expression.Entry]] = [:]

    init(_ declared: ScopeTags) {
        self.declared = declared
    }

    /// The properties of the resource with all its tags.
    ///
    /// - Parameter draft: what aspects made of it; nil where none did anything.
    mutating func apply(to record: ResourceRecord, _ draft: ResourceDraft?) -> [Expression.Entry] {
        let properties = draft?.properties ?? record.properties.entries
        let inherited = tags(of: record.element.scopePath, with: draft?.tags ?? [])
        guard !inherited.isEmpty else { return properties }
        switch record.tagging {
        case .none:
            return properties
        case .list(let property):
            return properties.mergingTags(inherited, in: property) { tag in
                Tag(key: Value(tag.key), value: Value(expression: tag.value)).expression
            }
        case .groupList(let property):
            return properties.mergingTags(inherited, in: property) { tag in
                .object([
                    .init("Key", .string(tag.key)), .init("PropagateAtLaunch", .boolean(true)),
                    .init("Value", tag.value),
                ])
            }
        case .map(let property):
            var own: [Expression.Entry] = []
            if let existing = properties.first(where: { $0.key == property }) {
                guard case .object(let entries) = existing.value else { return properties }
                own = entries
            }
            let added = inherited.filter { tag in !own.contains { $0.key == tag.key } }
            return properties.setting(property, to: .object((own + added).sorted { $0.key < $1.key }))
        }
    }

    private mutating func tags(of scope: ConstructPath, with aspects: [AspectTag]) -> [Expression.Entry] {
        guard !aspects.isEmpty else { return tags(of: scope) }
        let tags = declared.tags(in: scope, with: aspects).reduce(into: [String: Expression]()) {
            $0[$1.key] = $1.value
        }
        return tags.sorted { $0.key < $1.key }.map { .init($0.key, $0.value) }
    }

    /// Sorted by key.
    private mutating func tags(of scope: ConstructPath) -> [Expression.Entry] {
        if let known = effective[ObjectIdentifier(scope)] { return known }
        var tags = scope.parent.map { self.tags(of: $0) } ?? []
        for tag in declared.tags(of: scope) {
            tags.removeAll { $0.key == tag.key }
            tags.append(.init(tag.key, tag.value))
        }
        tags.sort { $0.key < $1.key }
        effective[ObjectIdentifier(scope)] = tags
        return tags
    }
}

extension [Expression.Entry] {
    /// Replaces a property or inserts it where its name belongs: generated properties stand in alphabetical order.
    func setting(_ key: String, to value: Expression) -> Self {
        var entries = self
        if let index = entries.firstIndex(where: { $0.key == key }) {
            entries[index].value = value
        } else {
            entries.insert(.init(key, value), at: entries.firstIndex { $0.key > key } ?? entries.endIndex)
        }
        return entries
    }

    /// A list of tags that is itself an expression, such as an `Fn::If`, stays as the user wrote it.
    fileprivate func mergingTags(
        _ inherited: [Expression.Entry], in property: String, _ render: (Expression.Entry) -> Expression
    ) -> Self {
        var own: [Expression] = []
        if let existing = first(where: { $0.key == property }) {
            guard case .list(let elements) = existing.value else { return self }
            own = elements
        }
        let ownKeys = own.compactMap(\.tagKey)
        let added = inherited.filter { !ownKeys.contains($0.key) }.map(render)
        let all = (own + added).sorted { ($0.tagKey ?? "") < ($1.tagKey ?? "") }
        return setting(property, to: .list(all))
    }
}

extension Expression {
    /// The key of a tag written as `{Key, Value}`, where it is a literal; also of one that stands under a condition.
    var tagKey: String? {
        if case .function(.if, .list(let arguments)) = self, arguments.count == 3 {
            return arguments[1].tagKey ?? arguments[2].tagKey
        }
        guard case .object(let entries) = self,
            case .string(let key)? = entries.first(where: { $0.key == "Key" })?.value
        else { return nil }
        return key
    }
}
