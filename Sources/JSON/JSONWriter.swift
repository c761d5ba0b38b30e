/// Writes JSON bytes straight out: two spaces, no escaped slashes, UTF-8 as it is.
///
///     var writer = JSONWriter()
///     writer.beginObject()
///     writer.key("Type")
///     writer.string("AWS::SQS::Queue")
///     writer.endObject()
///     writer.bytes    // {⏎  "Type": "AWS::SQS::Queue"⏎}
public struct JSONWriter: ~Copyable {
    private var buffer: ByteBuffer
    private var indentation = 0
    /// Whether nothing was written yet into the innermost object or list.
    private var isEmpty = true
    private let isOneLine: Bool

    /// - Parameters:
    ///   - capacity: about how many bytes the result will have.
    ///   - isOneLine: whether all stands on one line, for programs that read line by line.
    public init(capacity: Int = 0, isOneLine: Bool = false) {
        self.isOneLine = isOneLine
        buffer = ByteBuffer(capacity: capacity)
    }

    /// What was written so far.
    public var bytes: [UInt8] { buffer.array }

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
        buffer.append(UInt8(ascii: "\n"))
        buffer.append(repeating: UInt8(ascii: " "), count: 2 * indentation)
    }

    // MARK: - Tokens

    /// Text that is JSON as it stands, such as a bracket or `null`.
    public mutating func write(_ token: StaticString) {
        buffer.append(token.utf8Start, count: token.utf8CodeUnitCount)
    }

    /// Text that is JSON as it stands, such as a number.
    public mutating func write(raw text: String) {
        var text = text
        text.withUTF8 { bytes in
            if let start = bytes.baseAddress { buffer.append(start, count: bytes.count) }
        }
    }

    /// A string in quotation marks.
    public mutating func string(_ text: String) {
        buffer.append(UInt8(ascii: "\""))
        stringContents(text)
        buffer.append(UInt8(ascii: "\""))
    }

    /// The inside of a string, with what JSON requires escaped.
    public mutating func stringContents(_ text: String) {
        var text = text
        text.withUTF8 { bytes in
            guard let start = bytes.baseAddress else { return }
            // Escapes are rare: what has none is written as a whole.
            var written = 0
            var position = 0
            while position < bytes.count {
                let byte = start[position]
                if byte < 0x20 || byte == 0x22 || byte == 0x5C {
                    buffer.append(start + written, count: position - written)
                    escape(byte)
                    written = position + 1
                }
                position += 1
            }
            buffer.append(start + written, count: position - written)
        }
    }

    private mutating func escape(_ byte: UInt8) {
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
