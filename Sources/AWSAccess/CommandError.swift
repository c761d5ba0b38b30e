import Diagnostics

/// Something that stops a command, in the words its user reads.
public struct CommandError: Error, Equatable, CustomStringConvertible, Sendable {
    /// Problems of templates and files, which are told first.
    public let diagnostics: [Diagnostic]
    /// The other problems, each ready to be printed: cause, offending value, what is allowed and how to put it right.
    public let problems: [String]
    /// What else helps to go on, each one line.
    public let hints: [String]

    public init(_ problem: String, hints: [String] = []) {
        self.init(problems: [problem], hints: hints)
    }

    public init(diagnostics: [Diagnostic] = [], problems: [String] = [], hints: [String] = []) {
        self.diagnostics = diagnostics
        self.problems = problems
        self.hints = hints
    }

    /// The same with more hints.
    package func adding(hints others: [String]) -> CommandError {
        CommandError(diagnostics: diagnostics, problems: problems, hints: hints + others)
    }

    public var description: String {
        (diagnostics.map(\.description) + problems + hints).joined(separator: "\n")
    }
}
