/// How many of the properties that look like references are typed.
public struct ReferenceStatistics: Sendable, Equatable {
    public private(set) var typed = 0
    /// The paths of those that look like references by their names and stayed strings.
    public private(set) var plain: [String] = []

    mutating func count(name: String, isTyped: Bool, subject: String) {
        if isTyped {
            typed += 1
        } else if Self.looksLikeReference(name) {
            plain.append(subject)
        }
    }

    static func + (left: Self, right: Self) -> Self {
        var result = left
        result.typed += right.typed
        result.plain += right.plain
        return result
    }

    /// Whether a name ends like one: `...Id`, `...Arn`, `...Name`, plural too.
    static func looksLikeReference(_ name: String) -> Bool {
        ["Id", "Ids", "ID", "IDs", "Arn", "Arns", "ARN", "ARNs", "Name", "Names", "Identifier", "Identifiers"]
            .contains { name.hasSuffix($0) }
    }
}
