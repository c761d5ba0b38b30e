import AWSAccess
import CloudFormation
import Diagnostics

/// The values a deployment gives to the root template's parameters, checked against their declarations.
package struct ParameterValues: Sendable, Equatable {
    /// Values by parameter, secrets included.
    package private(set) var values: [String: String]
    /// Problems that only a new stack has: secrets with neither a value nor a default. A deployed stack keeps its own.
    package let problemsOfCreation: [Diagnostic]

    /// Puts together and checks every value, alone and with the others.
    ///
    /// Defaults are given explicitly. `aws cloudformation deploy` would otherwise keep what was deployed before, and a
    /// default changed in a reviewed template would never reach a stack that exists.
    ///
    /// - Parameter secret: the value of an environment variable, nil when it is not set.
    /// - Throws: ``DiagnosticError`` with all problems together.
    package init(
        declared: [ParameterDeclaration], constraints: [ParameterConstraint], environment: EnvironmentFile,
        secret: @escaping (String) -> String?
    ) throws {
        var gathering = ParameterGathering(
            declared: declared, environment: environment, secret: secret)
        gathering.gather()
        gathering.check(constraints)
        guard gathering.problems.isEmpty else { throw DiagnosticError(gathering.problems) }
        values = gathering.values
        problemsOfCreation = gathering.problemsOfCreation
    }

    /// The same with what the deployment gives by itself.
    package func adding(_ supplied: [String: String]) -> ParameterValues {
        var copy = self
        copy.values.merge(supplied) { $1 }
        return copy
    }
}
