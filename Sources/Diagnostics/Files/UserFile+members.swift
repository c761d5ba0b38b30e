import JSON

/// A value that was read from a file, and where it stands there.
package struct Located<Value: Sendable & Equatable>: Sendable, Equatable {
    package let value: Value
    package let place: JSONPlace
}

extension UserFile {
    /// The members of an object by key, the first of each. Keys that are not among `known` are reported.
    package mutating func members(of object: JSONMembers, known: [String]) -> [String: JSONValue] {
        var members: [String: JSONValue] = [:]
        for member in object where members[member.name] == nil {
            members[member.name] = member.value
            if known.contains(member.name) { continue }
            let guess = Suggestion.question(for: member.name, in: known)
            report(
                "unknown key '\(Self.shown(member.name))'; \(guess)Allowed: \(known.joined(separator: ", "))",
                at: member.key.place, code: "unknown-key")
        }
        return members
    }

    /// A string; anything else is reported. Nil for what is absent.
    package mutating func string(_ value: JSONValue?, _ key: String) -> Located<String>? {
        located(value, key, "a string", \.string)
    }

    /// A boolean; anything else is reported. Nil for what is absent.
    package mutating func boolean(_ value: JSONValue?, _ key: String) -> Located<Bool>? {
        located(value, key, "true or false", \.boolean)
    }

    private mutating func located<Value>(
        _ value: JSONValue?, _ key: String, _ allowed: String, _ read: (JSONValue) -> Value?
    ) -> Located<Value>? {
        guard let value else { return nil }
        if let found = read(value) { return Located(value: found, place: value.place) }
        report(
            "'\(key)' has the wrong type: it is \(value.kind), and must be \(allowed)", at: value.place,
            code: "wrong-type")
        return nil
    }
}
