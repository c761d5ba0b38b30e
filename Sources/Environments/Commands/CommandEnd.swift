import Terminal

/// Thrown where the work is done, and the exit status is to tell what came of it.
public struct CommandEnd: Error {
    /// How the command ends.
    public let exitCode: ExitCode

    /// - Parameter exitCode: how the command ends.
    public init(_ exitCode: ExitCode) { self.exitCode = exitCode }
}
