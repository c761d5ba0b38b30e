#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A catalogue as one text that lies in the executable: the release in the first line, then a line a name, sorted by the
/// names' bytes, with tabs between the name and two fields: a type's facts and schema, a service's resources and actions.
///
/// Nothing is read before it is asked for: a lookup touches a few pages, however many types there are.
package struct CatalogueText: @unchecked Sendable {
    // Nobody writes to a program's constants.
    private let bytes: UnsafeBufferPointer<UInt8>

    /// - Parameter bytes: they stay where they are for as long as the program runs, and end in a newline.
    package init(_ bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// The date of the schema release, `2026-10-20`.
    package var release: String { String(decoding: bytes[..<endOfLine(from: 0)], as: UTF8.self) }

    /// All names, in their order.
    package var names: [String] {
        var names: [String] = []
        var start = endOfLine(from: 0) + 1
        while start < bytes.count {
            let tab = end(of: UInt8(ascii: "\t"), from: start)
            names.append(String(decoding: bytes[start..<tab], as: UTF8.self))
            start = endOfLine(from: tab) + 1
        }
        return names
    }

    /// What is known of a type; nil where no line has it.
    package func entry(of type: TypeName) -> ResourceCatalogue.Entry? {
        fields(of: type.description).map { ResourceCatalogue.Entry(facts: $0, schema: $1) }
    }

    /// What stands behind a name; nil where no line has it.
    package func fields(of name: String) -> (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>)? {
        let key = Array(name.utf8)
        // Before `low` all names are smaller, from `high` on all are larger; both are beginnings of lines.
        var low = endOfLine(from: 0) + 1
        var high = bytes.count
        while low < high {
            let middle = low + (high - low) / 2
            var start = endOfLine(from: middle) + 1
            // The last line begins before the middle.
            if start >= high { start = low }
            let tab = end(of: UInt8(ascii: "\t"), from: start)
            let name = bytes[start..<tab]
            if name.elementsEqual(key) { return fields(from: tab + 1) }
            if name.lexicographicallyPrecedes(key) {
                low = endOfLine(from: tab) + 1
            } else if start == low {
                return nil
            } else {
                high = start
            }
        }
        return nil
    }

    private func fields(from start: Int) -> (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) {
        let tab = end(of: UInt8(ascii: "\t"), from: start)
        let end = endOfLine(from: tab)
        return (
            UnsafeBufferPointer(rebasing: bytes[start..<tab]), UnsafeBufferPointer(rebasing: bytes[(tab + 1)..<end])
        )
    }

    private func endOfLine(from start: Int) -> Int { end(of: UInt8(ascii: "\n"), from: start) }

    /// Where a byte comes next; the end of the text where it does not.
    private func end(of byte: UInt8, from start: Int) -> Int {
        guard let base = bytes.baseAddress, start < bytes.count,
            let found = memchr(base + start, Int32(byte), bytes.count - start)
        else { return bytes.count }
        return UnsafeRawPointer(found) - UnsafeRawPointer(base)
    }
}
