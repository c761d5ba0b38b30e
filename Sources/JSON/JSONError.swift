/// Why a text is no JSON, or not that of a type, and where.
public struct JSONError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Where in the text the parser stopped.
    public let place: JSONPlace
    /// Where that is in the text's values, as in `prices.0.usd`; nil for the outermost, and in what is no JSON.
    public let path: String?
    /// What was met and what is expected: `met ']' where a value is expected`.
    public let problem: String

    init(place: JSONPlace, path: String? = nil, problem: String) {
        self.place = place
        self.path = path
        self.problem = problem
    }

    public var description: String { "\(place): \(explanation)" }

    /// The problem with the path to it, without the place: `prices.0.usd: it is a number, where a string is expected`.
    public var explanation: String { (path.map { "\($0): " } ?? "") + problem }
}

/// How large a text, and how deep what it holds, may be.
public struct JSONLimits: Sendable {
    /// Of the text; never more than 4,294,967,295.
    public let bytes: Int
    /// How many lists and objects may be open at once.
    public let depth: Int

    /// Without arguments: more than anybody writes by hand, and less than what a machine chokes on.
    public init(bytes: Int = 64 * 1024 * 1024, depth: Int = 512) {
        self.bytes = min(bytes, Int(UInt32.max))
        self.depth = depth
    }
}
