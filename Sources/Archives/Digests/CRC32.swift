/// The cyclic redundancy check that ZIP archives hold of every file. PKWARE's "APPNOTE.TXT - .ZIP File Format
/// Specification", 4.4.7.
///
/// Four bytes a step, by four tables, and written to be quick without optimization too: see ``SHA256``.
package enum CRC32 {
    /// - Returns: the check of all bytes.
    package static func checksum(of bytes: UnsafeRawBufferPointer) -> UInt32 {
        guard let message = bytes.baseAddress else { return 0 }
        let count = bytes.count
        return tables.withUnsafeBufferPointer { tables in
            guard let table = tables.baseAddress else { return 0 }
            var check = ~UInt32(0)
            var position = 0
            let whole = count & ~3
            while position < whole {
                check ^= UInt32(littleEndian: message.loadUnaligned(fromByteOffset: position, as: UInt32.self))
                check =
                    table[768 &+ Int(truncatingIfNeeded: check & 0xFF)]
                    ^ table[512 &+ Int(truncatingIfNeeded: (check &>> 8) & 0xFF)]
                    ^ table[256 &+ Int(truncatingIfNeeded: (check &>> 16) & 0xFF)]
                    ^ table[Int(truncatingIfNeeded: check &>> 24)]
                position &+= 4
            }
            while position < count {
                let byte = message.load(fromByteOffset: position, as: UInt8.self)
                check = table[Int(truncatingIfNeeded: (check ^ UInt32(byte)) & 0xFF)] ^ (check &>> 8)
                position &+= 1
            }
            return ~check
        }
    }

    /// What a byte makes of the check when none, one, two or three others follow it.
    private static let tables: [UInt32] = {
        var tables = [UInt32](repeating: 0, count: 1024)
        for byte in 0..<256 {
            var check = UInt32(byte)
            for _ in 0..<8 { check = check & 1 == 1 ? 0xEDB8_8320 ^ (check >> 1) : check >> 1 }
            tables[byte] = check
        }
        for index in 256..<1024 {
            let before = tables[index - 256]
            tables[index] = tables[Int(before & 0xFF)] ^ (before >> 8)
        }
        return tables
    }()
}
