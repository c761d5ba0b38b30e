/// A file of Swift.
public struct SwiftFile: Sendable, Equatable {
    /// As in `ShopNetwork.swift`.
    public let name: String
    /// All of it, with a newline at the end.
    public let text: String

    /// - Parameter name: without a folder.
    public init(name: String, text: String) {
        self.name = name
        self.text = text
    }
}

/// Collects the lines of a file.
struct SwiftLines {
    private(set) var lines: [String] = []

    mutating func add(_ line: String = "", at indentation: Int = 0) {
        lines.append(line.isEmpty ? "" : CodeLayout.spaces(indentation) + line)
    }

    /// Adds lines of which all but the first one are indented already.
    mutating func add(_ code: [String], at indentation: Int) {
        guard let first = code.first else { return }
        lines.append(CodeLayout.spaces(indentation) + first)
        lines += code.dropFirst()
    }

    /// A blank line, where there is none and no block begins.
    mutating func separate() {
        if let last = lines.last, !last.isEmpty, !last.hasSuffix("{") { lines.append("") }
    }

    var text: String { lines.map { $0 + "\n" }.joined() }
}

/// A comment in lines of 120 columns.
enum Comment {
    static func lines(_ text: String, mark: String, indentation: Int) -> [String] {
        var lines: [String] = []
        for paragraph in text.split(separator: "\n", omittingEmptySubsequences: false) {
            var line = mark
            for word in paragraph.split(separator: " ") {
                if line != mark, indentation + line.count + 1 + word.count > CodeLayout.width {
                    lines.append(line)
                    line = mark
                }
                line += " " + word
            }
            lines.append(line)
        }
        while lines.last == mark { lines.removeLast() }
        return lines
    }
}
