/// What checks, diffs and deployment need to know of a type, beside its Swift form.
///
/// Property paths are written `Endpoint/Address`, the items of a list as `*`.
struct ResourceFacts: Sendable, Equatable {
    /// Where the tags of a type go.
    enum Tagging: Sendable, Equatable {
        case none
        /// A list of keys and values.
        case list(String)
        /// A map from keys to values.
        case map(String)
        /// A list whose items also say whether the group's instances inherit them.
        case groupList(String)
        /// A list of tag lists, each for the type of resource it says.
        case specifications(String, resourceType: String)
    }

    var tagging: Tagging = .none
    var identifier: [String] = []
    var required: [String] = []
    var readOnly: [String] = []
    var writeOnly: [String] = []
    /// A change of one of these replaces the resource.
    var createOnly: [String] = []
    /// A change of one of these replaces the resource under conditions that no schema tells.
    var conditionalCreateOnly: [String] = []
    var deprecated: [String] = []
    /// Whether deleting a resource of this type loses data.
    var isStateful = false
    /// Whether CloudFormation deletes the old resource before it creates its replacement.
    var deletesBeforeReplacing = false
    /// The regions that lack the type, of those that the release knows.
    var missingRegions: [String] = []

    /// Whether changing the property at a path replaces the resource.
    func replacement(of path: String) -> Replacement {
        func covers(_ fact: String) -> Bool { fact == path || path.hasPrefix(fact + "/") }
        if createOnly.contains(where: covers) { return .always }
        if conditionalCreateOnly.contains(where: covers) { return .sometimes }
        return .never
    }
}
