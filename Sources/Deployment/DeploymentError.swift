/// Something that stops a command, in the words its user reads.
public struct DeploymentError: Error, Equatable, CustomStringConvertible, Sendable {
    /// The problems, each ready to be printed: cause, offending value, what is allowed and how to put it right.
    public let problems: [String]

    public init(_ problem: String) {
        problems = [problem]
    }

    public init(problems: [String]) {
        self.problems = problems
    }

    public var description: String { problems.joined(separator: "\n") }
}
