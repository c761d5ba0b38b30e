import AWSAccess
import Environments

/// What a stack and the stacks nested in it hold, and what a deletion would make of it: a forecast, for which nothing
/// is deleted. What is left is found after the deletion, by ``RemainsFinder``.
struct DeletionForecast: Sendable {
    /// What becomes of a resource when its stack is deleted.
    enum Fate: String, Sendable {
        case deleted, snapshot, retained
        /// Its template cannot be read.
        case unknown
    }

    struct Entry: Sendable, Equatable {
        let resource: StackResource
        /// The stack that holds it: the logical IDs of nested stacks, or the root's name.
        let stack: String
        let fate: Fate
        /// Whether data goes where it goes.
        let holdsData: Bool

        /// What messages call it.
        var name: String { "\(stack)/\(resource.logicalID)" }
        var type: String { resource.type }
        var physicalID: String { resource.physicalID }
    }

    /// Every resource that is no nested stack.
    let entries: [Entry]
    /// Whether a stack exports something, or nobody can tell.
    let mayExport: Bool

    /// Reads a stack.
    ///
    /// - Parameter isCreating: whether its creation is still going on, and would be what is broken off.
    static func read(
        stack id: String, name: String, isCreating: Bool = false, with aws: AWSCLI
    ) async throws -> DeletionForecast {
        let listed = try await StackResource.list(stack: id, with: aws)
        let stacks = Set(listed.map(\.stack)).sorted()
        let policies = Dictionary(
            uniqueKeysWithValues: zip(
                stacks,
                try await concurrently(stacks, atMost: AWSCLI.simultaneousCalls) {
                    try await DeletionPolicies.read(stack: $0, with: aws)
                }))
        return DeletionForecast(
            entries: listed.map { resource in
                let policies = policies[resource.stack] ?? .unknown
                let path = resource.name.split(separator: "/").dropLast().joined(separator: "/")
                return Entry(
                    resource: resource, stack: path.isEmpty ? name : path,
                    fate: policies.fate(of: resource.logicalID, type: resource.type, isCreating: isCreating),
                    holdsData: policies.holdsData(resource.logicalID, type: resource.type))
            }, mayExport: policies.values.contains(where: \.mayExport))
    }
}

extension DeletionForecast {
    /// The same where something is left behind that could not be deleted.
    func leaving(_ leftBehind: LeftBehind) -> DeletionForecast {
        DeletionForecast(
            entries: entries.map { entry in
                guard leftBehind.names.contains(entry.resource.name), entry.resource.status != "DELETE_COMPLETE" else {
                    return entry
                }
                return Entry(resource: entry.resource, stack: entry.stack, fate: .retained, holdsData: entry.holdsData)
            }, mayExport: mayExport)
    }
}
