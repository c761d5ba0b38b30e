/// A problem that somebody looked at and accepts, with the reason why.
public struct Suppression: Sendable, Hashable {
    /// The code of a diagnostic, such as `SEC050`.
    public let code: String
    /// Which resource: its logical ID or its path, with the root stack or without; `*` stands for any text.
    public let resource: String
    /// Whether what is below the path is meant too, as for a scope.
    public let includesBelow: Bool
    /// Why it is accepted, as somebody wrote it.
    public let reason: String
    /// Where alone it holds, such as `dev`; nil for all environments, and for what is in none, such as a template.
    public let environment: String?
    /// The last day on which it holds, in UTC; nil for ever.
    public let expires: Day?
    /// Where it is written.
    public let place: Diagnostic.Place

    public init(
        code: String, resource: String, includesBelow: Bool = false, reason: String,
        environment: String? = nil, expires: Day? = nil, at place: Diagnostic.Place
    ) {
        self.code = code
        self.resource = resource
        self.includesBelow = includesBelow
        self.reason = reason
        self.environment = environment
        self.expires = expires
        self.place = place
    }

    /// An expired suppression covers nothing.
    public func isExpired(on today: Day) -> Bool { expires.map { $0 < today } ?? false }

    /// Whether it is about a problem, expired or not.
    public func matches(_ diagnostic: Diagnostic) -> Bool {
        code == diagnostic.code
            && diagnostic.resourceNames.contains {
                Self.matches($0, resource) || includesBelow && Self.matches($0, resource + "/*")
            }
    }

    /// Whether a text is like a pattern, in which `*` stands for any text.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false)
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return text == pattern }
        guard text.hasPrefix(first) else { return false }
        var rest = text.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.firstRange(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}

extension [Suppression] {
    /// Without those that are for other environments only.
    ///
    /// - Parameter environment: nil for what is in none.
    public func holding(in environment: String?) -> [Suppression] {
        filter { $0.environment == nil || $0.environment == environment }
    }
}

extension Diagnostic {
    /// What the resource that it is about is called.
    fileprivate var resourceNames: [String] {
        let below = path?.firstIndex(of: "/").flatMap { slash in path.map { String($0[slash...].dropFirst()) } }
        return [logicalID, path, below, resource?.name, resource?.id].compactMap(\.self)
    }
}
