extension JSONValue {
    /// Every key that an object in this value gives again, in the text's order, each with the first one like it.
    ///
    /// RFC 8259 leaves open which of the two counts, so a reader that takes one hides the other from its author.
    public var repeatedKeys: [(first: JSONValue, again: JSONValue)] {
        var found: [(first: Int, again: Int)] = []
        var keys: [Int] = []
        for index in node..<text.node(after: node) where text.firstByte(of: index) == UInt8(ascii: "{") {
            keys.removeAll(keepingCapacity: true)
            let end = text.end(of: index)
            var key = index + 1
            while key < end {
                keys.append(key)
                key = text.node(after: key + 1)
            }
            if keys.count <= 16 { compareAll(keys, &found) } else { compareHashed(keys, &found) }
        }
        return found.sorted { $0.again < $1.again }.map {
            (JSONValue(text: text, node: $0.first), JSONValue(text: text, node: $0.again))
        }
    }

    /// Quicker for few keys.
    private func compareAll(_ keys: [Int], _ found: inout [(first: Int, again: Int)]) {
        for (position, key) in keys.enumerated() {
            if let first = keys[..<position].first(where: { text.isSameString($0, key) }) { found.append((first, key)) }
        }
    }

    private func compareHashed(_ keys: [Int], _ found: inout [(first: Int, again: Int)]) {
        var seen: [ArraySlice<UInt8>: Int] = [:]
        for key in keys {
            let name = text.stringContents(of: key)
            if let first = seen[name] { found.append((first, key)) } else { seen[name] = key }
        }
    }
}
