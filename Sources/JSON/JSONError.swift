/// Why a text is no JSON, and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    public let place: JSONPlace
    /// What was met and what is expected: `met ']' where a value is expected`.
    public let problem: String

    public var description: String { "\(place): \(problem)" }
}

/// How large a text, and how deep what it holds, may be.
public struct JSONLimits: Sendable {
    /// Of the text; never more than 4,294,967,295.
    public let bytes: Int
    /// How many lists and objects may be open at once.
    public let depth: Int

    public init(bytes: Int = 64 * 1024 * 1024, depth: Int = 512) {
        self.bytes = min(bytes, Int(UInt32.max))
        self.depth = depth
    }
}
