import AWSAccess

extension StackOperation {
    /// Reads some stacks, then downwards every stack that has news, so that a round is one picture of the whole tree.
    ///
    /// - Parameter whenFinished: called as soon as the root is known to have reached its end, whatever is left to read.
    /// - Returns: the events that are new.
    mutating func read(
        _ first: [String], with aws: AWSCLI, whenFinished: () async -> Void = {}
    ) async throws -> [StackEvent] {
        var news: [StackEvent] = []
        var stacks = first
        while !stacks.isEmpty {
            let before = self
            for (stack, page) in try await before.pages(of: stacks, with: aws) {
                news += absorb(page, ofStack: stack, readSince: before)
            }
            if isFinished { await whenFinished() }
            stacks = unreadStacks
        }
        return news
    }

    /// Reads several stacks side by side, in their order.
    private func pages(of stacks: [String], with aws: AWSCLI) async throws -> [(String, [StackEvent])] {
        try await concurrently(stacks) { stack in
            do {
                let page = try await aws.events(ofStack: stack)
                guard leavesGap(page, ofStack: stack) else { return (stack, page) }
                return (stack, try await aws.events(ofStack: stack, allPages: true))
            } catch AWSError.stackMissing where stack != root.id {
                // An emulator forgets a nested stack when it is deleted; its parent's events tell the rest.
                return (stack, [])
            }
        }
    }
}
