/// Checks a text against the grammar and makes the nodes, in one go from the first byte to the last.
///
/// It keeps its own stack of what is open, so that no text can exhaust the program's.
struct JSONParser {
    /// What may come next.
    private enum Expected {
        case value, valueOrEnd, key, keyOrEnd, separator, end
    }

    let bytes: [UInt8]
    private let limits: JSONLimits
    var position = 0
    private var nodes: [ParsedText.Node] = []
    private var lineStarts: [UInt32] = [0]
    private var open: [(node: Int, count: UInt32)] = []
    /// How many tokens were read: what its work is proportional to, apart from the bytes.
    private(set) var steps = 0
    /// Whether all characters read so far are of ASCII.
    var isASCII = true

    init(_ bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func parse() throws(JSONError) -> ParsedText {
        try checkSizeAndEncoding()
        nodes.reserveCapacity(bytes.count / 8)
        var expected = Expected.value
        repeat {
            skipWhitespace()
            expected = try step(expected)
            steps += 1
        } while expected != .end
        skipWhitespace()
        guard position == bytes.count else { throw unexpected("the end of the text") }
        return ParsedText(
            bytes: bytes, nodes: nodes, places: TextPlaces(lineStarts: lineStarts, bytes: bytes, isASCII: isASCII))
    }

    private mutating func checkSizeAndEncoding() throws(JSONError) {
        guard bytes.count <= limits.bytes else {
            throw error("the text has \(bytes.count) bytes; at most \(limits.bytes) are allowed", at: 0)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) {
            throw error("the text begins with a byte order mark; UTF-8 without one is expected", at: 0)
        }
        // In UTF-16 and UTF-32 one of the first two bytes of a JSON text is zero, or they are a byte order mark.
        if bytes.starts(with: [0xFE, 0xFF]) || bytes.starts(with: [0xFF, 0xFE]) || bytes.prefix(2).contains(0) {
            throw error("the text is in UTF-16 or UTF-32; UTF-8 is expected", at: 0)
        }
    }

    private mutating func skipWhitespace() {
        while position < bytes.count {
            switch bytes[position] {
            case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): position += 1
            case UInt8(ascii: "\n"):
                position += 1
                lineStarts.append(UInt32(position))
            default: return
            }
        }
    }

    // MARK: - Structure

    private mutating func step(_ expected: Expected) throws(JSONError) -> Expected {
        let next = position < bytes.count ? bytes[position] : 0
        switch expected {
        case .valueOrEnd where next == UInt8(ascii: "]"), .keyOrEnd where next == UInt8(ascii: "}"):
            return close()
        case .value, .valueOrEnd:
            return try readValue(next)
        case .key, .keyOrEnd:
            guard next == UInt8(ascii: "\"") else { throw unexpected(expected == .key ? "a key" : "a key or '}'") }
            try readString()
            skipWhitespace()
            guard position < bytes.count, bytes[position] == UInt8(ascii: ":") else { throw unexpected("':'") }
            position += 1
            return .value
        case .separator:
            return try readSeparator(next)
        case .end:
            return .end
        }
    }

    private mutating func readValue(_ first: UInt8) throws(JSONError) -> Expected {
        if let last = open.indices.last { open[last].count += 1 }
        switch first {
        case UInt8(ascii: "{"): return try openContainer(.keyOrEnd)
        case UInt8(ascii: "["): return try openContainer(.valueOrEnd)
        case UInt8(ascii: "\""): try readString()
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): try readNumber()
        case UInt8(ascii: "t"): try readWord("true")
        case UInt8(ascii: "f"): try readWord("false")
        case UInt8(ascii: "n"): try readWord("null")
        default: throw unexpected("a value")
        }
        return afterValue
    }

    private var afterValue: Expected { open.isEmpty ? .end : .separator }

    private mutating func openContainer(_ expected: Expected) throws(JSONError) -> Expected {
        guard open.count < limits.depth else {
            throw error(
                "more than \(limits.depth) lists and objects are open here; at most \(limits.depth) are allowed",
                at: position)
        }
        open.append((nodes.count, 0))
        append(from: position, link: 0)
        position += 1
        return expected
    }

    private mutating func close() -> Expected {
        if let (container, count) = open.popLast() {
            nodes[container] = ParsedText.Node(start: nodes[container].start, link: UInt32(nodes.count))
            append(from: position, link: Int(count))
        }
        position += 1
        return afterValue
    }

    private mutating func readSeparator(_ next: UInt8) throws(JSONError) -> Expected {
        let isList = open.last.map { bytes[Int(nodes[$0.node].start)] } == UInt8(ascii: "[")
        switch next {
        case UInt8(ascii: ","):
            position += 1
            return isList ? .value : .key
        case UInt8(ascii: "]") where isList, UInt8(ascii: "}") where !isList:
            return close()
        default:
            throw unexpected(isList ? "',' or ']'" : "',' or '}'")
        }
    }

    mutating func append(from start: Int, link: Int) {
        nodes.append(ParsedText.Node(start: UInt32(start), link: UInt32(link)))
    }

    // MARK: - Problems

    /// What is met where something else is expected.
    func unexpected(_ expected: String) -> JSONError {
        guard position < bytes.count else { return error("the text ends where \(expected) is expected", at: position) }
        let hint =
            switch bytes[position] {
            case UInt8(ascii: "/"): " (JSON has no comments)"
            case UInt8(ascii: "'"): " (quotation marks are double)"
            case UInt8(ascii: "]"), UInt8(ascii: "}"): isAfterComma ? " (there is no comma after the last one)" : ""
            default: ""
            }
        return error("met \(character(at: position)) where \(expected) is expected\(hint)", at: position)
    }

    private var isAfterComma: Bool {
        let blank = Set(" \t\r\n".utf8)
        return bytes[..<position].last { !blank.contains($0) } == UInt8(ascii: ",")
    }

    func error(_ problem: String, at offset: Int) -> JSONError {
        JSONError(
            place: TextPlaces(lineStarts: lineStarts, bytes: bytes, isASCII: false).place(of: offset, in: bytes),
            problem: problem)
    }
}
