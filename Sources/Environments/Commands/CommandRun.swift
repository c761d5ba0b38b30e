import AWSAccess
import Diagnostics
import Foundation
import Terminal

/// Runs a command's work and turns what it throws into messages and an exit status.
public enum CommandRun {
    /// Runs the work; Ctrl+C cancels it.
    ///
    /// | thrown | status |
    /// |---|---|
    /// | nothing | 0 |
    /// | `CommandEnd` | what it says |
    /// | `UsageError` | 2, with the usage |
    /// | `CancellationError` | 130 |
    /// | anything else | 1 |
    public static func exitCode(
        of syntax: CommandSyntax, on terminal: Terminal, _ work: @escaping @Sendable () async throws -> Void
    ) async -> ExitCode {
        await Interruption.cancelling(tellingTo: terminal.errors) {
            do {
                // What went wrong stands below how far it got.
                defer { terminal.errors.keepPicture() }
                try await work()
                return .success
            } catch let end as CommandEnd {
                return end.exitCode
            } catch let error as UsageError {
                syntax.report(error, on: terminal)
                return .usage
            } catch let interruption as Interrupted {
                terminal.errors.print()
                terminal.errors.print(message: "interrupted: \(interruption)")
                return .interrupted
            } catch is CancellationError {
                terminal.errors.print("\ninterrupted")
                return .interrupted
            } catch {
                let error = CommandError(error)
                terminal.report(error.diagnostics)
                for hint in error.hints { terminal.errors.print(message: hint, after: StyledText("hint:", .accent)) }
                return .failure
            }
        }
    }
}
