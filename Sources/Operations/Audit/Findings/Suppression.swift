import Foundation

/// A finding that somebody looked at and accepts, with the reason why.
struct Suppression: Sendable, Equatable, Encodable {
    /// The code of a rule, such as `SEC050`.
    let code: String
    /// The resource's name or ID as the audit shows it; `*` stands for any text.
    let resource: String
    let reason: String
    /// The last day on which it holds (UTC), as `YYYY-MM-DD`; nil for ever.
    let expires: String?
    /// The file that it stands in.
    let file: String

    /// - Parameter now: when it is; an expired suppression covers nothing.
    func covers(_ finding: Finding, now: Date) -> Bool {
        finding.rule.code == code && !isExpired(now)
            && (Self.matches(finding.resource.name, resource) || Self.matches(finding.resource.id, resource))
    }

    func isExpired(_ now: Date) -> Bool {
        guard let expires else { return false }
        return now.formatted(.iso8601).prefix(10) > expires
    }

    /// Whether a text is like a pattern, in which `*` stands for any text.
    static func matches(_ text: String, _ pattern: String) -> Bool {
        let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
        guard pieces.count > 1, let first = pieces.first, let last = pieces.last else { return text == pattern }
        guard text.hasPrefix(first) else { return false }
        var rest = text.dropFirst(first.count)
        for piece in pieces.dropFirst().dropLast() where !piece.isEmpty {
            guard let range = rest.range(of: piece) else { return false }
            rest = rest[range.upperBound...]
        }
        return rest.hasSuffix(last)
    }
}
