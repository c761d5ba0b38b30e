import JSON

extension String {
    /// Whether a part of the name is what a loop counts with, and nobody knows that: `${Name}Topic`.
    public var isOpenName: Bool {
        guard hasByte(UInt8(ascii: "{")) else { return false }
        return openParts.count > 1
    }

    /// Whether an open name may be another one: `${Name}Topic` is `PaidTopic` for some `Name`.
    public func mayBe(_ name: String) -> Bool {
        var rest = name.utf8[...]
        let parts = openParts
        guard let first = parts.first, let last = parts.last, rest.starts(with: first) else { return false }
        rest = rest.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() {
            guard let end = rest.end(of: part) else { return false }
            rest = rest[end...]
        }
        return parts.count > 1 ? rest.count >= last.count && rest.suffix(last.count).elementsEqual(last) : rest.isEmpty
    }

    /// What stands around `${...}` and `&{...}`.
    private var openParts: [[UInt8]] {
        var parts: [[UInt8]] = [[]]
        var rest = Array(utf8)[...]
        while let byte = rest.first {
            rest = rest.dropFirst()
            if byte == UInt8(ascii: "$") || byte == UInt8(ascii: "&"), rest.first == UInt8(ascii: "{"),
                let end = rest.firstIndex(of: UInt8(ascii: "}"))
            {
                rest = rest[(end + 1)...]
                parts.append([])
            } else {
                parts[parts.count - 1].append(byte)
            }
        }
        return parts
    }

    /// The name without what nobody knows.
    public var closedPart: String { String(decoding: openParts.joined(), as: UTF8.self) }
}

extension Substring.UTF8View {
    /// Behind the first place where the bytes stand.
    fileprivate func end(of part: [UInt8]) -> Index? {
        var start = startIndex
        while true {
            if self[start...].starts(with: part) { return index(start, offsetBy: part.count) }
            guard start < endIndex else { return nil }
            start = index(after: start)
        }
    }
}
