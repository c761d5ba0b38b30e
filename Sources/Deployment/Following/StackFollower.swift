import AWSAccess
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

    /// Reading costs a process a stack; an emulator is done at once, and AWS limits how often one may ask.
    private var pause: Duration { aws.connection.isLocal ? .milliseconds(200) : .seconds(2) }

    /// Follows an operation to its end, and reads all that there is to know of how it ended.
    ///
    /// A reading that fails ends nothing: CloudFormation goes on, and so does this, for minutes.
    ///
    /// - Throws: ``LostSight`` when nothing could be read for too long; `CancellationError` on Ctrl+C. CloudFormation
    ///   goes on by itself either way.
    func follow(_ operation: StackOperation) async throws -> StackOperation {
        var operation = operation
        var display = ProgressDisplay(on: terminal.errors)
        var rounds = 0
        repeat {
            if rounds > 0 { try await aws.sleep(pause) }
            rounds += 1
            try await read(&operation, on: &display) { $0.stacksAtWork }
            // What takes its time has begun at least.
            if !operation.isStarted, rounds > 150 { throw LostSight(reason: "AWS shows no event of it") }
        } while !operation.isFinished
        try await read(&operation, on: &display) { $0.stacksToReadAtTheEnd }
        display.finish()
        return operation
    }

    /// Reads one round and shows it, however often it takes.
    private func read(
        _ operation: inout StackOperation, on display: inout ProgressDisplay,
        beginningWith stacks: (StackOperation) -> [String]
    ) async throws {
        var patience = Patience()
        while true {
            do {
                let news = try await readRound(of: &operation, beginningWith: stacks(operation))
                display.show(
                    lines: operation.lines, changes: operation.inOrder(news).compactMap { operation.change(for: $0) })
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

    /// Reads some stacks, then downwards every stack that has news, so that a round is one picture of the whole tree.
    private func readRound(
        of operation: inout StackOperation, beginningWith first: [String]
    ) async throws -> [StackEvent] {
        var news: [StackEvent] = []
        var stacks = first
        while !stacks.isEmpty {
            let before = operation
            for (stack, page) in try await read(stacks, of: before) {
                news += operation.absorb(page, ofStack: stack, readSince: before)
            }
            stacks = operation.unreadStacks
        }
        return news
    }

    /// Reads several stacks side by side, in their order.
    private func read(_ stacks: [String], of operation: StackOperation) async throws -> [(String, [StackEvent])] {
        try await concurrently(stacks) { stack in
            do {
                let page = try await aws.events(ofStack: stack)
                guard operation.leavesGap(page, ofStack: stack) else { return (stack, page) }
                return (stack, try await aws.events(ofStack: stack, allPages: true))
            } catch AWSError.stackMissing where stack != operation.root.id {
                // An emulator forgets a nested stack when it is deleted; its parent's events tell the rest.
                return (stack, [])
            }
        }
    }
}
