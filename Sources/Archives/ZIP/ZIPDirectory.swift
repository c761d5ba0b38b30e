/// What an archive says of its files, whoever made it. PKWARE's "APPNOTE.TXT - .ZIP File Format Specification", 4.3.12 and
/// 4.3.16.
package struct ZIPDirectory: Sendable {
    /// With slashes between folders; a folder of its own has one at its end.
    package private(set) var names: [String] = []
    /// How many bytes the files have when they are unpacked.
    package private(set) var unpackedBytes = 0

    /// - Returns: nil for what is no archive of this format, and one that only ZIP64 describes.
    package init?(of archive: [UInt8]) {
        func number(at position: Int, bytes: Int) -> Int {
            (0..<bytes).reduce(0) { $0 | Int(archive[position + $1]) << (8 * $1) }
        }
        let endBytes = 22
        guard archive.count >= endBytes else { return nil }
        let last = archive.count - endBytes
        // A comment may stand behind the end.
        guard
            let end = stride(from: last, through: max(0, last - 65_535), by: -1).first(where: {
                number(at: $0, bytes: 4) == 0x0605_4B50
                    && $0 + endBytes + number(at: $0 + 20, bytes: 2) == archive.count
            })
        else { return nil }
        var position = number(at: end + 16, bytes: 4)
        for _ in 0..<number(at: end + 10, bytes: 2) {
            guard position + 46 <= end, number(at: position, bytes: 4) == 0x0201_4B50 else { return nil }
            let nameBytes = number(at: position + 28, bytes: 2)
            guard position + 46 + nameBytes <= end else { return nil }
            names.append(String(decoding: archive[position + 46..<position + 46 + nameBytes], as: UTF8.self))
            unpackedBytes += number(at: position + 24, bytes: 4)
            position += 46 + nameBytes + number(at: position + 30, bytes: 2) + number(at: position + 32, bytes: 2)
        }
    }
}
