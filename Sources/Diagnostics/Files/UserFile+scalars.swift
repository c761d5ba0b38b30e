import JSON

/// A string, number or boolean, as the text that CloudFormation takes.
package struct LocatedText: Sendable {
    package let text: String
    /// Where its key stands.
    package let key: JSONPlace
    /// Where it stands itself.
    package let value: JSONPlace

    package init(text: String, key: JSONPlace, value: JSONPlace) {
        self.text = text
        self.key = key
        self.value = value
    }
}

extension UserFile {
    /// The members of an object of scalars, the first of each key.
    package mutating func scalars(_ value: JSONValue?, _ key: String) -> [String: LocatedText] {
        guard let value else { return [:] }
        guard let members = value.members else {
            report(
                "'\(key)' has the wrong type: it is \(value.kind), and must be an object", at: value.place,
                code: "wrong-type")
            return [:]
        }
        var scalars: [String: LocatedText] = [:]
        for member in members {
            // Swift takes more keys for the same than JSON does, and one of them must not be lost.
            if let first = scalars[member.name] { reportRepetition(of: member.key, first: first.key) }
            guard let text = member.value.string ?? member.value.number ?? member.value.boolean.map(String.init) else {
                report(
                    "the value of '\(Self.shown(member.name))' must be a string, a number or a boolean, and is \(member.value.kind)",
                    at: member.value.place, code: "wrong-type")
                continue
            }
            if scalars[member.name] == nil {
                scalars[member.name] = LocatedText(text: text, key: member.key.place, value: member.value.place)
            }
        }
        return scalars
    }
}
