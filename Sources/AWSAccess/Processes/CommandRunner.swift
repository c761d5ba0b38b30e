import Foundation

/// A program to run.
public struct Command: Sendable, Equatable {
    /// The program's path.
    public var executable: String
    /// Its arguments, which every user of the machine can list: never a secret.
    public var arguments: [String]
    /// Changes to this process's environment; nil takes a variable away.
    public var environment: [String: String?]
    /// What it reads from standard input, where a secret is seen by nobody and left nowhere; nil for nothing.
    public var input: Data?

    public init(executable: String, arguments: [String], environment: [String: String?] = [:], input: Data? = nil) {
        self.executable = executable
        self.arguments = arguments
        self.environment = environment
        self.input = input
    }
}

/// How a program ended, and what it wrote.
public struct CommandResult: Sendable, Equatable {
    /// Its exit status; 128 and the signal's number when a signal ended it.
    public var status: Int32
    /// What it wrote to standard output.
    public var output: Data
    /// What it wrote to standard error.
    public var errors: String

    public init(status: Int32, output: Data = Data(), errors: String = "") {
        self.status = status
        self.output = output
        self.errors = errors
    }
}

/// Runs programs: ``ProcessRunner`` does, a test plays them.
public protocol CommandRunner: Sendable {
    /// Runs a program to its end.
    ///
    /// - Throws: `CancellationError` when the task is cancelled, after stopping the program; an error of the system
    ///   when it cannot be started.
    func run(_ command: Command) async throws -> CommandResult

    /// Runs a program to its end, and hands over what it writes to standard output while it runs, in pieces that may
    /// end anywhere. All pieces have been handed over when this returns or throws.
    func run(_ command: Command, onOutput: @escaping @Sendable (Data) -> Void) async throws -> CommandResult
}

extension CommandRunner {
    public func run(_ command: Command, onOutput: @escaping @Sendable (Data) -> Void) async throws -> CommandResult {
        let result = try await run(command)
        onOutput(result.output)
        return result
    }
}
