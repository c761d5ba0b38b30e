/// What became of a resource's properties, and of its policies of deletion, after they were written.
struct PropertyHistory: Sendable {
    /// Before the tags of scopes.
    let untagged: Properties
    /// Of aspects, and of the overrides of the resource itself.
    private(set) var settings: [PropertySetting] = []
    /// Of aspects.
    private(set) var tags: [AspectTag] = []
    let deletionPolicy: DeletionPolicy?
    let updateReplacePolicy: DeletionPolicy?

    /// Of a resource that no aspect changed.
    init(_ record: ResourceRecord) {
        untagged = record.properties
        deletionPolicy = record.deletionPolicy
        updateReplacePolicy = record.updateReplacePolicy
    }

    init(_ draft: ResourceDraft) {
        untagged = Properties(draft.properties)
        settings = draft.settings
        tags = draft.tags
        deletionPolicy = draft.deletionPolicy
        updateReplacePolicy = draft.updateReplacePolicy
    }

    /// An override of the resource itself, which comes last.
    mutating func note(_ override: PropertyOverride) { note(override, at: ["Properties"] + override.path) }

    /// - Parameter path: in the resource, from the outside in.
    mutating func note(_ override: PropertyOverride, at path: [String]) {
        for index in settings.indices
        where settings[index].outcome == .stands && settings[index].path.starts(with: path) {
            settings[index].outcome = .givesWay(to: override.location)
        }
        settings.append(
            PropertySetting(
                path: path, kind: override.value == nil ? .removal : .override, source: .resource,
                location: override.location))
    }
}
