import AWSAccess
import Diagnostics
import Foundation
import Terminal

/// An operation goes on at AWS, and nothing could be read of it for too long.
struct LostSight: Error, Equatable, CustomStringConvertible {
    let reason: String

    var description: String { "CloudFormation goes on by itself, but how cannot be read: \(reason)" }
}

/// Reads the events of an operation until it is over, and shows how it goes.
struct StackFollower: Sendable {
    let aws: AWSCLI
    let terminal: Terminal
    private let inquiry: FailureInquiry
    private let now: @Sendable () -> Date

    /// - Parameter now: the clock, for how long something is worked on.
    init(aws: AWSCLI, terminal: Terminal, now: @escaping @Sendable () -> Date = { Date() }) {
        self.aws = aws
        self.terminal = terminal
        self.now = now
        inquiry = FailureInquiry(aws: aws)
    }

    private var log: ProgressLog? { terminal.progress.map(ProgressLog.init) }

    /// Reading costs a process a stack; an emulator is done at once, and AWS limits how often one may ask.
    private var pause: Duration { aws.connection.isLocal ? .milliseconds(200) : .seconds(2) }

    /// Follows an operation to its end, and reads all that there is to know of how it ended.
    ///
    /// A reading that fails ends nothing: CloudFormation goes on, and so does this, for minutes.
    ///
    /// - Parameter stack: begun to be read as soon as the operation is over.
    /// - Throws: ``LostSight`` when nothing could be read for too long; `CancellationError` on Ctrl+C. CloudFormation
    ///   goes on by itself either way.
    func follow(_ operation: StackOperation, reading stack: EndedStack? = nil) async throws -> StackOperation {
        do {
            return try await followToEnd(operation, stack)
        } catch {
            await inquiry.cancel()
            await stack?.cancel()
            throw error
        }
    }

    /// What went wrong first, and what lies behind it; nothing where nothing is known to have.
    func diagnosis(of operation: StackOperation) async -> [Diagnostic] {
        guard let failure = operation.firstFailure else { return [] }
        return [ExplainedFailure(failure).diagnostic(evidence: await inquiry.evidence(behind: failure))]
    }

    private func followToEnd(_ operation: StackOperation, _ stack: EndedStack?) async throws -> StackOperation {
        var operation = operation
        var display = ProgressDisplay(on: terminal.errors)
        var rounds = 0
        repeat {
            if rounds > 0 { try await aws.sleep(pause) }
            rounds += 1
            try await read(&operation, stack, on: &display) { $0.stacksAtWork }
            // What takes its time has begun at least.
            if !operation.isStarted, rounds > 150 { throw LostSight(reason: "AWS shows no event of it") }
        } while !operation.isFinished
        try await read(&operation, stack, on: &display) { $0.stacksToReadAtTheEnd }
        display.finish()
        log?.tellEnd(of: operation)
        return operation
    }

    /// Reads one round and shows it, however often it takes.
    private func read(
        _ operation: inout StackOperation, _ stack: EndedStack?, on display: inout ProgressDisplay,
        beginningWith stacks: (StackOperation) -> [String]
    ) async throws {
        var patience = Patience()
        while true {
            do {
                let news = try await operation.read(stacks(operation), with: aws) { await stack?.begin() }
                // Before CloudFormation has taken back what could tell.
                if let failure = operation.firstFailure { await inquiry.begin(failure) }
                let events = operation.inOrder(news)
                log?.tell(events, of: operation)
                display.show(
                    lines: operation.lines(at: now()), changes: events.compactMap { operation.change(for: $0) })
                return
            } catch let error as AWSError {
                let isFirst = patience.isFresh
                guard let pause = patience.pause(after: error) else { throw LostSight(reason: "\(error)") }
                if isFirst {
                    display.note([
                        StyledText("note:", .warning),
                        StyledText(
                            " CloudFormation goes on, but how cannot be read at present; trying again for five minutes (\(error))"
                        ),
                    ])
                }
                try await aws.sleep(pause)
            }
        }
    }
}
