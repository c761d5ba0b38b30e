import AWSAccess

extension AWSCLI {
    private struct ChangeSets: Decodable {
        let summaries: [ChangeSet.Summary]
    }

    /// A change set by its ARN, or by its name and its stack's.
    func changeSet(_ id: String, ofStack stack: String? = nil) async throws -> ChangeSet {
        try await run(
            ["cloudformation", "describe-change-set", "--change-set-name", id]
                + (stack.map { ["--stack-name", $0] } ?? []),
            as: ChangeSet.self)
    }

    /// A change set by its ARN, once it is made: a few seconds for a handful of stacks.
    ///
    /// - Throws: ``CommandError`` after ten minutes.
    func finishedChangeSet(_ id: String) async throws -> ChangeSet {
        for _ in 1...600 {
            let changeSet = try await patiently { try await self.changeSet(id) }
            if !changeSet.isPending { return changeSet }
            try await sleep(connection.isLocal ? .milliseconds(200) : .seconds(1))
        }
        throw CommandError(
            "aws-late",
            "AWS has not finished the change set \(id) in ten minutes; nothing was changed; run the same command again later"
        )
    }

    /// The change sets that a stack has; none when there is no such stack.
    func changeSets(ofStack name: String) async throws -> [ChangeSet.Summary] {
        do {
            return try await run(["cloudformation", "list-change-sets", "--stack-name", name], as: ChangeSets.self)
                .summaries
        } catch AWSError.stackMissing {
            return []
        }
    }

    /// Deletes a change set, and those of nested stacks with it; one that is not there is fine.
    ///
    /// One that is still being made cannot be deleted, so that this waits for it, a minute at most. AWS CloudFormation
    /// API Reference, "DeleteChangeSet".
    func deleteChangeSet(_ name: String, ofStack stack: String) async throws {
        for attempt in 1... {
            do {
                try await run(["cloudformation", "delete-change-set", "--stack-name", stack, "--change-set-name", name])
                return
            } catch AWSError.service(code: "ChangeSetNotFound", _, _), AWSError.stackMissing {
                return
            } catch AWSError.service(code: "InvalidChangeSetStatus", _, _) where attempt < 30 {
                try await sleep(.seconds(2))
            }
        }
    }
}

extension AWSError {
    /// The status of a stack that refuses because of what is going on in it, such as `UPDATE_IN_PROGRESS`; nil for any
    /// other error.
    var operationInProgress: String? {
        guard case .service(let code, _, let message) = self else { return nil }
        if code == "AlreadyExistsException", message.contains("Stack") { return "CREATE_IN_PROGRESS" }
        guard code == "ValidationError" || code == "OperationInProgressException" else { return nil }
        return message.firstMatch(of: #/is in (?<status>[A-Z_]+_IN_PROGRESS) state/#).map { String($0.status) }
    }
}

extension CommandError {
    /// Somebody else's operation began between this command's look at the stack and its own.
    static func race(on stackName: String, status: String) -> CommandError {
        CommandError(
            "stack-race",
            "\(stackName) is \(status): somebody else began with it a moment ago; nothing of this deployment was done",
            hints: ["run the same command again: it follows what is going on first, then shows what is left to change"])
    }
}
