/// A place in a text, as editors show it: `7:16`.
public struct JSONPlace: Sendable, Hashable, Comparable, CustomStringConvertible {
    /// From 1.
    public let line: Int
    /// From 1, in Unicode code points.
    public let column: Int

    /// A place, both counted from 1.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    public var description: String { "\(line):\(column)" }

    public static func < (left: JSONPlace, right: JSONPlace) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}

/// Finds the place of an offset without reading the text up to it: a text may be one line, and every value of it asked.
struct TextPlaces: Sendable {
    /// How many bytes are read at most, twice, to find one place.
    static let blockSize = 4096

    private let lineStarts: [UInt32]
    /// For each block, how many bytes before it continue a character; empty for a text in ASCII.
    private var continuationsBefore: [UInt32] = []

    /// - Parameter isASCII: what is known of that already.
    init(lineStarts: [UInt32], bytes: [UInt8], isASCII: Bool) {
        self.lineStarts = lineStarts
        if isASCII { return }
        var count: UInt32 = 0
        for start in stride(from: 0, to: bytes.count, by: Self.blockSize) {
            continuationsBefore.append(count)
            count += UInt32(bytes[start..<min(start + Self.blockSize, bytes.count)].count(where: Self.isContinuation))
        }
    }

    func place(of offset: Int, in bytes: [UInt8]) -> JSONPlace {
        var low = 0
        var high = lineStarts.count
        while high - low > 1 {
            let middle = (low + high) / 2
            if Int(lineStarts[middle]) <= offset { low = middle } else { high = middle }
        }
        let start = Int(lineStarts[low])
        let continuations = continuations(before: offset, in: bytes) - continuations(before: start, in: bytes)
        return JSONPlace(line: low + 1, column: offset - start - continuations + 1)
    }

    private func continuations(before offset: Int, in bytes: [UInt8]) -> Int {
        guard !continuationsBefore.isEmpty else { return 0 }
        // The end of a text may be the beginning of a block that is not there.
        let block = min(offset / Self.blockSize, continuationsBefore.count - 1)
        return Int(continuationsBefore[block])
            + bytes[(block * Self.blockSize)..<offset].count(where: Self.isContinuation)
    }

    private static func isContinuation(_ byte: UInt8) -> Bool { byte & 0xC0 == 0x80 }
}
