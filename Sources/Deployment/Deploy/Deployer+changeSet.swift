import AWSAccess
import Environments
import Plan
import Terminal

/// A change set that is made, and all that is known of what it does.
struct MadeChangeSet: Sendable {
    let changeSet: ChangeSet
    /// What AWS says of it.
    let review: ChangeReview
    /// What the templates say; nil for a creation, and where nobody can tell.
    let plan: Plan?
    /// What they make of a creation; nil for an update, and of a change set that somebody else made.
    let creation: Plan?
    /// The newest events of the stack before it, the newest first.
    let events: [StackEvent]
    /// What is put away where it is not executed.
    let leftover: LeftoverChangeSet
}

extension Deployer {
    /// Shows what a change set does, stops where that may not be done, asks, and carries it out.
    ///
    /// - Parameter deployed: the stack as it is; nil for one that is created.
    /// - Returns: whether it was carried out.
    func perform(
        _ made: MadeChangeSet, on deployed: StackDescription?, _ options: Options
    ) async throws -> Bool {
        show(made)
        try await guardRefusals(made.plan, options, otherwise: made.leftover)
        try await guardData(made.review, made.plan, options, of: deployed, otherwise: made.leftover)
        try await guardExports(made.plan, options, otherwise: made.leftover)
        guard options.goal != .preparation else {
            tellPrepared(made.leftover.name)
            return false
        }
        guard try await isWanted(made.review, options, otherwise: made.leftover) else { return false }
        try await carryOut(made, on: deployed, options)
        return true
    }

    /// Executes a change set, follows it to its end, and shows what the stack yields then.
    private func carryOut(_ made: MadeChangeSet, on deployed: StackDescription?, _ options: Options) async throws {
        let expected = ExpectedWork(
            made.review, made.plan ?? made.creation ?? templates.planOfCreation(in: environment), after: made.events)
        let isProtected = deployed?.enableTerminationProtection == true
        let lifted = try await liftPolicies(of: deployed, for: made)
        let (stack, operation): (StackDescription, StackOperation)
        do {
            try await begin(made.changeSet, isProtected: isProtected, otherwise: made.leftover)
            (stack, operation) = try await followed(
                stack: made.changeSet.stackId, after: made.events.first, expecting: expected,
                isUpdate: deployed != nil)
        } catch {
            await restore(lifted, of: made.changeSet.stackId)
            throw error
        }
        try await applyStackPolicies(to: stack.stackId)
        if options.isExpress {
            terminal.errors.print("configured after \(ElapsedTime.words(operation.duration))")
            try await ReadinessWait(for: operation, aws: aws, terminal: terminal).run()
        }
        show(StackOutputs(stack))
    }

    /// Where an environment is protected, a deployment is over when what it made works.
    func refuseExpressWhereProtected(_ options: Options) throws {
        guard options.isExpress, environment.isProtected else { return }
        throw CommandError(
            "protected-environment",
            "'\(environment.name)' is protected, and with --express CloudFormation does not wait until what it changes works, nor take it back when it does not; deploy without --express"
        )
    }
}
