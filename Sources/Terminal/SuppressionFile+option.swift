import Diagnostics

extension SuppressionFile {
    /// The option `--suppressions`, for a ``CommandSyntax``.
    public static let option = CommandSyntax.Option.value(
        "suppressions", "FILE", "accepted problems; without it from \(name), where that is")

    /// What is accepted in the file that a command line names, or in ``name`` where that is.
    ///
    /// - Parameter root: the project's folder, with a slash at its end; empty for the current one.
    /// - Throws: `DiagnosticError` for a file that was named and is not there, and with every problem of what is read.
    public static func read(_ arguments: Arguments, root: String = "") throws -> [Suppression] {
        if let path = arguments.value("suppressions") { return try read(path) }
        return try read(ifPresent: [root + name])
    }
}
