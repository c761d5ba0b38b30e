/// A part of a text as bytes and repetitions, until it is written in the shortest of the three forms that DEFLATE has.
struct DeflateBlock: ~Copyable {
    /// Enough that the codes at its beginning weigh little, and few enough that they suit what stands in it.
    private static let capacity = 32_768

    /// Each a byte, or a repetition: its length from bit 16 on, its distance below.
    private let steps = UnsafeMutablePointer<UInt32>.allocate(capacity: capacity)
    private var count = 0
    private let literals = UnsafeMutablePointer<UInt32>.allocate(capacity: DeflateAlphabet.literalCount)
    private let distances = UnsafeMutablePointer<UInt32>.allocate(capacity: DeflateAlphabet.distanceCount)
    private let text: UnsafeBufferPointer<UInt8>
    /// Where in the text it begins.
    private var start = 0
    private let indicesOfLengths = DeflateAlphabet.indicesOfLengths
    private let symbolsOfDistances = DeflateAlphabet.symbolsOfDistances

    init(of text: UnsafeBufferPointer<UInt8>) {
        self.text = text
        clear()
    }

    deinit {
        steps.deallocate()
        literals.deallocate()
        distances.deallocate()
    }

    private mutating func clear() {
        count = 0
        literals.update(repeating: 0, count: DeflateAlphabet.literalCount)
        distances.update(repeating: 0, count: DeflateAlphabet.distanceCount)
        literals[DeflateAlphabet.endOfBlock] = 1
    }

    /// Whether it must be written before anything is added.
    var isFull: Bool { count == Self.capacity }

    mutating func add(_ byte: UInt8) {
        assert(!isFull, "there is no room")
        steps[count] = UInt32(byte)
        count &+= 1
        literals[Int(byte)] &+= 1
    }

    mutating func add(length: Int, distance: Int) {
        assert(!isFull, "there is no room")
        // A distance of 32,768 would need a bit more; the matcher looks back less far.
        steps[count] = UInt32(truncatingIfNeeded: length &<< 16 | distance)
        count &+= 1
        literals[257 &+ Int(indicesOfLengths[length])] &+= 1
        distances[Int(symbolsOfDistances[distance])] &+= 1
    }

    // MARK: - Writing

    /// Writes what was added, and begins anew after it.
    ///
    /// - Parameter end: up to where in the text it goes.
    mutating func write(upTo end: Int, isLast: Bool, to writer: inout BitWriter) {
        let given = UnsafeBufferPointer(start: literals, count: DeflateAlphabet.literalCount)
        let givenDistances = UnsafeBufferPointer(start: distances, count: DeflateAlphabet.distanceCount)
        let own = (
            literals: HuffmanCode(frequencies: given, longest: 15),
            distances: HuffmanCode(frequencies: givenDistances, longest: 15)
        )
        let lengths = CodeLengths(literals: own.literals, distances: own.distances)
        let fixed = (literals: DeflateAlphabet.fixedLiterals, distances: DeflateAlphabet.fixedDistances)
        let extra = extraBits
        let bitsOfOwn = lengths.bits + own.literals.bits(of: given) + own.distances.bits(of: givenDistances) + extra
        let bitsOfFixed = fixed.literals.bits(of: given) + fixed.distances.bits(of: givenDistances) + extra
        let bitsOfStored = Self.bitsOfStored(end - start)
        writer.reserve(min(bitsOfOwn, bitsOfFixed, bitsOfStored) / 8 + 16)
        if bitsOfStored <= min(bitsOfOwn, bitsOfFixed) {
            writeStored(upTo: end, isLast: isLast, to: &writer)
        } else {
            writer.write(isLast ? 1 : 0, 1)
            writer.write(bitsOfFixed <= bitsOfOwn ? 1 : 2, 2)
            if bitsOfFixed <= bitsOfOwn {
                writeSteps(in: fixed.literals, fixed.distances, to: &writer)
            } else {
                lengths.write(to: &writer)
                writeSteps(in: own.literals, own.distances, to: &writer)
            }
        }
        start = end
        clear()
    }

    /// The bits behind the symbols.
    private var extraBits: Int {
        var bits = 0
        for (index, range) in DeflateAlphabet.lengths.enumerated() {
            bits += Int(literals[257 + index]) * range.extraBits
        }
        for (symbol, range) in DeflateAlphabet.distances.enumerated() {
            bits += Int(distances[symbol]) * range.extraBits
        }
        return bits
    }

    private static let longestStored = 65_535

    /// At most, since it depends on where in a byte it begins.
    private static func bitsOfStored(_ bytes: Int) -> Int {
        let parts = max(1, (bytes + longestStored - 1) / longestStored)
        return parts * (3 + 7 + 32) + 8 * bytes
    }

    /// As it is, in parts whose lengths have room in 16 bits. RFC 1951, 3.2.4.
    private func writeStored(upTo end: Int, isLast: Bool, to writer: inout BitWriter) {
        guard let bytes = text.baseAddress else { return }
        var next = start
        repeat {
            let length = min(end - next, Self.longestStored)
            writer.write(isLast && next + length == end ? 1 : 0, 3)
            writer.align()
            writer.reserve(4)
            writer.write(UInt32(length), 16)
            writer.write(UInt32(~UInt16(length)), 16)
            writer.write(bytes + next, count: length)
            writer.reserve(16)
            next += length
        } while next < end
    }

    private func writeSteps(in literals: HuffmanCode, _ distances: HuffmanCode, to writer: inout BitWriter) {
        let (lengthRanges, distanceRanges) = (DeflateAlphabet.lengths, DeflateAlphabet.distances)
        literals.codes.withUnsafeBufferPointer { literals in
            guard let codes = literals.baseAddress else { return }
            var index = 0
            while index < count {
                let step = steps[index]
                index &+= 1
                guard step > 0xFFFF else {
                    writer.write(code: codes[Int(truncatingIfNeeded: step)])
                    continue
                }
                let length = Int(truncatingIfNeeded: step &>> 16)
                let distance = Int(truncatingIfNeeded: step & 0xFFFF)
                let lengthIndex = Int(indicesOfLengths[length])
                let range = lengthRanges[lengthIndex]
                writer.write(code: codes[257 &+ lengthIndex])
                writer.write(UInt32(truncatingIfNeeded: length &- range.base), range.extraBits)
                let symbol = Int(symbolsOfDistances[distance])
                let distanceRange = distanceRanges[symbol]
                writer.write(code: distances.codes[symbol])
                writer.write(UInt32(truncatingIfNeeded: distance &- distanceRange.base), distanceRange.extraBits)
            }
            writer.write(code: codes[DeflateAlphabet.endOfBlock])
        }
    }
}
