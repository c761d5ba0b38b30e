import AWSAccess
import Diagnostics
import Environments
import Terminal

extension Recovery {
    /// Deletes what is left of a stack, so that it can be created anew.
    func delete() async throws -> StackDescription? {
        if stack.stackStatus == "ROLLBACK_COMPLETE" {
            // There is nothing in it that could be lost.
            if options.changesNothing { try offer(["the way out: delete it, of which nothing but its name is left"]) }
            terminal.errors.print(
                "\(name) is what is left of a creation that failed; deleting it and creating it again")
        } else {
            try await untilConfirmed { try await agreeToDelete() }
        }
        let deletion = StackDeletion(
            stack: stack, templates: deployer.templates, aws: aws, terminal: terminal, roleARN: environment.roleARN)
        let again = environment.commandLine("deploy", through: aws.connection)
        do {
            for remain in try await deletion.run().remains { terminal.reportNote(remain) }
        } catch is CancellationError {
            throw Interrupted(
                description:
                    "CloudFormation goes on deleting \(name) by itself\n  to follow it again, then create it:  \(again)"
            )
        } catch let lost as LostSight {
            throw CommandError(
                "unknown-outcome", "\(name): \(lost)", hints: ["to follow it again, then create it:  \(again)"])
        }
        return nil
    }

    /// Shows what goes and what stays, as `destroy` does, refuses what would stop half-way, and asks.
    private func agreeToDelete() async throws {
        let destroyer = Destroyer(
            templates: deployer.templates, environment: environment, aws: aws, terminal: terminal)
        let expected = try await DeletionForecast.read(stack: stack.stackId, name: name, with: aws)
        terminal.output.print(destroyer.forecast(expected, Remains(), .init()))
        try offer([
            "the way out: delete what is left, as shown, then create it anew",
            "what is lost: everything in it that the table does not say is kept",
        ])
        try await destroyer.refuseIfProtected(stack, expected)
        try refuseToLoseData(expected)
        try await confirmDeletion()
    }

    /// What holds data is not deleted by a `--yes` that was meant for something else.
    private func refuseToLoseData(_ expected: DeletionForecast) throws {
        // Where the environment is protected, a `--yes` deletes nothing.
        guard options.assumesYes, !environment.isProtected else { return }
        let refusals = DataGuard(expected).refusals(
            allowed: options.allowedReplacements, deployer.templates, otherwise: "run without --yes and look")
        guard refusals.isEmpty else { throw CommandError(refusals, hints: ["nothing was deleted"]) }
    }

    private func confirmDeletion() async throws {
        let question = "Delete what is left of \(name), then create it anew?"
        guard environment.isProtected else { return try await confirm(question) }
        let destroy = environment.commandLine("destroy", through: aws.connection)
        let automation = "\(destroy) --yes --confirm \(name)"
        guard !options.assumesYes else {
            throw CommandError(
                "protected-environment",
                "'\(environment.name)' is protected: --yes alone does not delete what is left of \(name)",
                hints: ["run the same command without --yes and type the stack's name, or first: \(automation)"])
        }
        let prompt = Prompt(question, typing: name, automation: "\(automation), and deploy after it,")
        guard try await prompt.answer(on: terminal) else { throw declined }
    }
}
