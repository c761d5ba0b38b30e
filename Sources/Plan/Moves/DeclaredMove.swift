import Diagnostics

/// A resource that is said to have been elsewhere: `formerly`.
public struct DeclaredMove: Sendable, Hashable {
    /// Where it is said to have been.
    public let old: ResourcePath
    /// Where it is in what is to come.
    public let new: ResourcePath
    /// What says so.
    public let place: Diagnostic.Place

    /// - Parameters:
    ///   - old: as in `Data/Database`; nil comes of what is no such path.
    ///   - new: the same.
    public init?(from old: String, to new: String, at place: Diagnostic.Place) {
        guard let old = ResourcePath(old), let new = ResourcePath(new) else { return nil }
        (self.old, self.new, self.place) = (old, new, place)
    }
}
