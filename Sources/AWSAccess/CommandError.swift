import Diagnostics

/// Something that stops a command, in the words its user reads.
public struct CommandError: Error, Equatable, CustomStringConvertible, Sendable {
    /// One or more problems, in the order in which they are told.
    public let diagnostics: [Diagnostic]
    /// What else helps to go on, each one line.
    public let hints: [String]

    /// - Parameters:
    ///   - code: of a kind in the `DiagnosticCatalogue`.
    ///   - message: cause, offending value, what is allowed and how to put it right, where that is in no file.
    public init(_ code: String, _ message: String, hints: [String] = []) {
        self.init([Diagnostic(code, message)], hints: hints)
    }

    public init(_ diagnostics: [Diagnostic], hints: [String] = []) {
        self.diagnostics = diagnostics
        self.hints = hints
    }

    /// What is said, a line each, as other messages quote it: without a label and a code where there is no place.
    public var description: String {
        (diagnostics.map { $0.place == nil && $0.fix == nil ? $0.message : $0.description } + hints)
            .joined(separator: "\n")
    }
}
