import AWSAccess
import Environments
import Terminal

extension Deployer {
    /// Brings the stack into a state that a change set can be made for, and gives it; nil when it must be created.
    ///
    /// - Throws: ``CommandError`` for the states that need a decision, with how to take it.
    func readyStack(_ found: StackDescription?, dryRun: Bool) async throws -> StackDescription? {
        guard let stack = found else { return nil }
        let name = environment.stackName
        switch stack.stackStatus {
        case "REVIEW_IN_PROGRESS":
            terminal.errors.print("\(name) was only reviewed and never created; creating it")
            return nil
        case let status where status.isInProgress:
            let since = stack.lastUpdatedTime ?? stack.creationTime
            terminal.errors.print(
                "\(name) is \(status), begun at \(since) by somebody else or an earlier run; following that first (Ctrl+C leaves it going)"
            )
            let isDeletion = status == "DELETE_IN_PROGRESS"
            if isDeletion {
                try await StackDeletion(stack: stack, templates: templates, aws: aws, terminal: terminal).follow(
                    after: nil)
                return nil
            }
            // The rollback of a creation is one without saying so.
            let isCreation = ["CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"].contains(status)
            let canBeCancelled = ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"].contains(status)
            return try await readyStack(
                follow(stack: stack.stackId, after: nil, isUpdate: !isCreation, canBeCancelled: canBeCancelled),
                dryRun: dryRun)
        case "ROLLBACK_COMPLETE":
            // A creation that failed leaves a stack which can only be deleted.
            guard !dryRun else {
                throw CommandError(
                    "stack-state",
                    "\(name) is ROLLBACK_COMPLETE: its creation failed, and a change set needs it deleted first; run without --dry-run, which does that"
                )
            }
            terminal.errors.print(
                "\(name) is what is left of a creation that failed; deleting it and creating it again")
            let deletion = StackDeletion(stack: stack, templates: templates, aws: aws, terminal: terminal)
            for remain in try await deletion.run().remains { terminal.reportNote(remain) }
            return nil
        case "CREATE_FAILED", "ROLLBACK_FAILED", "DELETE_FAILED", "UPDATE_ROLLBACK_FAILED", "IMPORT_ROLLBACK_FAILED":
            throw CommandError(
                "stack-state", "\(name) is \(stack.stackStatus)\(Self.because(stack))", hints: remedies(for: stack))
        case let status where status.phase == .unknown:
            throw CommandError(
                "stack-state",
                "\(name) is \(status), a state that this version does not know, so that nothing is done to it; see what the CloudFormation console says of it"
            )
        default:
            return stack
        }
    }

    /// What to do about a stack that did not get where it should, one line each.
    func remedies(for stack: StackDescription) -> [String] {
        switch stack.stackStatus {
        case "UPDATE_ROLLBACK_FAILED":
            return [
                "put right what AWS names above, then: aws cloudformation continue-update-rollback --stack-name \(stack.stackName) \(aws.connection.shownArguments)"
            ]
        case "CREATE_FAILED", "ROLLBACK_FAILED", "DELETE_FAILED":
            return [
                "delete what is left with '\(environment.commandLine("destroy", through: aws.connection))', then deploy again"
            ]
        case "ROLLBACK_COMPLETE":
            return ["put it right and run the same command again: it deletes what is left and starts afresh"]
        default:
            return []
        }
    }

    private static func because(_ stack: StackDescription) -> String {
        stack.stackStatusReason.flatMap { $0.isEmpty ? nil : ": \($0)" } ?? ""
    }
}
