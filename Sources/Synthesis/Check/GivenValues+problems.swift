import Diagnostics
import Template

extension GivenValues {
    /// What CloudFormation would not take for the parameters of root templates.
    ///
    /// - Parameter supplied: the names of those that a deployment gives by itself.
    func problems(for roots: [Template], supplied: Set<String> = []) -> [Diagnostic] {
        let declared = roots.flatMap(\.parameters.names)
        let unknown = values.keys.sorted().filter { !declared.contains($0) }.map { name in
            let question = Suggestion.question(for: name, in: declared)
            return Diagnostic(
                "unknown-parameter",
                "unknown parameter '\(UserFile.shown(name))'; \(question)Declared: \(declared.sorted().joined(separator: ", "))",
                at: values[name]?.place)
        }
        return unknown + roots.flatMap { problems(for: $0, supplied) }
    }

    private func problems(for root: Template, _ supplied: Set<String>) -> [Diagnostic] {
        root.parameters.flatMap { name, parameter -> [Diagnostic] in
            let place = root.origin(of: Template.Path(.parameters, name))?.place
            let notes = place.map { [Diagnostic.Note("declared here", at: $0)] } ?? []
            if let value = values[name] {
                let shown = parameter.noEcho ? "" : " '\(UserFile.shown(value.text))'"
                return parameter.violations(of: value.text).map {
                    Diagnostic(
                        "invalid-parameter", "the value\(shown) of parameter '\(name)' \($0)", at: value.place,
                        notes: notes)
                }
            }
            // A secret is given elsewhere, and what only a deployment knows by that.
            guard parameter.defaultValue == nil, !parameter.noEcho, !supplied.contains(name) else { return [] }
            return [
                Diagnostic(
                    "missing-parameter", "parameter '\(name)' (\(parameter.type)) is missing and has no default",
                    at: place, logicalID: name, fix: "give it a value")
            ]
        }
    }
}
