import Template

/// What a name in a template looks like, with `*` for what nobody knows before a deployment.
struct NamePattern {
    private let stack: EvaluatedTemplate
    private let place: DeploymentPlace

    init(in stack: EvaluatedTemplate, at place: DeploymentPlace) {
        self.stack = stack
        self.place = place
    }

    /// `orders-*` for `{ "Fn::Sub": "orders-${Queue}" }`; `*` where nothing is known.
    func text(of expression: Template.Expression) -> String {
        Self.withoutRepetition(pattern(of: expression))
    }

    private func pattern(of expression: Template.Expression) -> String {
        if case .text(let text)? = stack.value(of: expression) { return Self.escaped(text) }
        switch expression {
        case .ref(PseudoName.stackName): return stackName
        case .sub(let substitution): return substitution.segments.map { pattern(of: $0, substitution) }.joined()
        case .call(.join, let arguments) where arguments.count == 2:
            guard let separator = arguments[0].string, let parts = arguments[1].list else { return "*" }
            return parts.map(pattern).joined(separator: separator)
        default: return "*"
        }
    }

    private func pattern(
        of segment: Template.Substitution.Segment, _ substitution: Template.Substitution
    ) -> String {
        switch segment {
        case .text(let text): return text
        case .literal: return "*"
        case .name(let name):
            if let value = substitution.variables[name] { return pattern(of: value) }
            guard let dot = name.firstIndex(of: "."), !name.hasPrefix("AWS::") else { return pattern(of: .ref(name)) }
            return pattern(of: .getAtt(String(name[..<dot]), .string(String(name[name.index(after: dot)...]))))
        }
    }

    /// A nested stack's name begins with that of the stack around it.
    private var stackName: String {
        stack.path.isEmpty ? place.stackName : "\(place.stackName)-\(stack.path.joined(separator: "-*-"))-*"
    }

    /// What means something else in a policy means nothing there.
    private static func escaped(_ text: String) -> String {
        text.contains("$") ? text.replacing("${", with: "*") : text
    }

    private static func withoutRepetition(_ pattern: String) -> String {
        var pattern = pattern
        while pattern.contains("**") { pattern = pattern.replacing("**", with: "*") }
        return pattern
    }

    /// The pseudo parameters that it knows.
    private enum PseudoName {
        static let stackName = "AWS::StackName"
    }
}
