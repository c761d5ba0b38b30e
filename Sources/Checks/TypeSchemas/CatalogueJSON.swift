import JSON

#if canImport(Glibc)
import Glibc
#elseif canImport(Musl)
import Musl
#else
import Darwin
#endif

/// A value of a JSON text that lies in the executable, read where it stands.
///
/// Only what is asked for is looked at, and what stands before it is passed over: of most schemas a template uses
/// little, and to parse all of them takes longer than all else that is done with them. The generator wrote the text, so
/// that nobody checks it here. What is no JSON is misunderstood, but never read beyond its end.
struct CatalogueJSON {
    typealias Place = UnsafePointer<UInt8>

    private let start: Place
    /// Of the whole text.
    private let end: Place

    /// - Parameter bytes: they stay where they are for as long as the program runs. Nil for none.
    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard var start = bytes.baseAddress else { return nil }
        let end = start + bytes.count
        while start < end, Self.isSpace(start.pointee) { start += 1 }
        guard start < end else { return nil }
        self.init(start, end)
    }

    private init(_ start: Place, _ end: Place) {
        self.start = start
        self.end = end
    }

    private var first: UInt8 { start < end ? start.pointee : 0 }

    // MARK: - Scalars

    /// True or false; nil for what is neither.
    var boolean: Bool? {
        switch first {
        case UInt8(ascii: "t"): true
        case UInt8(ascii: "f"): false
        default: nil
        }
    }

    /// What a string says, as it is written; nil for what is no string.
    var text: Text? {
        guard first == UInt8(ascii: "\"") else { return nil }
        return Text(start: start + 1, end: Self.endOfString(from: start + 1, end))
    }

    /// A string without its escapes; nil for what is none.
    var string: String? { text?.string }

    var isNumber: Bool { first == UInt8(ascii: "-") || Self.isDigit(first) }

    /// The text of a number, as it is written; nil for what is no number.
    var number: String? {
        guard isNumber else { return nil }
        return Text(start: start, end: Self.endOfValue(from: start, end)).string
    }

    /// A whole number; nil for anything else.
    var integer: Int? { number.flatMap { Int($0) } }

    /// A string, number or boolean as text.
    var scalarText: String? { string ?? number ?? boolean.map { $0 ? "true" : "false" } }

    /// Whether it is a string, number or boolean with a text.
    func isScalar(_ text: String) -> Bool {
        switch first {
        case UInt8(ascii: "\""): self.text.map { $0.says(text) } ?? false
        case UInt8(ascii: "{"), UInt8(ascii: "["), UInt8(ascii: "n"): false
        default: Text(start: start, end: Self.endOfValue(from: start, end)) == text
        }
    }

    // MARK: - Lists and objects

    var isObject: Bool { first == UInt8(ascii: "{") }

    /// The elements of a list, in order; none of what is no list.
    var elements: Elements { Elements(walk: first == UInt8(ascii: "[") ? Walk(start + 1, end) : Walk(end, end)) }

    /// The members of an object, in order; none of what is no object.
    var members: Members { Members(walk: isObject ? Walk(start + 1, end) : Walk(end, end)) }

    /// The strings among the elements of a list.
    var strings: [String] {
        var strings: [String] = []
        for element in elements { if let string = element.string { strings.append(string) } }
        return strings
    }

    var hasElements: Bool {
        var elements = elements
        return elements.next() != nil
    }

    /// Whether a string is among the elements of a list.
    func hasElement(_ string: String) -> Bool {
        for element in elements { if let text = element.text, text == string { return true } }
        return false
    }

    /// The value of the first member with a key; nil where there is none.
    subscript(key: StaticString) -> CatalogueJSON? {
        for member in members where key ~= member.key { return member.value }
        return nil
    }

    subscript(key: String) -> CatalogueJSON? {
        for member in members where member.key == key { return member.value }
        return nil
    }

    /// The same parsed, for whoever asks for all of it.
    var parsed: JSONValue? {
        let length = Self.endOfValue(from: start, end) - start
        return try? JSONValue(parsing: Array(UnsafeBufferPointer(start: start, count: length)))
    }

    // MARK: - Reading

    /// What stands between a string's quotation marks.
    struct Text {
        private let start: Place
        /// In bytes, with its escapes.
        let count: Int

        fileprivate init(start: Place, end: Place) {
            self.start = start
            count = end - start
        }

        /// Without its escapes.
        var string: String {
            if hasEscapes { return CatalogueJSON(start - 1, start + count + 1).parsed?.string ?? "" }
            return String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        }

        /// Whether it is the text, which has no escapes.
        static func ~= (text: StaticString, own: Text) -> Bool {
            text.utf8CodeUnitCount == own.count && memcmp(text.utf8Start, own.start, own.count) == 0
        }

        static func == (own: Text, other: Text) -> Bool {
            own.count == other.count && memcmp(own.start, other.start, own.count) == 0
        }

        /// What stands before a byte; all where it does not come.
        func prefix(before byte: UInt8) -> Text {
            guard let found = memchr(start, Int32(byte), count) else { return self }
            return Text(start: start, end: Place(found.assumingMemoryBound(to: UInt8.self)))
        }

        /// What stands behind a text; nil where it does not begin so.
        func dropping(_ text: StaticString) -> Text? {
            let length = text.utf8CodeUnitCount
            guard count >= length, memcmp(start, text.utf8Start, length) == 0 else { return nil }
            return Text(start: start + length, end: start + count)
        }

        /// Whether it is the text, which has no escapes, as no name has.
        static func == (own: Text, text: String) -> Bool {
            let count = text.utf8.count
            guard own.count == count else { return false }
            return text.utf8.withContiguousStorageIfAvailable { bytes in
                bytes.baseAddress.map { memcmp($0, own.start, count) == 0 } ?? true
            } ?? (own.string == text)
        }

        /// Whether it is the text without its escapes.
        func says(_ text: String) -> Bool {
            if self == text { return true }
            // An escape is longer than what it stands for.
            return count > text.utf8.count && hasEscapes && string == text
        }

        private var hasEscapes: Bool { memchr(start, Int32(UInt8(ascii: "\\")), count) != nil }
    }

    struct Elements: Sequence, IteratorProtocol {
        fileprivate var walk: Walk

        mutating func next() -> CatalogueJSON? {
            guard let place = walk.next() else { return nil }
            return CatalogueJSON(place, walk.end)
        }

        /// Goes over the members of the element that was given last, which is not passed over again then.
        mutating func enter(_ element: CatalogueJSON, _ visit: (Member) -> Void) {
            var inner = element.members
            while let member = inner.next() { visit(member) }
            if element.isObject { walk.leave(inner.walk) }
        }
    }

    struct Member {
        let key: Text
        let value: CatalogueJSON
    }

    struct Members: Sequence, IteratorProtocol {
        fileprivate var walk: Walk

        mutating func next() -> Member? {
            guard let place = walk.next() else { return nil }
            let endOfKey = CatalogueJSON.endOfString(from: place + 1, walk.end)
            guard let value = walk.value(behind: endOfKey) else { return nil }
            return Member(
                key: Text(start: place + 1, end: endOfKey), value: CatalogueJSON(value, walk.end))
        }

        /// Goes over the members of the value that was given last, which is not passed over again then.
        mutating func enter(_ value: CatalogueJSON, _ visit: (Member) -> Void) {
            var inner = value.members
            while let member = inner.next() { visit(member) }
            if value.isObject { walk.leave(inner.walk) }
        }
    }

    /// Goes over what stands in a list or object.
    fileprivate struct Walk {
        private var place: Place
        let end: Place
        /// Whether a value begins at the place that was given already.
        private var isAtValue = false

        init(_ place: Place, _ end: Place) {
            self.place = place
            self.end = end
        }

        /// Where the next element or key begins; nil where there is no more.
        mutating func next() -> Place? {
            if isAtValue { place = CatalogueJSON.endOfValue(from: place, end) }
            return stop()
        }

        /// - Parameter key: where it ends.
        mutating func value(behind key: Place) -> Place? {
            place = key + 1
            return stop()
        }

        /// Goes on behind what another one went over to its end.
        mutating func leave(_ inner: Walk) {
            place = inner.place + 1
            isAtValue = false
        }

        private mutating func stop() -> Place? {
            isAtValue = false
            while place < end {
                let byte = place.pointee
                if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { return nil }
                if byte != UInt8(ascii: ","), byte != UInt8(ascii: ":"), !CatalogueJSON.isSpace(byte) {
                    isAtValue = true
                    return place
                }
                place += 1
            }
            return nil
        }
    }

    /// Where the quotation mark is that ends a string.
    private static func endOfString(from start: Place, _ end: Place) -> Place {
        var place = start
        while place < end, let found = memchr(place, Int32(UInt8(ascii: "\"")), end - place) {
            let mark = Place(found.assumingMemoryBound(to: UInt8.self))
            // Before the start stands a quotation mark.
            if (mark - 1).pointee != UInt8(ascii: "\\") { return mark }
            var slash = mark
            while slash > start, (slash - 1).pointee == UInt8(ascii: "\\") { slash -= 1 }
            // Pairs of backslashes stand for themselves.
            if (mark - slash) & 1 == 0 { return mark }
            place = mark + 1
        }
        return end
    }

    /// Where a value ends, with all that is in it.
    private static func endOfValue(from start: Place, _ end: Place) -> Place {
        var place = start
        var depth = 0
        while place < end {
            switch place.pointee {
            case UInt8(ascii: "\""):
                place = endOfString(from: place + 1, end)
                if depth == 0 { return min(place + 1, end) }
            case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
            case UInt8(ascii: "}"), UInt8(ascii: "]"):
                // That of what a number or word stands in.
                if depth == 0 { return place }
                depth -= 1
                if depth == 0 { return place + 1 }
            case let byte where depth == 0 && (byte == UInt8(ascii: ",") || isSpace(byte)): return place
            default: break
            }
            place += 1
        }
        return end
    }

    private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte >= 0x09 && byte <= 0x0D }

    private static func isDigit(_ byte: UInt8) -> Bool { byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") }
}
