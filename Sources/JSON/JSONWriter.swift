/// Writes JSON bytes straight out: two spaces, no escaped slashes, UTF-8 as it is.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.key("Type")
///     writer.string("AWS::SQS::Queue")
///     writer.endObject()
///     writer.bytes    // {⏎  "Type": "AWS::SQS::Queue"⏎}
public struct JSONWriter {
    /// What was written so far.
    public private(set) var bytes: [UInt8] = []
    /// A newline and the spaces that begin a line, as many as were ever needed.
    private var margin: [UInt8] = [UInt8(ascii: "\n")]
    private var indentation = 0
    /// Whether nothing was written yet into the innermost object or list.
    private var isEmpty = true
    private let isOneLine: Bool

    /// - Parameters:
    ///   - capacity: about how many bytes the result will have.
    ///   - isOneLine: whether all stands on one line, for programs that read line by line.
    public init(capacity: Int = 0, isOneLine: Bool = false) {
        self.isOneLine = isOneLine
        bytes.reserveCapacity(capacity)
    }

    // MARK: - Structure

    /// Writes an opening brace; members follow.
    public mutating func beginObject() { begin("{") }
    /// Writes the closing brace.
    public mutating func endObject() { end("}") }
    /// Writes an opening bracket; elements follow.
    public mutating func beginList() { begin("[") }
    /// Writes the closing bracket.
    public mutating func endList() { end("]") }

    /// Begins a member of an object.
    public mutating func key(_ key: String) {
        element()
        string(key)
        write(": ")
    }

    /// Begins an element of a list.
    public mutating func element() {
        if !isEmpty { write(",") }
        isEmpty = false
        newLine()
    }

    private mutating func begin(_ bracket: StaticString) {
        write(bracket)
        indentation += 1
        isEmpty = true
    }

    private mutating func end(_ bracket: StaticString) {
        indentation -= 1
        if !isEmpty { newLine() }
        isEmpty = false
        write(bracket)
    }

    private mutating func newLine() {
        if isOneLine { return }
        let length = 1 + 2 * indentation
        while margin.count < length { margin.append(UInt8(ascii: " ")) }
        // Of a part of the array, without making a slice, which takes long in debug builds.
        let margin = margin
        margin.withUnsafeBufferPointer { margin in
            bytes.append(contentsOf: UnsafeBufferPointer(start: margin.baseAddress, count: length))
        }
    }

    // MARK: - Tokens

    /// Text that is JSON as it stands, such as a bracket or `null`.
    public mutating func write(_ token: StaticString) {
        bytes.append(contentsOf: UnsafeBufferPointer(start: token.utf8Start, count: token.utf8CodeUnitCount))
    }

    /// Text that is JSON as it stands, such as a number.
    public mutating func write(raw text: String) {
        bytes.append(contentsOf: text.utf8)
    }

    /// A string in quotation marks.
    public mutating func string(_ text: String) {
        bytes.append(UInt8(ascii: "\""))
        stringContents(text)
        bytes.append(UInt8(ascii: "\""))
    }

    /// The inside of a string, with what JSON requires escaped.
    public mutating func stringContents(_ text: String) {
        let start = bytes.count
        bytes.append(contentsOf: text.utf8)
        // Escapes are rare, so the text is written first and looked at after.
        let first = indexOfEscape(from: start)
        guard first < bytes.count else { return }
        let rest = Array(bytes[first...])
        bytes.removeSubrange(first...)
        for byte in rest { escape(byte) }
    }

    /// Where the next byte is that needs an escape; the end where none does. By hand, since every byte of a template
    /// comes along here, and there are debug builds.
    private func indexOfEscape(from start: Int) -> Int {
        bytes.withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return start }
            let end = buffer.count
            var position = start
            while position < end {
                let byte = base[position]
                if byte < 0x20 || byte == 0x22 || byte == 0x5C { break }
                position += 1
            }
            return position
        }
    }

    private static func needsEscape(_ byte: UInt8) -> Bool {
        byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\")
    }

    private mutating func escape(_ byte: UInt8) {
        guard Self.needsEscape(byte) else { return bytes.append(byte) }
        switch byte {
        case UInt8(ascii: "\""): write("\\\"")
        case UInt8(ascii: "\\"): write("\\\\")
        case UInt8(ascii: "\n"): write("\\n")
        case UInt8(ascii: "\r"): write("\\r")
        case UInt8(ascii: "\t"): write("\\t")
        default:
            let digits = String(byte, radix: 16)
            write(raw: "\\u" + String(repeating: "0", count: 4 - digits.count) + digits)
        }
    }

    /// A number, as ``text(of:)`` has it.
    public mutating func number(_ number: Double) {
        write(raw: Self.text(of: number))
    }

    /// A whole number without fraction, and anything else in the shortest form that reads back the same.
    public static func text(of number: Double) -> String {
        // Every whole number up to 2^53 has an exact Double.
        if abs(number) <= 9_007_199_254_740_992, Double(Int(number)) == number { return String(Int(number)) }
        return "\(number)"
    }
}
