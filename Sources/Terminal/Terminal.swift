#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// What a command talks through: results go to `output`, progress and problems to `errors`, answers come from `input`.
///
/// Keeping progress out of `output` is what makes `outputs --json | ...` and `deploy > log` useful.
public struct Terminal: Sendable {
    /// For what was asked: tables, values, JSON.
    public let output: TerminalStream
    /// For everything else: progress, questions, problems.
    public let errors: TerminalStream
    /// For answers.
    public let input: TerminalInput
    /// For how long work goes, an event a line, as programs read it; nil where none does.
    public let progress: TerminalStream?

    /// A terminal of any streams, such as tests read.
    public init(
        output: TerminalStream, errors: TerminalStream, input: TerminalInput, progress: TerminalStream? = nil
    ) {
        self.output = output
        self.errors = errors
        self.input = input
        self.progress = progress
    }

    /// The same for somebody whose standard output a program reads: the progress goes there, all else to standard error.
    public var tellingProgress: Terminal {
        Terminal(output: errors, errors: errors, input: input, progress: output)
    }

    /// The terminal of this process.
    ///
    /// A reader that goes away (`deploy | head`) must not end a command half-way: SIGPIPE, which would, is ignored, and
    /// ``TerminalStream`` passes over what nobody reads any more.
    public static var process: Terminal {
        signal(SIGPIPE, SIG_IGN)
        return Terminal(output: .standardOutput, errors: .standardError, input: .standardInput)
    }

    /// Prints a problem as `error: ...`. Of a message with several lines, here and below, the later ones are indented,
    /// so that none of them passes for a message of its own.
    public func reportError(_ message: String) {
        report(StyledText("error:", .bad), message)
    }

    /// Prints what may come of going on as `warning: ...`.
    public func reportWarning(_ message: String) {
        report(StyledText("warning:", .bad), message)
    }

    /// Prints what is worth knowing as `note: ...`.
    public func reportNote(_ message: String) {
        report(StyledText("note:", .warning), message)
    }

    private func report(_ label: StyledText, _ message: String) {
        errors.print(message: message, after: label)
    }
}

/// Where answers come from.
public struct TerminalInput: Sendable {
    /// Whether a person can answer.
    public let isInteractive: Bool
    private let read: @Sendable () -> String?

    /// An input over any source; `read` gives a line without its newline, nil at the end.
    public init(isInteractive: Bool, read: @escaping @Sendable () -> String?) {
        self.isInteractive = isInteractive
        self.read = read
    }

    /// Standard input of this process.
    public static var standardInput: TerminalInput {
        TerminalInput(isInteractive: isatty(STDIN_FILENO) == 1, read: { readLine() })
    }

    /// The next line, nil at the end of the input. Blocks its thread until there is one.
    public func nextLine() -> String? {
        read()
    }
}
