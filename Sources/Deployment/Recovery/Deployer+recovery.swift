import AWSAccess
import Environments
import Terminal

extension Deployer {
    /// Brings the stack into a state that a change set can be made for, and gives it; nil when it must be created.
    ///
    /// Each step leaves the stack in a state of which this is asked again, by this run or by the next one.
    ///
    /// - Throws: ``CommandError`` where a dry run may not do it, where somebody has to decide, and where it failed.
    func readyStack(_ found: StackDescription?, _ options: Options) async throws -> StackDescription? {
        var found = found
        while let stack = found {
            let wayOut = WayOut(of: stack.stackStatus)
            switch wayOut {
            case .none: return stack
            case .create:
                terminal.errors.print("\(stackName) was only reviewed and never created; creating it")
                return nil
            case .follow: found = try await followWhatGoesOn(in: stack)
            case .recreate, .continueRollback, .rollBack, .closed, .unknown:
                found = try await Recovery(of: stack, for: self, options).perform(wayOut)
            }
        }
        return nil
    }

    /// Whether a deployment makes the stack, and not one that is there already.
    func willBeCreated(_ found: StackDescription?) -> Bool {
        found.map { [.recreate, .create].contains(WayOut(of: $0.stackStatus)) } ?? true
    }

    /// Follows what somebody else began, or an earlier run; gives nil when that was the stack's end.
    private func followWhatGoesOn(in stack: StackDescription) async throws -> StackDescription? {
        let status = stack.stackStatus
        terminal.errors.print(
            "\(stackName) is \(status), begun at \(stack.lastUpdatedTime ?? stack.creationTime) by somebody else or an earlier run; following that first (Ctrl+C leaves it going)"
        )
        if status == "DELETE_IN_PROGRESS" {
            try await StackDeletion(stack: stack, templates: templates, aws: aws, terminal: terminal).follow(after: nil)
            return nil
        }
        // The rollback of a creation is one without saying so.
        let isCreation = ["CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS"].contains(status)
        let canBeCancelled = ["CREATE_IN_PROGRESS", "UPDATE_IN_PROGRESS"].contains(status)
        return try await follow(
            stack: stack.stackId, after: nil, isUpdate: !isCreation, canBeCancelled: canBeCancelled)
    }

    /// What to do about a stack that did not get where it should, one line each.
    func remedies(for stack: StackDescription) -> [String] {
        let again = "run the same command again: it"
        switch WayOut(of: stack.stackStatus) {
        case .recreate where stack.stackStatus == "ROLLBACK_COMPLETE":
            return ["put it right and \(again) deletes what is left and starts afresh"]
        case .recreate: return ["put it right and \(again) offers to delete what is left, and starts afresh"]
        case .continueRollback:
            return ["put right what AWS names above and \(again) offers to continue the rollback, then goes on"]
        case .rollBack: return ["\(again) offers to roll the update back, then goes on"]
        case .none, .create, .follow, .closed, .unknown: return []
        }
    }
}
