import Terminal

/// Reads the events of an operation until it is over, and shows how it goes.
struct StackFollower: Sendable {
    let aws: AWSCLI
    let terminal: Terminal

    /// Reading costs a process a stack; an emulator is done at once, and AWS limits how often one may ask.
    private var pause: Duration { aws.connection.isLocal ? .milliseconds(200) : .seconds(2) }

    /// Follows an operation to its end.
    ///
    /// - Throws: ``AWSError``; `CancellationError` on Ctrl+C, with CloudFormation going on by itself.
    func follow(_ operation: StackOperation) async throws -> StackOperation {
        var operation = operation
        var display = ProgressDisplay(on: terminal.errors)
        repeat {
            if operation.isStarted { try await aws.sleep(pause) }
            let news = try await readRound(of: &operation)
            display.show(lines: operation.lines, changes: operation.inOrder(news).compactMap { operation.change(for: $0) })
        } while !operation.isFinished
        display.finish()
        return operation
    }

    /// Reads an operation that is over, and shows nothing.
    func replay(_ operation: StackOperation) async throws -> StackOperation {
        var operation = operation
        _ = try await readRound(of: &operation)
        return operation
    }

    /// Reads the root, then downwards every stack that has news, so that a round is one picture of the whole tree.
    private func readRound(of operation: inout StackOperation) async throws -> [StackEvent] {
        var news: [StackEvent] = []
        var stacks = operation.stacksAtWork
        while !stacks.isEmpty {
            for (stack, page) in try await read(stacks, of: operation) { news += operation.absorb(page, ofStack: stack) }
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

/// Does a thing to every element, at most four at a time (an `aws` process each), and gives the results in order.
package func concurrently<Element: Sendable, Result: Sendable>(
    _ elements: [Element], _ body: @escaping @Sendable (Element) async throws -> Result
) async throws -> [Result] {
    try await withThrowingTaskGroup(of: (Int, Result).self) { group in
        var results: [Int: Result] = [:]
        for (index, element) in elements.enumerated() {
            if index >= 4, let (done, result) = try await group.next() { results[done] = result }
            group.addTask { (index, try await body(element)) }
        }
        for try await (done, result) in group { results[done] = result }
        return elements.indices.compactMap { results[$0] }
    }
}
