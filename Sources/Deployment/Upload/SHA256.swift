/// The Secure Hash Algorithm with 256 bits, of NIST's FIPS 180-4. Foundation has none on Linux.
///
/// Written so that it is quick without optimization too, because `swift run` builds that way: pointers, plain loops and
/// operators that do not check, instead of what only an optimizer makes cheap.
package struct SHA256: Sendable {
    /// The hash of a message, which every two different messages have different for all practical purposes.
    package struct Digest: Hashable, Sendable, Codable, CustomStringConvertible {
        /// 64 digits, lower case.
        package let description: String

        /// - Throws: `DecodingError` for anything but 64 hexadecimal digits in lower case.
        package init(from decoder: any Decoder) throws {
            let container = try decoder.singleValueContainer()
            description = try container.decode(String.self)
            guard description.utf8.count == 64, description.utf8.allSatisfy({ Self.digits.contains($0) }) else {
                throw DecodingError.dataCorruptedError(in: container, debugDescription: "'\(description)' is no SHA-256")
            }
        }

        package func encode(to encoder: any Encoder) throws {
            var container = encoder.singleValueContainer()
            try container.encode(description)
        }

        fileprivate init(words: [UInt32]) {
            var text: [UInt8] = []
            text.reserveCapacity(64)
            for word in words {
                for shift in stride(from: 28, through: 0, by: -4) { text.append(Self.digits[Int((word >> UInt32(shift)) & 15)]) }
            }
            description = String(decoding: text, as: UTF8.self)
        }

        private static let digits = Array("0123456789abcdef".utf8)
    }

    package init() {}

    /// The hash of a whole message.
    package static func digest(of message: [UInt8]) -> Digest {
        var hash = SHA256()
        message.withUnsafeBytes { hash.update($0) }
        return hash.finished()
    }

    private static let blockBytes = 64
    private var state: [UInt32] = [
        0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
    ]
    private var schedule = [UInt32](repeating: 0, count: 64)
    /// What was given and does not fill a block yet.
    private var pending: [UInt8] = []
    private var byteCount: UInt64 = 0

    /// Takes the next bytes of the message.
    package mutating func update(_ bytes: UnsafeRawBufferPointer) {
        byteCount += UInt64(bytes.count)
        var rest = bytes[...]
        if !pending.isEmpty {
            let missing = rest.prefix(Self.blockBytes - pending.count)
            pending += missing
            rest = rest.dropFirst(missing.count)
            guard pending.count == Self.blockBytes else { return }
            let block = pending
            pending = []
            block.withUnsafeBytes { compress($0) }
        }
        let whole = rest.count - rest.count % Self.blockBytes
        compress(UnsafeRawBufferPointer(rebasing: rest.prefix(whole)))
        pending += rest.dropFirst(whole)
    }

    /// The hash of everything that was given.
    package func finished() -> Digest {
        var hash = self
        var padding: [UInt8] = [0x80]
        let used = (hash.pending.count + 1) % Self.blockBytes
        padding += [UInt8](repeating: 0, count: used <= 56 ? 56 - used : 120 - used)
        let bits = byteCount &* 8
        for shift in stride(from: 56, through: 0, by: -8) { padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift))) }
        padding.withUnsafeBytes { hash.update($0) }
        return Digest(words: hash.state)
    }

    /// Section 6.2.2 of the standard, over whole blocks.
    private mutating func compress(_ blocks: UnsafeRawBufferPointer) {
        guard let message = blocks.baseAddress else { return }
        let end = blocks.count
        schedule.withUnsafeMutableBufferPointer { schedule in
            state.withUnsafeMutableBufferPointer { state in
                Self.constants.withUnsafeBufferPointer { constants in
                    guard let w = schedule.baseAddress, let h = state.baseAddress, let k = constants.baseAddress else { return }
                    var block = 0
                    while block < end {
                        var t = 0
                        while t < 16 {
                            w[t] = UInt32(bigEndian: message.loadUnaligned(fromByteOffset: block &+ t &* 4, as: UInt32.self))
                            t &+= 1
                        }
                        while t < 64 {
                            let x = w[t &- 15]
                            let y = w[t &- 2]
                            let s0 = ((x &>> 7) | (x &<< 25)) ^ ((x &>> 18) | (x &<< 14)) ^ (x &>> 3)
                            let s1 = ((y &>> 17) | (y &<< 15)) ^ ((y &>> 19) | (y &<< 13)) ^ (y &>> 10)
                            w[t] = w[t &- 16] &+ s0 &+ w[t &- 7] &+ s1
                            t &+= 1
                        }
                        var a = h[0], b = h[1], c = h[2], d = h[3], e = h[4], f = h[5], g = h[6], i = h[7]
                        t = 0
                        while t < 64 {
                            let s1 = ((e &>> 6) | (e &<< 26)) ^ ((e &>> 11) | (e &<< 21)) ^ ((e &>> 25) | (e &<< 7))
                            let t1 = i &+ s1 &+ ((e & f) ^ (~e & g)) &+ k[t] &+ w[t]
                            let s0 = ((a &>> 2) | (a &<< 30)) ^ ((a &>> 13) | (a &<< 19)) ^ ((a &>> 22) | (a &<< 10))
                            let t2 = s0 &+ ((a & b) ^ (a & c) ^ (b & c))
                            i = g
                            g = f
                            f = e
                            e = d &+ t1
                            d = c
                            c = b
                            b = a
                            a = t1 &+ t2
                            t &+= 1
                        }
                        h[0] = h[0] &+ a
                        h[1] = h[1] &+ b
                        h[2] = h[2] &+ c
                        h[3] = h[3] &+ d
                        h[4] = h[4] &+ e
                        h[5] = h[5] &+ f
                        h[6] = h[6] &+ g
                        h[7] = h[7] &+ i
                        block &+= 64
                    }
                }
            }
        }
    }

    private static let constants: [UInt32] = [
        0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
        0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
        0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
        0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
        0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
        0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
        0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
        0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
    ]
}
