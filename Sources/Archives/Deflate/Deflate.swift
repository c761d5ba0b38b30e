/// Compression in the DEFLATE format, RFC 1951: repetitions (LZ77) in Huffman codes.
///
/// The same bytes give the same bytes on every machine and in every build. What a template shows is a hash of them, so a
/// change here is a change of all templates with assets in them: a test holds it.
package enum Deflate {
    /// A repetition that is taken without asking whether the next place has a longer one.
    private static let satisfying = 16

    /// - Parameter bytes: less than 2 GiB.
    package static func compressed(_ bytes: [UInt8]) -> [UInt8] {
        bytes.withUnsafeBufferPointer { text in
            var writer = BitWriter(capacity: bytes.count / 3)
            var block = DeflateBlock(of: text)
            if let start = text.baseAddress {
                add(MatchFinder(start, count: text.count), of: text, to: &block, &writer)
            }
            block.write(upTo: text.count, isLast: true, to: &writer)
            return writer.finished()
        }
    }

    /// Adds all of the text to blocks, and writes those that are full.
    ///
    /// A repetition waits until the place after its first byte was looked at: where that has a longer one, the byte alone is
    /// written.
    private static func add(
        _ finder: consuming MatchFinder, of text: UnsafeBufferPointer<UInt8>, to block: inout DeflateBlock,
        _ writer: inout BitWriter
    ) {
        guard let bytes = text.baseAddress else { return }
        var position = 0
        var isWaiting = false
        var (length, distance) = (0, 0)
        while position < text.count {
            if block.isFull {
                block.write(upTo: isWaiting ? position - 1 : position, isLast: false, to: &writer)
            }
            let candidate = finder.advance(to: position)
            if length < satisfying { finder.find(at: position, from: candidate, longerThan: length) }
            if length > 0, length >= satisfying || finder.length == 0 {
                block.add(length: length, distance: distance)
                let end = position &- 1 &+ length
                position &+= 1
                while position < end {
                    finder.advance(to: position)
                    position &+= 1
                }
                isWaiting = false
                length = 0
                continue
            }
            if isWaiting { block.add(bytes[position &- 1]) }
            (length, distance) = (finder.length, finder.distance)
            isWaiting = true
            position &+= 1
        }
        guard isWaiting else { return }
        if block.isFull { block.write(upTo: position - 1, isLast: false, to: &writer) }
        block.add(bytes[position &- 1])
    }
}
