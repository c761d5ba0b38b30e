import Diagnostics
import JSON
import Template

extension SchemaValidation {
    /// A text, number or boolean, against what the schema says of its text and its size.
    mutating func validate(
        _ text: String, of value: Template.Expression, _ schema: JSONValue
    ) {
        validateEnumeration(text, schema)
        if let number = text.asNumber, value.string == nil || !allowsText(schema) {
            validateRange(number, text, schema)
        }
        guard allowsText(schema) else { return }
        let count = text.unicodeScalars.count
        if let most = schema["maxLength"]?.integer, count > most {
            report(
                "wrong-length", "the value has \(count) characters; at most \(most) are allowed",
                fix: "shorten it")
        }
        if let least = schema["minLength"]?.integer, count < least {
            report(
                "wrong-length", "the value has \(count) characters; at least \(least) are wanted",
                fix: text.isEmpty ? "give a value, or leave the property out" : "write a longer one")
        }
        if let pattern = schema["pattern"]?.string, schemas.pattern(pattern)?.matches(text) == false {
            report(
                "pattern-mismatch", "\(shown(text)) does not match the pattern \(pattern)",
                fix: "write it as the pattern asks")
        }
    }

    /// Whether the value is one for its text.
    private func allowsText(_ schema: JSONValue) -> Bool {
        guard let type = schema["type"] else { return true }
        return type.string == "string" || type.elements?.contains { $0.string == "string" } == true
    }

    private mutating func validateEnumeration(_ text: String, _ schema: JSONValue) {
        var ignoresCase = false
        var list = schema["enum"]
        if list == nil {
            list = schema["enumCaseInsensitive"]
            ignoresCase = list != nil
        }
        guard let allowed = list?.elements?.compactMap(\.scalarText), !allowed.isEmpty else { return }
        let isAllowed =
            ignoresCase
            ? allowed.contains { $0.lowercased() == text.lowercased() } : allowed.contains(text)
        guard !isAllowed else { return }
        let choices = allowed.prefix(12).joined(separator: ", ") + (allowed.count > 12 ? ", ..." : "")
        report(
            "value-not-allowed", "\(shown(text)) is not allowed; allowed: \(choices)",
            fix: Suggestion.fix(for: text, in: allowed) ?? "choose one of them")
    }

    private mutating func validateRange(
        _ number: Double, _ text: String, _ schema: JSONValue
    ) {
        if let least = schema["minimum"]?.number, let bound = Double(least), number < bound {
            report(
                "out-of-range", "\(text) is too small; allowed: \(least) or more",
                fix: "write \(least) or more")
        }
        if let most = schema["maximum"]?.number, let bound = Double(most), number > bound {
            report(
                "out-of-range", "\(text) is too large; allowed: \(most) or less", fix: "write \(most) or less"
            )
        }
        if let most = schema["exclusiveMaximum"]?.number, let bound = Double(most), number >= bound {
            report("out-of-range", "\(text) is too large; allowed: less than \(most)", fix: "write less")
        }
        if let step = schema["multipleOf"]?.number, let divisor = Double(step), divisor > 0,
            (number / divisor).rounded() * divisor != number
        {
            report("out-of-range", "\(text) is no multiple of \(step)", fix: "write a multiple of \(step)")
        }
    }
}

extension JSONValue {
    /// A whole number; nil for anything else.
    var integer: Int? { number.flatMap { Int($0) } }

    /// A string, number or boolean as text.
    var scalarText: String? { string ?? number ?? boolean.map { $0 ? "true" : "false" } }
}
