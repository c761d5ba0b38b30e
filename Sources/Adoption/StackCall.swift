import Diagnostics

/// The line of Swift that makes a stack, behind which something is added to it.
struct StackCall: Sendable, Equatable {
    /// How the stack is reached there: `root`, or `orders.stack`.
    let stack: String
    private let lines: [Substring]
    /// Where the line goes, counted from 0.
    private let index: Int
    private let indentation: String

    /// - Parameters:
    ///   - source: the text of the file.
    ///   - line: the one that makes the stack, counted from 1.
    /// - Returns: nil where the stack is in no constant, or its statement's end cannot be told.
    init?(in source: String, at line: Int) {
        lines = source.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.indices.contains(line - 1) else { return nil }
        let text = lines[line - 1]
        indentation = String(text.prefix { $0 == " " || $0 == "\t" })
        if let own = text.firstMatch(of: /^\s*let (\w+) = \w+\.(?:stack|nestedStack)\(/) {
            stack = String(own.1)
        } else if let made = text.firstMatch(of: /^\s*let (\w+) = \w+\(in: \w+\.nestedStack\(/) {
            stack = "\(made.1).stack"
        } else {
            return nil
        }
        var depth = 0
        var position = line - 1
        while position < lines.count {
            // Texts may have brackets in them; those of several lines, nobody counts.
            guard !lines[position].contains("\"\"\""), !lines[position].contains("#\"") else { return nil }
            var isText = false
            var previous: Character = " "
            for character in lines[position] {
                if character == "\"", previous != "\\" { isText.toggle() }
                if !isText { depth += character == "(" ? 1 : character == ")" ? -1 : 0 }
                previous = character
            }
            position += 1
            if depth == 0 {
                index = position
                return
            }
        }
        return nil
    }

    /// The file with one line more.
    func adding(_ line: String) -> String {
        (lines[..<index] + [Substring(indentation + line)] + lines[index...]).joined(separator: "\n")
    }
}
