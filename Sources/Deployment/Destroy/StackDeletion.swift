import Terminal

/// The deletion of one stack, followed to its end.
struct StackDeletion: Sendable {
    let stack: StackDescription
    let templates: DeployableTemplates
    let aws: AWSCLI
    let terminal: Terminal

    /// Deletes the stack, whose termination protection goes first.
    ///
    /// - Throws: ``DeploymentError`` with the first cause when something cannot be deleted.
    @discardableResult
    func run() async throws -> StackOperation {
        let baseline = try await aws.events(ofStack: stack.stackId).first
        try Task.checkCancellation()
        // Past this point nobody knows whether it began, unless the calls are let finish.
        try await Interruption.shielded { try await begin() }
        return try await follow(after: baseline)
    }

    private func begin() async throws {
        if stack.enableTerminationProtection == true {
            try await aws.run([
                "cloudformation", "update-termination-protection", "--stack-name", stack.stackId, "--no-enable-termination-protection",
            ])
            terminal.errors.print("termination protection is off")
        }
        do {
            try await aws.deleteStack(stack.stackId)
        } catch let error as AWSError where !error.isAboutOneCall {
            // The answer may have been lost, and not the request.
            let now = try? await aws.stack(stack.stackId)
            guard now?.stackStatus == "DELETE_IN_PROGRESS" || now?.stackStatus == "DELETE_COMPLETE" else { throw error }
        }
    }

    /// What a deletion left behind.
    static func retained(by operation: StackOperation) -> [StackInventory.Resource] {
        operation.members.flatMap { member in
            member.resources.values.filter { $0.resourceStatus == "DELETE_SKIPPED" }.map { event in
                StackInventory.Resource(
                    stack: member.name, logicalID: event.logicalResourceId, physicalID: event.physicalResourceId ?? "",
                    type: event.resourceType, status: event.resourceStatus, fate: .retained)
            }
        }.sorted { $0.name < $1.name }
    }

    /// Follows a deletion that is running.
    @discardableResult
    func follow(after baseline: StackEvent?) async throws -> StackOperation {
        let started = StackOperation(stack: stack.stackId, name: stack.stackName, templates: templates, after: baseline)
        let operation = try await StackFollower(aws: aws, terminal: terminal).follow(started)
        guard operation.root.status == "DELETE_COMPLETE" else {
            let status = operation.root.status?.description ?? "in an unknown state"
            throw DeploymentError(
                problems: [operation.firstFailure?.description].compactMap(\.self) + [
                    "\(stack.stackName): the deletion failed (\(status)); put right what AWS names above, then run destroy again: it goes on where this stopped"
                ])
        }
        return operation
    }
}
