/// Files in one, in the ZIP format: the same names and contents give the same bytes, whenever and by whomever they are put
/// together. PKWARE's "APPNOTE.TXT - .ZIP File Format Specification".
///
/// Every file has the same time, the first that the format knows (1 January 1980), and the same mode (0755: who is to run
/// a program finds it can be run, and nobody's umask shows). Files are deflated where that makes them smaller.
package struct ZIPArchive {
    /// Why something is no archive of this format without ZIP64, which not everything reads.
    package enum Refusal: Error, Equatable {
        case tooManyFiles(limit: Int)
        case tooLarge(limit: Int)
        case nameTooLong(String, limit: Int)
    }

    /// 4.4.21: the number of files has 16 bits, and all ones mean ZIP64.
    package static let mostFiles = 65_534
    /// Of what goes in and of what comes out, in bytes: half of what the format's 32 bits would allow.
    package static let mostBytes = Int(Int32.max)
    /// 4.4.10, in bytes of UTF-8.
    private static let longestName = 65_535

    private var bytes: [UInt8] = []
    private var directory: [UInt8] = []
    private var count = 0
    private var unpackedBytes = 0

    /// An archive of nothing.
    package init() {}

    /// Adds a file. Whoever wants the same bytes adds the same files in the same order.
    ///
    /// - Parameter name: with slashes between folders, and none at its beginning.
    package mutating func add(_ name: String, _ contents: [UInt8]) throws(Refusal) {
        let encoded = Array(name.utf8)
        guard count < Self.mostFiles else { throw .tooManyFiles(limit: Self.mostFiles) }
        guard encoded.count <= Self.longestName else { throw .nameTooLong(name, limit: Self.longestName) }
        guard unpackedBytes + contents.count <= Self.mostBytes else { throw .tooLarge(limit: Self.mostBytes) }
        let deflated = contents.isEmpty ? [] : Deflate.compressed(contents)
        let isStored = deflated.count >= contents.count
        let data = isStored ? contents : deflated
        guard bytes.count + directory.count + data.count + 2 * encoded.count + 100 <= Self.mostBytes else {
            throw .tooLarge(limit: Self.mostBytes)
        }
        var common = LittleEndianBytes()
        common.append(isStored ? 10 : 20)  // version needed to extract: 1.0, 2.0
        common.append(encoded.allSatisfy { $0 < 0x80 } ? 0 : 1 << 11)  // the name is UTF-8
        common.append(isStored ? 0 : 8)
        common.append(0)  // midnight
        common.append(1 << 5 | 1)  // 1 January 1980
        common.append(long: contents.withUnsafeBytes { CRC32.checksum(of: $0) })
        common.append(long: UInt32(data.count))
        common.append(long: UInt32(contents.count))
        common.append(UInt16(encoded.count))
        common.append(0)  // no extra field
        addEntry(common.bytes, encoded)
        bytes += LittleEndianBytes(long: 0x0403_4B50).bytes + common.bytes + encoded
        bytes += data
        count += 1
        unpackedBytes += contents.count
    }

    /// 4.3.12, a line of the directory at the end.
    private mutating func addEntry(_ common: [UInt8], _ name: [UInt8]) {
        var entry = LittleEndianBytes(long: 0x0201_4B50)
        entry.append(3 << 8 | 20)  // made by Unix, whose modes stand below
        entry.bytes += common
        entry.append(0)  // no comment
        entry.append(0)  // on the first disk
        entry.append(0)  // internal attributes: nothing is said of its text
        entry.append(long: 0o100_755 << 16)  // a regular file
        entry.append(long: UInt32(bytes.count))
        directory += entry.bytes + name
    }

    /// The whole archive.
    package consuming func finished() -> [UInt8] {
        var end = LittleEndianBytes(long: 0x0605_4B50)
        end.append(0)
        end.append(0)
        end.append(UInt16(count))
        end.append(UInt16(count))
        end.append(long: UInt32(directory.count))
        end.append(long: UInt32(bytes.count))
        end.append(0)
        return bytes + directory + end.bytes
    }
}

/// Numbers as the format writes them, the lowest byte first.
private struct LittleEndianBytes {
    var bytes: [UInt8] = []

    init() {}

    init(long value: UInt32) { append(long: value) }

    mutating func append(_ value: UInt16) { bytes += [UInt8(truncatingIfNeeded: value), UInt8(value >> 8)] }

    mutating func append(long value: UInt32) {
        append(UInt16(truncatingIfNeeded: value))
        append(UInt16(value >> 16))
    }
}
