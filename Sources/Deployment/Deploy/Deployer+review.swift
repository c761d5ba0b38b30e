import AWSAccess
import Environments
import Plan
import Terminal

extension Deployer {
    /// Shows what is going to change, what could be lost by it, and what is not known.
    func show(_ review: ChangeReview) {
        terminal.output.print(review.table)
        if let unknown = review.unknown {
            terminal.reportWarning(
                "what changes inside the nested stacks cannot be known before it is done: \(unknown)")
        }
        for warning in review.warnings {
            terminal.reportWarning(warning)
        }
    }

    /// Stops where what holds data would be replaced or removed and nobody allowed that by name; the change set is
    /// deleted then. A dry run only says so.
    func guardData(
        _ review: ChangeReview, _ options: Options, of deployed: StackDescription?,
        otherwise leftover: LeftoverChangeSet
    ) async throws {
        // What is not there yet has no data.
        guard let deployed else { return }
        do {
            let plan = DataGuard.needsPlan(review) ? try await plan(of: deployed) : nil
            let guardian = DataGuard(review, plan)
            for mistake in guardian.superfluous(in: options.allowedReplacements) { terminal.reportWarning(mistake) }
            let refusals = guardian.refusals(allowed: options.allowedReplacements, templates)
            guard !refusals.isEmpty, !options.isDryRun else { return }
            throw CommandError(refusals, hints: ["nothing was changed, and the change set is deleted"])
        } catch {
            throw await tidied(leftover, after: error)
        }
    }

    /// What the templates say of an update; nil where what is deployed cannot be read, which decides nothing.
    private func plan(of deployed: StackDescription) async throws -> Plan? {
        do {
            return try await templates.plan(of: deployed, in: environment, with: aws)
        } catch let error where error is CommandError || error is AWSError {
            terminal.reportWarning("what is deployed cannot be compared: \(error)")
            return nil
        }
    }

    /// Whether to execute a change set; deletes it when not.
    ///
    /// Nobody can agree to what nobody knows: where the environment is protected, unknown changes take more than a yes.
    func isWanted(
        _ review: ChangeReview, _ options: Options, otherwise leftover: LeftoverChangeSet
    ) async throws -> Bool {
        func discard() async throws {
            try await Interruption.shielded(leftover.description) { try await leftover.remove() }
        }
        if options.isDryRun {
            try await discard()
            terminal.errors.print("dry run: nothing was changed, and the change set is deleted")
            return false
        }
        guard environment.isProtected else { return true }
        let isBlind = review.unknown != nil && !options.allowsUnknownChanges
        if options.assumesYes {
            guard isBlind else { return true }
            try await discard()
            throw CommandError(
                "protected-environment",
                "'\(environment.name)' is protected, and what changes inside its nested stacks is not known: data may be lost; nothing was changed, and the change set is deleted",
                hints: [
                    "to decide about it, run the same command without --yes and type the stack's name, or add --allow-unknown-changes"
                ])
        }
        let prompt =
            isBlind
            ? Prompt(
                "Execute this on \(environment.name), although a nested database may be replaced?", typing: stackName,
                automation: "--yes --allow-unknown-changes")
            : Prompt("Execute this on \(environment.name) (\(stackName))?")
        do {
            if try await prompt.answer(on: terminal) { return true }
        } catch {
            try await discard()
            guard error is CancellationError else { throw error }
            throw Interrupted(description: "nothing was changed, and the change set is deleted")
        }
        try await discard()
        throw CommandError("not-confirmed", "not confirmed: nothing was changed, and the change set is deleted")
    }
}
