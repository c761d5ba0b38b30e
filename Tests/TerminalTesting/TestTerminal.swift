import Terminal

/// A terminal whose output is kept.
public struct TestTerminal: Sendable {
    private let written = Recording()
    private let complained = Recording()

    public init() {}

    /// What went to standard output.
    public var output: String { written.text }
    /// What went to standard error.
    public var errors: String { complained.text }

    /// - Parameter answer: what a person types; without it nobody is there.
    public func terminal(answer: String? = nil, usesColour: Bool = false) -> Terminal {
        Terminal(
            output: written.stream(usesColour: usesColour), errors: complained.stream(usesColour: usesColour),
            input: TerminalInput(isInteractive: answer != nil) { answer })
    }
}
