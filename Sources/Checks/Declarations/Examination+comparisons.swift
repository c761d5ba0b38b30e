import Diagnostics
import Template

extension Examination {
    /// A parameter is compared with what it may be.
    mutating func checkComparisons() {
        guard isOfFile, !isRewritten else { return }
        var found: [(name: String, text: String, allowed: [String], path: Template.Path)] = []
        for (condition, value) in template.conditions {
            value.visit(at: Template.Path(.conditions, condition)) { value, path in
                guard case .call(.equals, let sides) = value else { return }
                for (one, other) in [(sides[0], sides[1]), (sides[1], sides[0])] {
                    guard case .ref(let name) = one, let parameter = template.parameters[name],
                        let text = other.scalarText, parameter.neverIs(text)
                    else { continue }
                    found.append((name, text, parameter.allowedValues, path))
                }
            }
        }
        for (name, text, allowed, path) in found {
            report(
                "impossible-comparison",
                "\(name) is never \"\(text)\": it allows \(Suggestion.list(allowed, for: text))", severity: .warning,
                at: path, notes: [note("declared here", at: Template.Path(.parameters, name))].compactMap(\.self),
                fix: Suggestion.choice(for: text, in: allowed))
        }
    }
}

extension Template.Parameter {
    /// Whether a text is none of those that the parameter allows.
    fileprivate func neverIs(_ text: String) -> Bool {
        let allowed = allowedValues
        guard !allowed.isEmpty, !isList, !isInSystemsManager, !allowed.contains(text) else { return false }
        // Numbers may be written in several ways, and an empty text asks whether there is any.
        return !isNumeric && !text.isEmpty
    }
}
