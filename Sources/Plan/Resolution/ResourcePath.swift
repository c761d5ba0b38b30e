/// Where a resource is: the logical IDs of the nested stacks around it, and its own.
public struct ResourcePath: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// The logical IDs of the nested stacks around it, from the root down.
    public let stack: [String]
    /// Its own.
    public let logicalID: String

    init(stack: [String], logicalID: String) {
        self.stack = stack
        self.logicalID = logicalID
    }

    /// - Parameter text: as in `Data/Database`; nil comes of none.
    public init?(_ text: String) {
        let parts = text.split(separator: "/").map(String.init)
        guard let logicalID = parts.last else { return nil }
        self.init(stack: parts.dropLast(), logicalID: logicalID)
    }

    /// As in `Data/Database`.
    public var description: String { (stack + [logicalID]).joined(separator: "/") }

    /// The path of a nested stack that this is the resource of.
    var asStack: [String] { stack + [logicalID] }

    public static func < (left: ResourcePath, right: ResourcePath) -> Bool {
        (left.stack + [left.logicalID]).lexicographicallyPrecedes(right.stack + [right.logicalID])
    }
}
