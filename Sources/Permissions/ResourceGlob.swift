/// A resource of a statement, in which `*` stands for anything.
struct ResourceGlob {
    /// What stands between the stars. By bytes, since many are compared.
    private let parts: [[UInt8]]

    init(_ text: String) {
        parts = text.utf8.split(separator: UInt8(ascii: "*"), omittingEmptySubsequences: false).map(Array.init)
    }

    /// Whether everything that another one stands for is among what this one stands for.
    func covers(_ text: String) -> Bool {
        guard let first = parts.first, text.utf8.starts(with: first) else { return false }
        let bytes = Array(text.utf8)
        if parts.count == 1 { return bytes.count == first.count }
        var start = first.count
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let end = Self.end(of: part, in: bytes[start...]) else { return false }
            start = end
        }
        let last = parts[parts.count - 1]
        return bytes.count - start >= last.count && bytes.suffix(last.count).elementsEqual(last)
    }

    private static func end(of part: [UInt8], in bytes: ArraySlice<UInt8>) -> Int? {
        guard bytes.count >= part.count else { return nil }
        for start in bytes.startIndex...(bytes.endIndex - part.count)
        where bytes[start..<start + part.count].elementsEqual(part) {
            return start + part.count
        }
        return nil
    }
}
