/// Where a resource is: the logical IDs of the nested stacks around it, and its own.
public struct ResourcePath: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The logical IDs of the nested stacks around it, from the root down.
    public let stack: [String]
    /// Its own.
    public let logicalID: String

    /// As in `Data/Database`.
    public var description: String { (stack + [logicalID]).joined(separator: "/") }

    public static func < (left: ResourcePath, right: ResourcePath) -> Bool {
        (left.stack + [left.logicalID]).lexicographicallyPrecedes(right.stack + [right.logicalID])
    }
}
