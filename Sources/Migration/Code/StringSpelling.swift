import ResourceInterfaces

/// How a text is written in Swift: with escapes, or between number signs where those would be many, as in expressions that
/// are full of backslashes.
struct StringSpelling {
    /// What stands before and behind the quotation marks: `#`, or nothing.
    let mark: String
    private let isMultiline: Bool

    init(_ pieces: [Code.Piece], isMultiline: Bool) {
        self.isMultiline = isMultiline
        var escapes = 0
        var endsRaw = false
        for case .text(let text) in pieces {
            escapes += text.utf8.count { $0 == UInt8(ascii: "\\") || !isMultiline && $0 == UInt8(ascii: "\"") }
            endsRaw = endsRaw || text.contains("\"#") || text.contains("\\#")
        }
        // Behind a quotation mark, two more would begin a literal of several lines.
        if case .text(let text)? = pieces.first, !isMultiline, text.hasPrefix("\"\"") { endsRaw = true }
        mark = escapes > 1 && !endsRaw ? "#" : ""
    }

    /// What stands between the quotation marks.
    func escaped(_ text: String) -> String {
        let escape = "\\" + mark
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": result += mark.isEmpty ? "\\\\" : "\\"
            case "\"": result += isMultiline || !mark.isEmpty ? "\"" : "\\\""
            case "\n" where isMultiline: result += "\n"
            default:
                let plain = SwiftLiteral.escaped(String(scalar))
                result += plain.hasPrefix("\\") ? escape + plain.dropFirst() : plain
            }
        }
        // Three quotation marks would end a literal of several lines.
        return isMultiline ? result.replacing("\"\"\"", with: "\(escape)\"\(escape)\"\(escape)\"") : result
    }

    /// Editors take blanks away that end a line.
    func keepingTrailingSpace(_ line: Substring) -> String {
        line.last == " " ? line.dropLast() + "\\\(mark)u{20}" : String(line)
    }
}
