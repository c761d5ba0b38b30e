import CloudFormation
import Terminal

/// The values a deployment gives to the root template's parameters, checked against their declarations.
struct ParameterValues: Sendable, Equatable {
    /// Values by parameter, secrets included.
    let values: [String: String]
    /// Problems that only a new stack has: secrets with neither a value nor a default. A deployed stack keeps its own.
    let problemsOfCreation: [String]

    /// Puts together and checks every value.
    ///
    /// Defaults are given explicitly. `aws cloudformation deploy` would otherwise keep what was deployed before, and a
    /// default changed in a reviewed template would never reach a stack that exists.
    ///
    /// - Parameter secret: the value of an environment variable, nil when it is not set.
    /// - Throws: ``DeploymentError`` with all problems together.
    init(
        declared: [ParameterDeclaration], environment: EnvironmentFile, bindings: [SecretBinding],
        secret: (String) -> String?
    ) throws {
        let names = declared.map(\.name)
        var problems: [String] = []
        var values: [String: String] = [:]
        var problemsOfCreation: [String] = []

        for name in environment.parameters.keys.sorted() where !names.contains(name) {
            let guess = Suggestion.nearest(to: name, in: names).map { "did you mean '\($0)'? " } ?? ""
            problems.append(
                "\(environment.location(ofParameter: name)): error: unknown parameter '\(name)'; \(guess)Declared: \(names.sorted().joined(separator: ", "))")
        }
        for parameter in declared {
            let binding = bindings.first { $0.parameter == parameter.name }
            let place = environment.location(ofParameter: parameter.name)
            let declaration = "declared at \(parameter.location)"
            if parameter.noEcho {
                let remedy = binding.map { "set the environment variable \($0.environmentVariable)" }
                    ?? "bind it to an environment variable"
                if environment.parameters[parameter.name] != nil {
                    problems.append(
                        "\(place): error: parameter '\(parameter.name)' is a secret and must not be in a file; remove it and \(remedy)")
                } else if let binding, let value = secret(binding.environmentVariable) {
                    problems += parameter.violations(of: value).map {
                        "environment variable \(binding.environmentVariable): error: its value, for parameter '\(parameter.name)', \($0) (\(declaration))"
                    }
                    values[parameter.name] = value
                } else if parameter.defaultValue == nil {
                    problemsOfCreation.append(
                        "parameter '\(parameter.name)' is a secret without a default, and a new stack needs it; \(remedy) (\(declaration))")
                }
            } else if let value = environment.parameters[parameter.name] {
                problems += parameter.violations(of: value).map {
                    "\(place): error: parameter '\(parameter.name)' is '\(value)'; it \($0) (\(declaration))"
                }
                values[parameter.name] = value
            } else if let value = parameter.defaultValue {
                values[parameter.name] = value
            } else {
                let meaning = parameter.description.map { ": \($0)" } ?? ""
                problems.append(
                    "\(environment.fileName): error: parameter '\(parameter.name)' (\(parameter.type)) is missing and has no default; add it to 'parameters'\(meaning) (\(declaration))")
            }
        }
        guard problems.isEmpty else { throw DeploymentError(problems: problems) }
        self.values = values
        self.problemsOfCreation = problemsOfCreation
    }
}
