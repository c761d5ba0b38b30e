import Diagnostics
import Patterns
import Template

extension SchemaValidation {
    /// A text, number or boolean, against what the schema says of its text and its size.
    mutating func validate(_ text: String, of value: Template.Expression, _ schema: Schema) {
        if let rules = schema.values { validate(text, rules) }
        guard let rules = schema.scalars else { return }
        if !rules.allows(text) { reportNotAllowed(text, rules) }
        let isOfText = schema.types.contains(.string)
        if rules.hasBounds, value.string == nil || !isOfText, let number = text.asNumber {
            validateRange(number, text, rules)
        }
        if isOfText || schema.types.isEmpty, rules.hasTextRules { validate(text, rules, schema) }
    }

    private mutating func validate(_ text: String, _ rules: ScalarRules, _ schema: Schema) {
        // No character has more than four bytes, so that mostly there is nothing to count.
        let bytes = text.utf8.count
        if let most = rules.maxLength, bytes > most {
            let count = text.unicodeScalars.count
            if count > most {
                report(
                    "wrong-length", "the value has \(count) characters; at most \(most) are allowed",
                    fix: "shorten it")
            }
        }
        if let least = rules.minLength, bytes / 4 < least {
            let count = text.unicodeScalars.count
            if count < least {
                report(
                    "wrong-length", "the value has \(count) characters; at least \(least) are wanted",
                    fix: text.isEmpty ? "give a value\(orLeaveOut("the property"))" : "write a longer one")
            }
        }
        if let pattern = rules.pattern, schema.matches(text) == false {
            report(
                "pattern-mismatch", "\(shown(text)) does not match the pattern \(pattern.string)",
                fix: "write it as the pattern asks")
        }
    }

    /// A text that says which resource is meant, against the way in which AWS writes that.
    mutating func validateIdentifier(_ text: String) {
        guard let format = reference?.format, !format.allows(text) else { return }
        // A program's tests make stacks with identifiers that stand for any, such as vpc-1, and never deploy them.
        guard isOfFile || !text.hasPrefix(format.prefix + "-") else {
            dependsOnPlace = true
            return
        }
        report(
            "malformed-identifier", "\(shown(text)) is no identifier of an \(format.type): these are \(format.words)",
            fix: "give the identifier of one that exists, or a reference to one")
    }

    /// A text of which parts are not known, against what holds whatever they are.
    mutating func validate(_ text: PartialText, of value: Template.Expression, _ schema: Schema) {
        if let conditions = schema.conditions { validate(value, conditions) }
        for index in 0..<(schema.all?.count ?? 0) {
            guard let part = schema.all?.schema(at: index) else { continue }
            let before = problems.count
            validate(text, of: value, part)
            explain(problemsFrom: before, by: part)
        }
        guard let rules = schema.scalars else { return }
        if let pattern = rules.pattern, schema.matches(text) == false {
            return report(
                "pattern-mismatch",
                "\(shown(text.description)) does not match the pattern \(pattern.string), whatever is substituted",
                fix: "write it as the pattern asks")
        }
        if let most = rules.maxLength, text.leastCount > most {
            report(
                "wrong-length", "the value has \(text.leastCount) characters or more; at most \(most) are allowed",
                fix: "shorten it")
        }
        if !rules.mayAllow(text) { reportNotAllowed(text.description, rules) }
    }

    private mutating func reportNotAllowed(_ text: String, _ rules: ScalarRules) {
        let allowed = rules.enumeration
        let choice = Suggestion.choice(for: text, in: allowed)
        report(
            "value-not-allowed", "\(shown(text)) is not allowed; allowed: \(Suggestion.list(allowed, for: text))",
            // They stand in the message.
            fix: choice.hasPrefix("choose")
                ? (allowed.count == 1 ? "write \(allowed[0])" : "choose one of them") : choice,
            mend: Suggestion.correction(of: text, in: allowed).map(Mend.value))
    }

    private mutating func validateRange(_ number: Double, _ text: String, _ rules: ScalarRules) {
        let before = problems.count
        if let least = rules.minimum, number < least.number {
            report(
                "out-of-range", "\(text) is too small; allowed: \(least.text) or more",
                fix: "write \(least.text) or more")
        }
        if let most = rules.maximum, number > most.number {
            report(
                "out-of-range", "\(text) is too large; allowed: \(most.text) or less",
                fix: "write \(most.text) or less")
        }
        if let least = rules.exclusiveMinimum, number <= least.number {
            report("out-of-range", "\(text) is too small; allowed: more than \(least.text)", fix: "write more")
        }
        if let most = rules.exclusiveMaximum, number >= most.number {
            report("out-of-range", "\(text) is too large; allowed: less than \(most.text)", fix: "write less")
        }
        // One that is too small or too large anyhow need not be looked at further.
        guard problems.count == before else { return }
        if let step = rules.step, step.number > 0, (number / step.number).rounded() * step.number != number {
            report("out-of-range", "\(text) is no multiple of \(step.text)", fix: "write a multiple of \(step.text)")
        }
    }
}
