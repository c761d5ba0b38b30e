import Template

/// An expression of metric math ("Using metric math" in the Amazon CloudWatch user guide).
struct MetricExpression {
    private let text: String

    /// - Parameter value: nil, and nothing comes of it, where only a deployment knows it.
    init?(_ value: Template.Expression?) {
        guard let text = value?.string, !text.contains("${") else { return nil }
        self.text = text
    }

    /// As some write them.
    private static let keywords: Set = [
        "and", "asc", "avg", "desc", "false", "linear", "max", "min", "or", "repeat", "sum", "true",
    ]

    /// The metrics and expressions that it is about. Their names begin with a lower case letter; of functions and
    /// keywords none does.
    var names: [String] {
        // Queries, and functions that take names of something else, have words of their own.
        guard !["SELECT", "INSIGHT_RULE_METRIC", "LAMBDA", "PROMQL"].contains(where: text.uppercased().contains) else {
            return []
        }
        var names: [String] = []
        var quote: Character?
        var word = ""
        for (index, character) in zip(text.indices + [text.endIndex], text + " ") {
            if let open = quote {
                if character == open { quote = nil }
            } else if character.isASCII, character.isLetter || character.isNumber || "_.".contains(character) {
                word.append(character)
            } else {
                // As in `METRICS("errors")`, a text may be any.
                if character == "\"" || character == "'" { quote = character }
                if word.first?.isLowercase == true, text[index...].first(where: { !$0.isWhitespace }) != "(",
                    !Self.keywords.contains(word),
                    !names.contains(word)
                {
                    names.append(word)
                }
                word = ""
            }
        }
        return names
    }
}
