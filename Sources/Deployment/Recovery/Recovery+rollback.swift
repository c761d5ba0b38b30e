import AWSAccess
import Diagnostics
import Environments
import Foundation
import Terminal

extension Recovery {
    /// Brings a stack whose update failed, without being rolled back, to what it was before. AWS changes it from there
    /// only with rollbacks switched off again. AWS CloudFormation API Reference, "RollbackStack".
    func rollBack() async throws -> StackDescription? {
        try offer([
            "the way out: roll the update back (rollback-stack), then deploy",
            "what is lost: what the update had made so far; what it had changed goes back to what it was",
        ])
        try await confirm("Roll \(name) back?")
        let newest = try await aws.events(ofStack: stack.stackId).first
        return try await order(["rollback-stack", "--stack-name", stack.stackId], after: newest)
    }

    /// Tries once more to take back an update, without the resources that somebody skips by name.
    func continueRollback() async throws -> StackDescription? {
        let failed = try await untilConfirmed {
            try await FailedRollback.read(stack: stack, templates: deployer.templates, with: aws)
        }
        for problem in failed.problems { terminal.report([problem]) }
        let skipped = failed.resources.filter { options.skippedRollbacks.contains($0.path) }
        for mistake in failed.superfluous(in: options.skippedRollbacks) { terminal.reportWarning(mistake) }
        try offer(
            [
                "the way out: continue the rollback (continue-update-rollback), which tries again what failed, then deploy"
            ]
                + skipped.map {
                    "what it leaves: \($0.path) as it is now, which CloudFormation will take for what its template says"
                } + (skipped.isEmpty ? failed.hints : []))
        try await confirmSkipping(skipped)
        return try await order(
            ["continue-update-rollback", "--stack-name", stack.stackId]
                + (skipped.isEmpty ? [] : ["--resources-to-skip"] + skipped.map(\.skippedName)),
            after: failed.newestEvent, otherwise: failed.hints)
    }

    /// Nobody agrees to leave something behind without naming it.
    private func confirmSkipping(_ skipped: [FailedRollback.Resource]) async throws {
        guard !skipped.isEmpty else { return try await confirm("Continue the rollback of \(name)?") }
        if options.assumesYes { return }
        try await untilConfirmed {
            for resource in skipped {
                let prompt = Prompt(
                    "Leave \(resource.path) as it is now and continue the rollback of \(name)?",
                    typing: resource.path, automation: "--yes")
                guard try await prompt.answer(on: terminal) else { throw declined }
            }
        }
    }

    /// Tells AWS to roll back, and follows that to its end.
    ///
    /// - Parameters:
    ///   - baseline: the newest event before it.
    ///   - hints: what else to try when it fails again.
    private func order(
        _ arguments: [String], after baseline: StackEvent?, otherwise hints: [String] = []
    ) async throws -> StackDescription {
        try Task.checkCancellation()
        // Past this point nobody knows whether it began, unless the calls are let finish.
        try await Interruption.shielded("beginning the rollback of \(name)") { try await begin(arguments) }
        do {
            return try await deployer.follow(
                stack: stack.stackId, after: baseline, isUpdate: true, canBeCancelled: false)
        } catch let error as CommandError {
            throw CommandError(error, hints: hints)
        }
    }

    /// Tells AWS once, and looks up whether it began where the answer is lost.
    private func begin(_ arguments: [String]) async throws {
        // The same for every try, so that AWS takes two for one.
        let role = environment.roleARN.map { ["--role-arn", $0] } ?? []
        let command =
            ["cloudformation"] + arguments + role + ["--client-request-token", "recover-\(UUID().uuidString)"]
        for attempt in 1... {
            do {
                try await aws.run(command)
                return
            } catch let error as AWSError where error.leavesOutcomeOpen {
                guard let now = try await aws.patiently({ try await aws.stack(stack.stackId) }) else { throw error }
                if now.stackStatus != stack.stackStatus { return }
                guard attempt < 3 else { throw error }
            } catch let error as AWSError {
                // Somebody else began, or an earlier try of the CLI's own did.
                guard let now = try await aws.stack(stack.stackId), now.stackStatus.isInProgress else { throw error }
                return
            }
        }
    }
}
