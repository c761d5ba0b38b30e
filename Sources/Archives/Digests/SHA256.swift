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
                throw DecodingError.dataCorruptedError(
                    in: container, debugDescription: "'\(description)' is no SHA-256")
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
                for shift in stride(from: 28, through: 0, by: -4) {
                    text.append(Self.digits[Int((word >> UInt32(shift)) & 15)])
                }
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
        0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab, 0x5be0_cd19,
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
        for shift in stride(from: 56, through: 0, by: -8) {
            padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
        }
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
                    guard let w = schedule.baseAddress, let h = state.baseAddress, let k = constants.baseAddress else {
                        return
                    }
                    var block = 0
                    while block < end {
                        var t = 0
                        while t < 16 {
                            w[t] = UInt32(
                                bigEndian: message.loadUnaligned(fromByteOffset: block &+ t &* 4, as: UInt32.self))
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
                        var a = h[0]
                        var b = h[1]
                        var c = h[2]
                        var d = h[3]
                        var e = h[4]
                        var f = h[5]
                        var g = h[6]
                        var i = h[7]
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
        0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4, 0xab1c_5ed5,
        0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe, 0x9bdc_06a7, 0xc19b_f174,
        0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f, 0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da,
        0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7, 0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967,
        0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc, 0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85,
        0xa2bf_e8a1, 0xa81a_664b, 0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070,
        0x19a4_c116, 0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
        0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7, 0xc671_78f2,
    ]
}
