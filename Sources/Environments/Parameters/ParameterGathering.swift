import CloudFormation
import Diagnostics

/// Finds the value of each parameter, in the environment's file, an environment variable or its declaration, and what
/// is wrong with it.
struct ParameterGathering {
    let declared: [ParameterDeclaration]
    let environment: EnvironmentFile
    /// The value of an environment variable, nil when it is not set.
    let secret: (String) -> String?
    private(set) var values: [String: String] = [:]
    private(set) var problems: [Diagnostic] = []
    private(set) var problemsOfCreation: [Diagnostic] = []

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
                Diagnostic(
                    "unknown-parameter",
                    "unknown parameter '\(UserFile.shown(name))'; \(guess)Declared: \(names.sorted().joined(separator: ", "))",
                    at: .file(environment.position(ofName: name))))
        }
        for parameter in declared {
            if parameter.supply != nil {
                refuse(supplied: parameter)
            } else if parameter.noEcho {
                gather(secret: parameter)
            } else {
                gather(parameter)
            }
        }
    }

    /// What a deployment knows by itself, and nobody before it.
    private mutating func refuse(supplied parameter: ParameterDeclaration) {
        guard environment.parameters[parameter.name] != nil else { return }
        problems.append(
            Diagnostic(
                "supplied-parameter", "parameter '\(parameter.name)' is given by the deployment itself",
                at: .file(environment.position(ofName: parameter.name)), notes: [parameter.declarationNote],
                fix: "remove it"))
    }

    private mutating func gather(_ parameter: ParameterDeclaration) {
        if let value = environment.parameters[parameter.name] {
            let place = Diagnostic.Place.file(environment.position(ofValue: parameter.name))
            problems += parameter.violations(of: value).map {
                Diagnostic(
                    "invalid-parameter", "parameter '\(parameter.name)' is '\(UserFile.shown(value))'; it \($0)",
                    at: place, notes: [parameter.declarationNote])
            }
            values[parameter.name] = value
        } else if let value = parameter.defaultValue {
            values[parameter.name] = value
        } else {
            let meaning = parameter.description.map { ": \($0)" } ?? ""
            problems.append(
                Diagnostic(
                    "missing-parameter",
                    "parameter '\(parameter.name)' (\(parameter.type)) is missing and has no default",
                    at: .file(FilePosition(path: environment.fileName)), notes: [parameter.declarationNote],
                    fix: "add it to 'parameters'\(meaning)"))
        }
    }

    private mutating func gather(secret parameter: ParameterDeclaration) {
        let variable = parameter.environmentVariable
        let remedy =
            variable.map { "set the environment variable \($0)" }
            ?? "name the environment variable that gives it where it is declared (environmentVariable:)"
        if environment.parameters[parameter.name] != nil {
            problems.append(
                Diagnostic(
                    "secret-in-file", "parameter '\(parameter.name)' is a secret and must not be in a file",
                    at: .file(environment.position(ofName: parameter.name)), fix: "remove it and \(remedy)"))
        } else if let variable, let value = secret(variable) {
            problems += parameter.violations(of: value).map {
                Diagnostic(
                    "invalid-parameter",
                    "the value of the environment variable \(variable), for parameter '\(parameter.name)', \($0)",
                    notes: [parameter.declarationNote])
            }
            values[parameter.name] = value
        } else if parameter.defaultValue == nil {
            problemsOfCreation.append(
                Diagnostic(
                    "missing-parameter",
                    "parameter '\(parameter.name)' is a secret without a default, and a new stack needs it",
                    notes: [parameter.declarationNote], fix: remedy))
        }
    }

    // MARK: - Values together

    /// Reports the constraints that the values break. What depends on a secret that stays as it was deployed is a rule,
    /// and left to AWS; no other constraint speaks of secrets.
    mutating func check(_ constraints: [ParameterConstraint]) {
        for constraint in constraints where constraint.holds(for: values) == false {
            let given = constraint.parameters.first { environment.parameterPlaces[$0] != nil }
            let position = given.map(environment.position(ofValue:)) ?? FilePosition(path: environment.fileName)
            problems.append(
                Diagnostic(
                    "violated-requirement", "\(constraint.message); allowed: \(constraint.allowed)",
                    at: .file(position),
                    notes: constraint.parameters.map(note) + [.init("required here", at: constraint.location)]))
        }
    }

    /// What a parameter's value is, and where it stands.
    private func note(about name: String) -> Diagnostic.Note {
        guard let parameter = declared.first(where: { $0.name == name }) else {
            return .init("\(name) is not declared")
        }
        if parameter.noEcho { return .init("\(name) is a secret") }
        let value = values[name].map { "'\(UserFile.shown($0))'" } ?? "not given"
        if environment.parameters[name] != nil {
            return .init("\(name) is \(value)", at: .file(environment.position(ofValue: name)))
        }
        return .init("\(name) is \(value), the default", at: parameter.place)
    }
}

extension ParameterDeclaration {
    fileprivate var declarationNote: Diagnostic.Note { .init("declared here", at: place) }
}
