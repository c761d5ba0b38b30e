import AWSAccess
import Diagnostics
import Terminal

extension CommandContext {
    /// Runs work whose problems somebody wants in a format.
    ///
    /// Where that is not text, they are one document, which is all that stands on standard output, however the work
    /// ends: a file without one would pass for a file without problems. What people read goes to standard error, the
    /// problems among it.
    ///
    /// - Parameters:
    ///   - tool: the command, as it is typed.
    ///   - work: what it finds goes into the report.
    /// - Throws: what the work does. A `UsageError` leaves no document.
    public func reporting(
        as format: OutputFormat, by tool: String,
        _ work: (CommandContext, inout DiagnosticReport) async throws -> Void
    ) async throws {
        var report = DiagnosticReport(standing: [], accepted: [])
        guard format != .text else { return try await work(self, &report) }
        var context = self
        context.terminal = Terminal(output: terminal.errors, errors: terminal.errors, input: terminal.input)
        do {
            try await work(context, &report)
        } catch {
            write(error, after: report, as: format, by: tool)
            throw error
        }
        write(report, as: format, by: tool)
    }

    /// Runs work that gives what a document is made of. Where it fails, what stopped it is the document.
    ///
    /// - Parameter tool: the command, as it is typed.
    /// - Throws: what the work does. A `UsageError` leaves no document.
    public func reportingFailure<Result>(
        as format: OutputFormat, by tool: String, _ work: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await work()
        } catch {
            write(error, after: DiagnosticReport(standing: [], accepted: []), as: format, by: tool)
            throw error
        }
    }

    private func write(
        _ error: any Error, after report: DiagnosticReport, as format: OutputFormat, by tool: String
    ) {
        guard !(error is UsageError) else { return }
        write(report.adding(error.problems), as: format, by: tool)
    }

    private func write(_ report: DiagnosticReport, as format: OutputFormat, by tool: String) {
        terminal.output.write(document: report.document(as: format, by: tool, SourceFiles()))
    }
}

extension Error {
    /// All that it tells, with the hints as notes of the last problem.
    fileprivate var problems: [Diagnostic] {
        switch self {
        case let interruption as Interrupted: return [Diagnostic("interrupted", interruption.description)]
        case is CancellationError: return [Diagnostic("interrupted", "the command was interrupted")]
        default:
            let error = CommandError(self)
            let last = error.diagnostics.last?.noting(error.hints.map { .init($0) })
            return error.diagnostics.dropLast() + [last].compactMap(\.self)
        }
    }
}
