import Diagnostics
import Terminal

extension EnvironmentOptions {
    /// What is accepted on an environment, for a command with the option `--suppressions`: in the file that it names,
    /// or in the project's where that is, without what is accepted on other environments only.
    ///
    /// - Parameter root: the project's folder, with a slash at its end; empty for the current one.
    /// - Throws: `DiagnosticError` for a file that was named and is not there, and with every problem of what is read,
    ///   such as an environment that there is not.
    public static func suppressions(
        _ arguments: Arguments, on environment: EnvironmentFile, in context: CommandContext, root: String = ""
    ) throws -> [Suppression] {
        let all = try SuppressionFile.read(arguments, root: root)
        let names = try context.environments.names()
        let problems = all.compactMap { suppression -> Diagnostic? in
            guard let name = suppression.environment, !names.contains(name) else { return nil }
            let shown = names.map(UserFile.shown).joined(separator: ", ")
            return Diagnostic(
                "invalid-value",
                "the suppression of \(suppression.code) is for the environment '\(UserFile.shown(name))'; \(Suggestion.question(for: name, in: names))there are: \(shown)",
                at: suppression.place)
        }
        guard problems.isEmpty else { throw DiagnosticError(problems) }
        return all.holding(in: environment.name)
    }
}
