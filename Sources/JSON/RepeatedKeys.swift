extension JSONValue {
    /// Every key that an object in this value gives again, in the text's order, each with the first one like it.
    ///
    /// RFC 8259 leaves open which of the two counts, so a reader that takes one hides the other from its author.
    public var repeatedKeys: [(first: JSONValue, again: JSONValue)] {
        var found: [(first: JSONValue, again: JSONValue)] = []
        for index in node..<text.node(after: node) where text.firstByte(of: index) == UInt8(ascii: "{") {
            var seen: [ArraySlice<UInt8>: Int] = [:]
            for member in JSONMembers(of: JSONValue(text: text, node: index)) {
                let name = text.stringContents(of: member.key.node)
                if let first = seen[name] {
                    found.append((JSONValue(text: text, node: first), member.key))
                } else {
                    seen[name] = member.key.node
                }
            }
        }
        return found.sorted { $0.again.node < $1.again.node }
    }
}
