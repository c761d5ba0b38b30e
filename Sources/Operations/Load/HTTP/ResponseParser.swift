/// Reads HTTP/1.1 responses to GET as they come in, in pieces of any size, and passes over their bodies.
///
/// It keeps nothing but a line whose end has not come yet. RFC 9112, "HTTP/1.1", sections 4 to 7.
struct ResponseParser: Sendable {
    private enum Expects: Sendable {
        case statusLine, header, body, chunkSize, chunk, chunkEnd, trailer, bodyUntilClose
    }

    /// Longer lines are not HTTP, or meant to use up memory.
    private static let longestLine = 65_536

    /// The response's status, 0 until it is known.
    private(set) var status = 0
    /// Whether the connection can take another request after this response.
    private(set) var keepsConnection = true
    private var expects = Expects.statusLine
    private var bodyLength: Int?
    private var isChunked = false
    private var hasOtherCoding = false
    /// Bytes of the body or of the chunk that are still to come.
    private var remaining = 0
    private var begunLine: [UInt8] = []

    init() {}

    /// Gets ready for the next response on the same connection.
    mutating func reset() {
        status = 0
        keepsConnection = true
        expects = .statusLine
        bodyLength = nil
        isChunked = false
        hasOtherCoding = false
        remaining = 0
        begunLine.removeAll(keepingCapacity: true)
    }

    /// Takes what came in.
    ///
    /// - Returns: how many of the bytes belong to the response when they complete it, nil when more is to come.
    mutating func consume(_ bytes: UnsafeRawBufferPointer) throws(MalformedResponse) -> Int? {
        var position = 0
        while position < bytes.count {
            switch expects {
            case .body, .chunk:
                let taken = min(remaining, bytes.count - position)
                remaining -= taken
                position += taken
                guard remaining == 0 else { return nil }
                if expects == .body { return position }
                expects = .chunkEnd
            case .bodyUntilClose:
                return nil
            case .statusLine, .header, .chunkSize, .chunkEnd, .trailer:
                let rest = UnsafeRawBufferPointer(rebasing: bytes[position...])
                guard let end = rest.firstNewline else {
                    guard begunLine.count + rest.count <= Self.longestLine else {
                        throw MalformedResponse(reason: "a line without an end")
                    }
                    begunLine.append(contentsOf: rest)
                    return nil
                }
                position += end + 1
                if begunLine.isEmpty {
                    if try take(line: UnsafeRawBufferPointer(rebasing: rest[..<end])) { return position }
                } else {
                    var line = begunLine
                    line.append(contentsOf: rest[..<end])
                    begunLine.removeAll(keepingCapacity: true)
                    if try take(line: line) { return position }
                }
            }
        }
        return nil
    }

    /// Takes the end of the connection; true when that is how the response ends.
    mutating func consumeEnd() -> Bool {
        keepsConnection = false
        return expects == .bodyUntilClose
    }

    private mutating func take(line: [UInt8]) throws(MalformedResponse) -> Bool {
        // Typed errors do not pass through withUnsafeBytes of every compiler that this has to build with.
        var copy = self
        let result: Result<Bool, MalformedResponse> = line.withUnsafeBytes { bytes in
            do throws(MalformedResponse) { return .success(try copy.take(line: bytes)) } catch {
                return .failure(error)
            }
        }
        self = copy
        return try result.get()
    }

    /// Takes a line without its newline; true when it completes the response.
    private mutating func take(line given: UnsafeRawBufferPointer) throws(MalformedResponse) -> Bool {
        var line = given
        if line.last == UInt8(ascii: "\r") { line = UnsafeRawBufferPointer(rebasing: line.dropLast()) }
        switch expects {
        case .statusLine:
            // An empty line before a response is passed over, as servers of old send one too many.
            guard !line.isEmpty else { return false }
            try takeStatusLine(line)
            expects = .header
        case .header:
            if line.isEmpty { return try endHeaders() }
            try takeHeader(line)
        case .chunkSize:
            remaining = try Self.number(line.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }, radix: 16)
            expects = remaining == 0 ? .trailer : .chunk
        case .chunkEnd:
            guard line.isEmpty else { throw MalformedResponse(reason: "a chunk longer than its size") }
            expects = .chunkSize
        case .trailer:
            return line.isEmpty
        case .body, .chunk, .bodyUntilClose:
            break
        }
        return false
    }

    private mutating func takeStatusLine(_ line: UnsafeRawBufferPointer) throws(MalformedResponse) {
        guard line.count >= 12, line.hasPrefix("http/1."), line[8] == UInt8(ascii: " "),
            line.count == 12 || line[12] == UInt8(ascii: " ")
        else { throw MalformedResponse(reason: "no status line") }
        status = try Self.number(line[9..<12], radix: 10)
        guard status >= 100 else { throw MalformedResponse(reason: "no status line") }
        keepsConnection = line[7] != UInt8(ascii: "0")
    }

    private mutating func takeHeader(_ line: UnsafeRawBufferPointer) throws(MalformedResponse) {
        // Only three headers matter; the first letter tells most others apart.
        let first = line[0] | 0x20
        guard first == UInt8(ascii: "c") || first == UInt8(ascii: "t") else { return }
        if line.hasPrefix("content-length:") {
            let length = try Self.number(line.dropFirst(15).trimmingBlanks, radix: 10)
            guard bodyLength == nil || bodyLength == length else {
                throw MalformedResponse(reason: "two different lengths")
            }
            bodyLength = length
        } else if line.hasPrefix("transfer-encoding:") {
            let coding = line.dropFirst(18).trimmingBlanks
            if UnsafeRawBufferPointer(rebasing: coding).hasSuffix("chunked") {
                isChunked = true
            } else {
                hasOtherCoding = true
            }
        } else if line.hasPrefix("connection:") {
            for option in line.dropFirst(11).split(separator: UInt8(ascii: ",")) {
                let word = UnsafeRawBufferPointer(rebasing: option.trimmingBlanks)
                if word.count == 5, word.hasPrefix("close") { keepsConnection = false }
                if word.count == 10, word.hasPrefix("keep-alive") { keepsConnection = true }
            }
        }
    }

    /// Decides how the body ends; true when there is none. RFC 9112, section 6.3, "Message Body Length".
    private mutating func endHeaders() throws(MalformedResponse) -> Bool {
        if status < 200 {
            // Another protocol was never asked for.
            guard status != 101 else { throw MalformedResponse(reason: "a switch to another protocol") }
            reset()
            return false
        }
        if status == 204 || status == 304 { return true }
        if isChunked {
            expects = .chunkSize
        } else if let bodyLength, !hasOtherCoding {
            remaining = bodyLength
            expects = .body
            return bodyLength == 0
        } else {
            keepsConnection = false
            expects = .bodyUntilClose
        }
        return false
    }

    private static func number(_ digits: Slice<UnsafeRawBufferPointer>, radix: Int) throws(MalformedResponse) -> Int {
        var value = 0
        for digit in digits {
            let figure: Int
            switch digit {
            case UInt8(ascii: "0")...UInt8(ascii: "9"): figure = Int(digit) - 48
            case UInt8(ascii: "a")...UInt8(ascii: "f") where radix == 16: figure = Int(digit) - 87
            case UInt8(ascii: "A")...UInt8(ascii: "F") where radix == 16: figure = Int(digit) - 55
            default: throw MalformedResponse(reason: "a length that is no number")
            }
            let (product, isTooLarge) = value.multipliedReportingOverflow(by: radix)
            guard !isTooLarge, product <= .max - figure else {
                throw MalformedResponse(reason: "a length beyond all measure")
            }
            value = product + figure
        }
        guard !digits.isEmpty else { throw MalformedResponse(reason: "a length that is no number") }
        return value
    }
}
