import Foundation

/// An example that the documentation shows: a block of Swift in a doc comment or a page.
struct DocumentationExample {
    /// As in `Sources/Constructs/Identity/Role.swift:5`.
    let place: String
    let code: String
    /// What the compiler must say of it, where the example shows a mistake.
    var error: String?

    /// Whether it is a whole file, and not statements that stand in one.
    var isFile: Bool { code.hasPrefix("import ") }

    /// The examples in the doc comments of a Swift file: blocks that are fenced as Swift or indented.
    static func all(inComments source: String, of path: String) -> [Self] {
        var examples: [Self] = []
        var block: [String] = []
        var start = 0
        var fence: String?
        /// Whether an indented line would begin a block: it does after an empty one only.
        var isAfterEmptyLine = false

        func finish() {
            let code = block.joined(separator: "\n")
            if !block.isEmpty { examples += split(Self(place: "\(path):\(start)", code: code)) }
            block = []
        }
        for (index, line) in source.components(separatedBy: "\n").enumerated() {
            let trimmed = line.drop { $0 == " " }
            guard trimmed.hasPrefix("///") else {
                finish()
                fence = nil
                isAfterEmptyLine = false
                continue
            }
            let text = trimmed.dropFirst(3).first == " " ? trimmed.dropFirst(4) : trimmed.dropFirst(3)
            if let language = fence {
                if text.hasPrefix("```") {
                    finish()
                    fence = nil
                } else if language == "swift" {
                    block.append(String(text))
                }
            } else if text.hasPrefix("```") {
                fence = String(text.dropFirst(3))
                start = index + 2
            } else if text.hasPrefix("    "), isAfterEmptyLine || !block.isEmpty {
                if block.isEmpty { start = index + 1 }
                block.append(String(text.dropFirst(4)))
            } else {
                finish()
            }
            isAfterEmptyLine = text.allSatisfy { $0 == " " }
        }
        finish()
        return examples
    }

    /// The examples of a page in Markdown. Whole files, which begin with their imports, are no examples of this kind.
    static func all(inPage page: String, of path: String) -> [Self] {
        var examples: [Self] = []
        var block: [String]?
        for (index, line) in page.components(separatedBy: "\n").enumerated() {
            if line == "```swift" {
                block = []
            } else if line == "```", let lines = block {
                let code = lines.joined(separator: "\n")
                examples += split(Self(place: "\(path):\(index + 1 - lines.count)", code: code))
                block = nil
            } else {
                block?.append(line)
            }
        }
        return examples
    }

    /// A line before the comment `// error: ...` is an example of its own, which must not compile for that reason.
    private static func split(_ example: Self) -> [Self] {
        var right: [Substring] = []
        var wrong: [Self] = []
        for line in example.code.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.hasPrefix("// error: "), let code = right.popLast() {
                wrong.append(
                    Self(place: example.place, code: String(code), error: String(line.dropFirst("// error: ".count))))
            } else {
                right.append(line)
            }
        }
        return [Self(place: example.place, code: right.joined(separator: "\n"))] + wrong
    }
}
