/// The tags that scopes give to all that is taggable within them.
struct ScopeTags: Sendable {
    private let declared: [ObjectIdentifier: [TagRecord]]

    init(_ stacks: [CollectedStack]) {
        declared = Dictionary(grouping: stacks.flatMap(\.declarations.tags)) { ObjectIdentifier($0.scope) }
    }

    /// Those that a scope declares itself, in their order.
    func tags(of scope: ConstructPath) -> [TagRecord] { declared[ObjectIdentifier(scope)] ?? [] }

    /// The one that counts in a scope: the nearest around it.
    func tag(_ key: String, in scope: ConstructPath) -> TagRecord? {
        tags(of: scope).last { $0.key == key } ?? scope.parent.flatMap { tag(key, in: $0) }
    }
}
