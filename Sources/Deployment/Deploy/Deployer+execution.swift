import AWSAccess
import Diagnostics
import Environments
import Terminal

extension Deployer {
    /// Executes a change set, and does not leave it lying when it may not.
    ///
    /// Termination protection comes first, so that no interruption leaves a stack without it.
    func begin(_ changeSet: ChangeSet, isProtected: Bool, otherwise leftover: LeftoverChangeSet) async throws {
        do {
            try Task.checkCancellation()
            // Past this point nobody knows whether it began, unless the calls are let finish.
            try await Interruption.shielded("beginning the execution of the change set of \(stackName)") {
                try await protect(changeSet.stackId, isProtected: isProtected)
                try await ChangeSetExecution(changeSet: changeSet, stackName: stackName, aws: aws).begin()
            }
        } catch let error where error is AWSError || error is CancellationError {
            throw await tidied(leftover, after: error)
        }
    }

    /// Follows the stack's operation, and throws what went wrong first.
    ///
    /// - Parameter canBeCancelled: whether it is on its way forward; AWS cancels nothing else.
    func follow(
        stack id: String, after baseline: StackEvent?, isUpdate: Bool, canBeCancelled: Bool = true
    ) async throws -> StackDescription {
        try await followed(stack: id, after: baseline, isUpdate: isUpdate, canBeCancelled: canBeCancelled).stack
    }

    /// The same, with all that is known of the operation.
    ///
    /// - Parameter expected: how much there is to do, where that is known.
    func followed(
        stack id: String, after baseline: StackEvent?, expecting expected: ExpectedWork? = nil, isUpdate: Bool,
        canBeCancelled: Bool = true
    ) async throws -> (stack: StackDescription, operation: StackOperation) {
        let waysOn = waysOn(isUpdate: isUpdate, canBeCancelled: canBeCancelled)
        do {
            let started = StackOperation(
                stack: id, name: stackName, templates: templates, after: baseline, expecting: expected)
            let follower = StackFollower(aws: aws, terminal: terminal)
            let ended = EndedStack(id, aws: aws)
            let operation = try await follower.follow(started, reading: ended)
            guard let stack = try await ended.description() else {
                throw CommandError("stack-race", "\(stackName) was deleted while it was being deployed")
            }
            let status = operation.root.status ?? stack.stackStatus
            guard status.isSuccess || operation.isResumedRollback && status.phase == .rolledBack else {
                throw failure(
                    of: operation, status: status, stack: stack, isUpdate: isUpdate,
                    diagnosis: await follower.diagnosis(of: operation))
            }
            for remain in operation.remains { terminal.reportNote(remain) }
            return (stack, operation)
        } catch is CancellationError {
            throw Interrupted(description: "CloudFormation goes on with \(stackName) by itself\n\(waysOn)")
        } catch let lost as LostSight {
            throw CommandError("unknown-outcome", "\(stackName): \(lost)\n\(waysOn)")
        } catch let error as AWSError {
            throw CommandError(
                "unknown-outcome",
                "\(stackName): CloudFormation has ended, as the events above say, but the stack itself cannot be read: \(error)",
                hints: ["run the same command again when AWS can be reached: it says how things stand"])
        }
    }

    private func failure(
        of operation: StackOperation, status: StackStatus, stack: StackDescription, isUpdate: Bool,
        diagnosis: [Diagnostic]
    ) -> CommandError {
        let subject =
            "\(stackName): the \(operation.isResumedRollback ? "rollback" : isUpdate ? "update" : "creation")"
        let summary =
            switch status.phase {
            case .rolledBack: "\(subject) failed and was rolled back (\(status))"
            case .rollbackFailed where operation.isResumedRollback: "\(subject) failed again (\(status))"
            case .rollbackFailed: "\(subject) failed, and so did its rollback (\(status))"
            case .failed: "\(subject) failed (\(status))"
            case .deleted: "\(stackName) was deleted by somebody else while it was being deployed (\(status))"
            default:
                "\(subject) ended in a state that this version does not know (\(status)); see what the CloudFormation console says of it"
            }
        return CommandError(
            diagnosis + [Diagnostic("stack-failed", summary)],
            hints: [operation.takenBack].compactMap(\.self) + operation.remains + remedies(for: stack) + [
                "what happened when:  \(environment.commandLine("events", through: aws.connection))"
            ])
    }

    /// How to go on with what CloudFormation does by itself.
    private func waysOn(isUpdate: Bool, canBeCancelled: Bool) -> String {
        let follow = "  to follow it again:  \(environment.commandLine("deploy", through: aws.connection))"
        guard canBeCancelled else { return follow }
        let cancel =
            isUpdate
            ? "aws cloudformation cancel-update-stack --stack-name \(stackName) \(aws.connection.shownArguments)"
            : "\(environment.commandLine("destroy", through: aws.connection))"
        return "\(follow)\n  to cancel it:        \(cancel)"
    }
}
