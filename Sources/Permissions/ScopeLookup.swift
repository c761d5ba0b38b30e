/// What the template says of a resource's actions on one kind of resources, each worked out once: most actions of a resource
/// apply to the same few kinds.
final class ScopeLookup {
    private struct Kind: Hashable {
        let format: String
        let tagged: Bool
    }

    private var scopes: [String: [Kind: [NeedFinder.Scope]]] = [:]

    /// - Parameters:
    ///   - path: the resource's.
    ///   - format: of the ARNs of the kind.
    ///   - tagged: whether the action finds a resource with its tags.
    ///   - find: called where nobody has asked before.
    func scopes(
        of path: String, on format: String, tagged: Bool, _ find: () -> [NeedFinder.Scope]
    ) -> [NeedFinder.Scope] {
        let kind = Kind(format: format, tagged: tagged)
        if let known = scopes[path]?[kind] { return known }
        let found = find()
        scopes[path, default: [:]][kind] = found
        return found
    }
}
