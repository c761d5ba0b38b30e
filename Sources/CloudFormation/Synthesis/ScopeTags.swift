/// The tags that scopes give to all that is taggable within them.
struct ScopeTags: Sendable {
    private let declared: [ObjectIdentifier: [TagRecord]]

    init(_ stacks: [CollectedStack]) {
        declared = Dictionary(grouping: stacks.flatMap(\.declarations.tags)) { ObjectIdentifier($0.scope) }
    }

    /// Those that a scope declares itself, in their order.
    func tags(of scope: ConstructPath) -> [TagRecord] { declared[ObjectIdentifier(scope)] ?? [] }

    /// All that count in a scope with what aspects give to a resource in it: the later ones win. What an aspect says of a type
    /// is nearer than what its scope says of all.
    func tags(in scope: ConstructPath, with aspects: [AspectTag]) -> [TagRecord] {
        func given(by site: ConstructPath?) -> [TagRecord] {
            aspects.filter { $0.site.scope === site }.map { TagRecord($0, in: scope) }
        }
        let around = scope.parent.map { tags(in: $0, with: aspects) } ?? given(by: nil)
        return around + tags(of: scope) + given(by: scope)
    }

    /// The one that counts in a scope: the nearest around it.
    func tag(_ key: String, in scope: ConstructPath) -> TagRecord? {
        tags(of: scope).last { $0.key == key } ?? scope.parent.flatMap { tag(key, in: $0) }
    }
}

extension TagRecord {
    fileprivate init(_ tag: AspectTag, in scope: ConstructPath) {
        self.init(scope: scope, key: tag.key, value: tag.value, location: tag.location)
    }
}
