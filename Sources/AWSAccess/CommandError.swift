/// Something that stops a command, in the words its user reads.
public struct CommandError: Error, Equatable, CustomStringConvertible, Sendable {
    /// The problems, each ready to be printed: cause, offending value, what is allowed and how to put it right.
    public let problems: [String]
    /// What else helps to go on, each one line.
    public let hints: [String]

    public init(_ problem: String, hints: [String] = []) {
        self.init(problems: [problem], hints: hints)
    }

    public init(problems: [String], hints: [String] = []) {
        self.problems = problems
        self.hints = hints
    }

    public var description: String { (problems + hints).joined(separator: "\n") }
}
