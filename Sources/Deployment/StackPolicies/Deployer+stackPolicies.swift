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

    /// Does what changes a stack, without the policies in the way of what has been agreed to, and puts those back where it
    /// fails. Where it is interrupted, the next deployment does that.
    func withoutPolicies<Result>(
        of stack: StackDescription?, against made: MadeChangeSet, _ work: () async throws -> Result
    ) async throws -> Result {
        guard environment.hasStackPolicy, let stack, let tree = templates.tree else { return try await work() }
        let policies = StackPolicies(aws: aws)
        let lifted = try await Interruption.shielded("lifting the stack policies of \(stackName)") {
            try await policies.lift(for: made.goes, in: stack.stackId, tree)
        }
        do {
            return try await work()
        } catch let error as CommandError {
            try await Interruption.shielded("putting the stack policies of \(stackName) back") {
                try await policies.restore(lifted)
            }
            throw error
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
            case .add, .update, .refuse: false
            }
        }
        return Set(said.map(\.resource) + planned.map(\.path.description))
    }
}
