import Diagnostics
import Template

extension Examination {
    /// Conditions can be looked through. Those that cannot are named, with what would decide them.
    mutating func checkEntanglement() {
        for name in template.conditions.names { _ = conditionFacts.value(of: name) }
        let entangled = Set(conditionFacts.undecidable)
        guard !entangled.isEmpty else { return }
        let names = template.conditions.names.filter(entangled.contains)
        let parameters = parameters(deciding: names)
        let most = 20
        let shown = parameters.prefix(most).joined(separator: ", ") + (parameters.count > most ? ", ..." : "")
        report(
            "undecided",
            "\(names.count) of \(template.conditions.names.count) conditions are too much entangled to be looked through: "
                + names.prefix(most).joined(separator: ", ") + (names.count > most ? ", ..." : ""),
            severity: .info, at: Template.Path(.conditions, names[0]),
            fix: parameters.isEmpty
                ? "make them of fewer others" : "give values to \(shown), or make them of fewer others")
    }

    /// The parameters that conditions are made of, and those that they are made of.
    private func parameters(deciding names: [String]) -> [String] {
        var seen = Set(names)
        var open = names
        var parameters: Set<String> = []
        while let name = open.popLast() {
            template.conditions[name]?.visit { value, _ in
                if case .call(.condition, let arguments) = value, let inner = arguments[0].string,
                    seen.insert(inner).inserted
                {
                    open.append(inner)
                }
                if case .ref(let name) = value, template.parameters[name] != nil { parameters.insert(name) }
            }
        }
        return parameters.sorted()
    }
}
