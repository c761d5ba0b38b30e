/// A text that was found to be JSON, with a node for each value and each key.
///
/// Nodes stand in the text's order. What kind a node is, its first byte tells; so eight bytes a node are enough, and a
/// text of fifty megabytes costs little more than itself. A list or object has a second node at its end, and all that
/// is between the two is within it.
final class ParsedText: Sendable {
    struct Node: Sendable {
        /// The offset of its first byte; of an end, that of the closing bracket.
        let start: UInt32
        /// Of a scalar the offset behind its last byte; of a list or object the index of its end; of an end how many
        /// elements or members there were.
        let link: UInt32
    }

    let bytes: [UInt8]
    let nodes: [Node]
    private let places: TextPlaces

    init(bytes: [UInt8], nodes: [Node], places: TextPlaces) {
        self.bytes = bytes
        self.nodes = nodes
        self.places = places
    }

    func firstByte(of node: Int) -> UInt8 { bytes[Int(nodes[node].start)] }

    func place(of offset: Int) -> JSONPlace { places.place(of: offset, in: bytes) }

    func byteRange(of node: Int) -> Range<Int> {
        let start = Int(nodes[node].start)
        return start..<(isContainer(node) ? Int(nodes[end(of: node)].start) + 1 : Int(nodes[node].link))
    }

    /// The node that closes a list or object.
    func end(of container: Int) -> Int { Int(nodes[container].link) }

    /// What an end counted.
    func count(of end: Int) -> Int { Int(nodes[end].link) }

    /// The node behind a value and all that is within it.
    func node(after node: Int) -> Int { isContainer(node) ? end(of: node) + 1 : node + 1 }

    private func isContainer(_ node: Int) -> Bool {
        let byte = firstByte(of: node)
        return byte == UInt8(ascii: "{") || byte == UInt8(ascii: "[")
    }

    /// The bytes between a string's quotation marks, unescaped.
    func stringContents(of node: Int) -> ArraySlice<UInt8> {
        let range = byteRange(of: node)
        return Escapes.resolved(in: bytes[(range.lowerBound + 1)..<(range.upperBound - 1)])
    }

    /// Whether a string, without its escapes, has the code points of another.
    func isString(_ node: Int, _ other: String) -> Bool {
        let backslash = UInt8(ascii: "\\")
        let (start, end, count) = (Int(nodes[node].start) + 1, Int(nodes[node].link) - 1, other.utf8.count)
        // Most are of another length, or begin otherwise. An escape is longer than what it stands for.
        guard end - start >= count else { return false }
        if start < end, bytes[start] != backslash, bytes[start] != other.utf8.first { return false }
        if end - start == count { return bytes[start..<end].elementsEqual(other.utf8) }
        return bytes[start..<end].contains(backslash)
            && Escapes.resolved(in: bytes[start..<end]).elementsEqual(other.utf8)
    }

    /// Whether two strings are equal without their escapes.
    func isSameString(_ left: Int, _ right: Int) -> Bool {
        let (first, second) = (byteRange(of: left), byteRange(of: right))
        if first.count == second.count, bytes[first].elementsEqual(bytes[second]) { return true }
        // Without escapes they would have to be the same bytes.
        guard bytes[first].contains(UInt8(ascii: "\\")) || bytes[second].contains(UInt8(ascii: "\\")) else {
            return false
        }
        return stringContents(of: left) == stringContents(of: right)
    }
}
