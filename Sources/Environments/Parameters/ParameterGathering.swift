import CloudFormation
import Terminal

/// Finds the value of each parameter, in the environment's file, an environment variable or its declaration, and what
/// is wrong with it.
struct ParameterGathering {
    let declared: [ParameterDeclaration]
    let environment: EnvironmentFile
    /// The value of an environment variable, nil when it is not set.
    let secret: (String) -> String?
    private(set) var values: [String: String] = [:]
    private(set) var problems: [String] = []
    private(set) var problemsOfCreation: [String] = []

    init(
        declared: [ParameterDeclaration], environment: EnvironmentFile, secret: @escaping (String) -> String?
    ) {
        self.declared = declared
        self.environment = environment
        self.secret = secret
    }

    mutating func gather() {
        let names = declared.map(\.name)
        for name in environment.parameters.keys.sorted() where !names.contains(name) {
            let guess = Suggestion.question(for: name, in: names)
            problems.append(
                "\(environment.location(ofName: name)): error: unknown parameter '\(UserFile.shown(name))'; \(guess)Declared: \(names.sorted().joined(separator: ", "))"
            )
        }
        for parameter in declared {
            if parameter.noEcho { gather(secret: parameter) } else { gather(parameter) }
        }
    }

    private mutating func gather(_ parameter: ParameterDeclaration) {
        if let value = environment.parameters[parameter.name] {
            let place = environment.location(ofValue: parameter.name)
            problems += parameter.violations(of: value).map {
                "\(place): error: parameter '\(parameter.name)' is '\(UserFile.shown(value))'; it \($0) (declared at \(parameter.location))"
            }
            values[parameter.name] = value
        } else if let value = parameter.defaultValue {
            values[parameter.name] = value
        } else {
            let meaning = parameter.description.map { ": \($0)" } ?? ""
            problems.append(
                "\(environment.fileName): error: parameter '\(parameter.name)' (\(parameter.type)) is missing and has no default; add it to 'parameters'\(meaning) (declared at \(parameter.location))"
            )
        }
    }

    private mutating func gather(secret parameter: ParameterDeclaration) {
        let variable = parameter.environmentVariable
        let remedy =
            variable.map { "set the environment variable \($0)" }
            ?? "name the environment variable that gives it where it is declared (environmentVariable:)"
        if environment.parameters[parameter.name] != nil {
            problems.append(
                "\(environment.location(ofName: parameter.name)): error: parameter '\(parameter.name)' is a secret and must not be in a file; remove it and \(remedy)"
            )
        } else if let variable, let value = secret(variable) {
            problems += parameter.violations(of: value).map {
                "environment variable \(variable): error: its value, for parameter '\(parameter.name)', \($0) (declared at \(parameter.location))"
            }
            values[parameter.name] = value
        } else if parameter.defaultValue == nil {
            problemsOfCreation.append(
                "parameter '\(parameter.name)' is a secret without a default, and a new stack needs it; \(remedy) (declared at \(parameter.location))"
            )
        }
    }

    // MARK: - Values together

    /// Reports the constraints that the values break. What depends on a secret that stays as it was deployed is a rule,
    /// and left to AWS; no other constraint speaks of secrets.
    mutating func check(_ constraints: [ParameterConstraint]) {
        for constraint in constraints where constraint.holds(for: values) == false {
            let place =
                constraint.parameters.first { environment.parameterPlaces[$0] != nil }
                .map { environment.location(ofValue: $0) } ?? environment.fileName
            let notes = constraint.parameters.map { "\n  \(note(about: $0))" }.joined()
            problems.append(
                "\(place): error: \(constraint.message); allowed: \(constraint.allowed) (required at \(constraint.location))\(notes)"
            )
        }
    }

    /// What a parameter's value is, and where it stands.
    private func note(about name: String) -> String {
        guard let parameter = declared.first(where: { $0.name == name }) else { return "note: \(name) is not declared" }
        if parameter.noEcho { return "note: \(name) is a secret" }
        let value = values[name].map { "'\(UserFile.shown($0))'" } ?? "not given"
        if environment.parameters[name] != nil {
            return "\(environment.location(ofValue: name)): note: \(name) is \(value)"
        }
        return "\(parameter.location): note: \(name) is \(value), the default"
    }
}
