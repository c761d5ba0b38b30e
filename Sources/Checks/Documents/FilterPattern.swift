import JSON

/// Which log events are meant: `{ $.level = "error" }` of JSON, `[time, level = ERROR, ...]` of fields with spaces
/// between them, or terms ("Filter pattern syntax for metric filters, subscription filters, filter log events, and Live
/// Tail" in the Amazon CloudWatch Logs user guide).
enum FilterPattern {
    /// What is wrong with a pattern, and how it is written.
    struct Problem {
        let message: String
        let fix: String
        /// Whether the guide leaves no doubt.
        var isCertain = true
    }

    /// Nil where it is right, or only a deployment knows.
    static func problem(with pattern: OpenText) -> Problem? {
        let text = pattern.text.drop { $0.isWhitespace }
        switch text.first {
        case "{": return problem(withObject: text)
        case "[": return problem(withFields: text)
        case nil, OpenText.mark?: return nil
        default: return problem(withTerms: text)
        }
    }

    private static func problem(withObject text: Substring) -> Problem? {
        let scan = Scan(text)
        if let problem = scan.problem(closing: "}", of: "a pattern of JSON") { return problem }
        if scan.bare.hasText("==") {
            return Problem(
                message: "a pattern of JSON compares with =, and has no ==", fix: "write =", isCertain: false)
        }
        // What nothing else is known of has a selector at least.
        if !scan.bare.contains("$"), !scan.bare.contains(OpenText.mark) {
            return Problem(
                message: "nothing in the pattern of JSON selects a value",
                fix: "write what to look at with $. before it, as in $.level", isCertain: false)
        }
        return nil
    }

    private static func problem(withFields text: Substring) -> Problem? {
        Scan(text).problem(closing: "]", of: "a pattern of fields")
    }

    private static func problem(withTerms text: Substring) -> Problem? {
        let scan = Scan(text)
        return scan.isQuoteOpen
            ? Problem(message: "a quotation mark of the pattern is not closed", fix: "close it") : nil
    }

    /// A pattern with its quotes taken out of it.
    private struct Scan {
        /// What stands outside of quotes and regular expressions.
        private(set) var bare = ""
        private(set) var isQuoteOpen = false
        private var depth = 0
        private var hasNothingToClose = false

        init(_ text: Substring) {
            var rest = text
            while let character = rest.popFirst() {
                switch character {
                case "\"":
                    isQuoteOpen = true
                    bare.append(" ")
                    while let inside = rest.popFirst() {
                        if inside == "\\" {
                            _ = rest.popFirst()
                        } else if inside == "\"" {
                            isQuoteOpen = false
                            break
                        }
                    }
                case "%" where isOperand:
                    // A regular expression, of which a single sign is none.
                    guard let end = rest.firstIndex(of: "%") else { continue }
                    bare.append(" ")
                    rest = rest[rest.index(after: end)...]
                default:
                    if character == "(" { depth += 1 }
                    if character == ")" {
                        depth -= 1
                        if depth < 0 { hasNothingToClose = true }
                    }
                    bare.append(character)
                }
            }
        }

        /// Whether a value is to follow.
        private var isOperand: Bool { bare.last { !$0.isWhitespace } == "=" }

        func problem(closing end: Character, of kind: String) -> Problem? {
            if isQuoteOpen { return Problem(message: "a quotation mark of \(kind) is not closed", fix: "close it") }
            if bare.last(where: { !$0.isWhitespace }) != end {
                // What is put in may end it.
                if bare.last(where: { !$0.isWhitespace }) == OpenText.mark { return nil }
                return Problem(message: "\(kind) does not end with \(end)", fix: "write \(end) at its end")
            }
            if hasNothingToClose {
                return Problem(message: "a parenthesis of \(kind) closes what none opened", fix: "leave it out")
            }
            return depth > 0 ? Problem(message: "a parenthesis of \(kind) is not closed", fix: "close it") : nil
        }
    }
}
