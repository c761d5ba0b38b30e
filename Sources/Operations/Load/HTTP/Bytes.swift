#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

extension UnsafeRawBufferPointer {
    /// Where the first newline is.
    var firstNewline: Int? {
        guard let start = baseAddress, let found = memchr(start, 0x0A, count) else { return nil }
        return UnsafeRawPointer(found) - start
    }

    /// Whether the bytes begin with ASCII text, given in lower case, whatever case their letters have.
    func hasPrefix(_ text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && matches(text, at: 0)
    }

    /// Whether the bytes end with ASCII text, given in lower case, whatever case their letters have.
    func hasSuffix(_ text: StaticString) -> Bool {
        count >= text.utf8CodeUnitCount && matches(text, at: count - text.utf8CodeUnitCount)
    }

    private func matches(_ text: StaticString, at offset: Int) -> Bool {
        let start = text.utf8Start
        for index in 0..<text.utf8CodeUnitCount {
            let byte = self[offset + index]
            let lowered = byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte
            guard lowered == start[index] else { return false }
        }
        return true
    }
}

extension Slice<UnsafeRawBufferPointer> {
    /// The bytes without spaces and tabs around them.
    var trimmingBlanks: Slice<UnsafeRawBufferPointer> {
        func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }
        guard let first = firstIndex(where: { !isBlank($0) }), let last = lastIndex(where: { !isBlank($0) }) else {
            return self[startIndex..<startIndex]
        }
        return self[first...last]
    }
}
