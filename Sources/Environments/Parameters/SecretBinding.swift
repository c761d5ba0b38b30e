/// Which environment variable gives the value of which secret parameter.
///
/// A secret is never in a file of the project, on a command line (every user of a machine can list those) or in a log.
///
/// When the variable is not set, a deployed stack keeps the value it was deployed with, and a new stack takes the
/// template's default: running `deploy` again from another shell must not change a database's password. Setting the
/// variable to the empty string gives the empty value.
public struct SecretBinding: Sendable, Hashable {
    /// The environment variable, such as `DB_PASSWORD`.
    public let environmentVariable: String
    /// The NoEcho parameter of the root template, such as `DBPassword`.
    public let parameter: String

    public init(environmentVariable: String, parameter: String) {
        self.environmentVariable = environmentVariable
        self.parameter = parameter
    }
}
