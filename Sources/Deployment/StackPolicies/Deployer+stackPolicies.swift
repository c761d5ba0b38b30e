import AWSAccess
import Diagnostics
import Environments
import Plan
import Template
import Terminal

extension Deployer {
    /// Gives every stack the policy that the environment asks for.
    func applyStackPolicies(to stack: String) async throws {
        guard environment.hasStackPolicy, let tree = templates.tree else { return }
        let count = try await StackPolicies(aws: aws).apply(to: stack, tree)
        guard count > 0 else { return }
        terminal.errors.print(
            "stack policies keep what holds data from being replaced or removed: \(count) set")
    }

    /// Takes away the policies that are in the way of what has been agreed to.
    ///
    /// - Returns: what they were.
    func liftPolicies(of stack: StackDescription?, for made: MadeChangeSet) async throws -> [StackPolicies.Lifted] {
        guard environment.hasStackPolicy, let stack, let tree = templates.tree else { return [] }
        do {
            return try await Interruption.shielded("lifting the stack policies of \(stackName)") {
                try await StackPolicies(aws: aws).lift(for: made.goes, in: stack.stackId, tree)
            }
        } catch {
            throw await tidied(made.leftover, after: error)
        }
    }

    /// Puts policies back after what they were lifted for has failed or never begun. While it goes on they would stop it
    /// half-way: then the next deployment sets them.
    func restore(_ lifted: [StackPolicies.Lifted], of stack: String) async {
        guard !lifted.isEmpty else { return }
        do {
            try await Interruption.shielded("putting the stack policies of \(stackName) back") { [aws] in
                guard let now = try await aws.stack(stack), !now.stackStatus.isInProgress else { return }
                try await StackPolicies(aws: aws).restore(lifted)
            }
        } catch {
            terminal.reportWarning(
                "the stack policies of \(stackName) may still be lifted, until the next deployment: \(error)")
        }
    }
}

extension EnvironmentFile {
    /// Stops where something is to be moved: CloudFormation refactors no stack that has a policy. AWS CloudFormation User
    /// Guide, "Stack refactoring".
    func refuseUnderPolicies(_ moves: [PlannedMove]) throws {
        guard hasStackPolicy, !moves.isEmpty else { return }
        throw CommandError(
            moves.map { move in
                Diagnostic(
                    "move-refused",
                    "\(move.source) cannot be moved to \(move.new): '\(name)' has stack policies, and CloudFormation moves nothing in or out of a stack that ever had one",
                    at: move.place, fix: "keep its name there, or retain it, take it out and import it")
            }, hints: ["nothing was changed"])
    }
}

extension MadeChangeSet {
    /// What a policy may keep of what is replaced or removed, or may be, as in `Data/Database`.
    fileprivate var goes: Set<String> {
        let said = review.rows.filter { $0.losesData || $0.change.isNestedStack && $0.change.action == "Remove" }
        let planned = (plan?.resources ?? []).filter { change in
            switch change.action {
            case .remove, .replace, .mayReplace: change.holdsData || change.type == Template.Resource.stackType
            case .add, .update, .refuse: !change.deciders.isEmpty && change.losesData
            }
        }
        return Set(said.map(\.resource) + planned.map(\.path.description))
    }
}
