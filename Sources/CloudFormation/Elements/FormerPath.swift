/// Where something was before it got the name and the place that it has now.
public struct FormerPath: Sendable, Hashable {
    /// The logical IDs of the nested stacks from the root down, and then its own: `Data/Database`.
    public let path: String
    /// The line that says so.
    public let location: SourceLocation

    init(_ path: String, at location: SourceLocation) {
        self.path = path
        self.location = location
    }
}

/// Where all of a scope was.
struct ScopedFormerPath {
    let scope: ConstructPath
    let former: FormerPath
}
