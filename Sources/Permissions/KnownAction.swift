/// An action with what IAM's reference says of it, and what its name tells.
struct KnownAction {
    /// As in `s3:CreateBucket`.
    let name: String
    /// The formats of ARNs that it applies to, of a pattern those of none; nil for an action that nobody knows.
    let formats: [String]?
    /// Whether it is about a resource's tags.
    let tags: Bool
    /// Whether it changes nothing.
    let reads: Bool
    /// Whether it finds a resource with its tags, which one that makes it or tags it does not.
    let findsWhatThereIs: Bool

    /// Whether it stands for others too.
    var isPattern: Bool { name.hasSuffix("*") }

    init(_ name: String, formats: [String]?) {
        self.name = name
        self.formats = formats
        let verb = name.firstIndex(of: ":").map { name[name.index(after: $0)...] } ?? name[...]
        tags = ["Tags", "TagResource", "UntagResource", "TagsForResource"].contains { verb.hasSuffix($0) }
        reads = ["Get", "List", "Describe"].contains { verb.hasPrefix($0) }
        findsWhatThereIs =
            !verb.hasSuffix("Tags") && Self.verbsOfWhatThereIs.contains { verb.hasPrefix($0) }
    }

    private static let verbsOfWhatThereIs = [
        "Delete", "Release", "Terminate", "Detach", "Disassociate", "Modify", "Revoke", "Authorize", "Replace",
    ]
}
