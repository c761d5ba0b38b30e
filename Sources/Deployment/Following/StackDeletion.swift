import AWSAccess
import Diagnostics
import Environments
import Terminal

/// The deletion of one stack, followed to its end.
struct StackDeletion: Sendable {
    /// What a deletion leaves that an earlier one failed at. AWS CloudFormation API Reference, "DeleteStack".
    enum Leniency: Sendable, Equatable {
        case none
        /// Resources of the stack itself, by their logical IDs.
        case retaining([String])
        /// Whatever cannot be deleted.
        case force

        var arguments: [String] {
            switch self {
            case .none: []
            case .retaining(let logicalIDs): ["--retain-resources"] + logicalIDs
            case .force: ["--deletion-mode", "FORCE_DELETE_STACK"]
            }
        }
    }

    let stack: StackDescription
    let templates: DeployableTemplates
    let aws: AWSCLI
    let terminal: Terminal
    /// What CloudFormation acts as; nil for the role that the stack has, or else who asks.
    var roleARN: String?
    var leniency = Leniency.none

    /// Deletes the stack, whose termination protection goes first.
    ///
    /// - Throws: ``CommandError`` with the first cause when something cannot be deleted.
    @discardableResult
    func run() async throws -> StackOperation {
        let baseline = try await aws.events(ofStack: stack.stackId).first
        // Somebody else may have begun since the stack was looked at. To order it again begins nothing that events
        // would tell of after this one.
        let isGoing = try await Self.isDeletion(aws.stack(stack.stackId)?.stackStatus)
        guard !isGoing else {
            terminal.errors.print("\(stack.stackName) is being deleted by somebody else; following that")
            return try await follow(after: nil)
        }
        try Task.checkCancellation()
        // Past this point nobody knows whether it began, unless the calls are let finish.
        try await Interruption.shielded("beginning the deletion of \(stack.stackName)") { try await begin() }
        return try await follow(after: baseline)
    }

    private func begin() async throws {
        let isProtected = stack.enableTerminationProtection == true
        do {
            if isProtected {
                try await aws.setTerminationProtection(false, ofStack: stack.stackId)
                terminal.errors.print("termination protection is off")
            }
            try await order()
        } catch let error as AWSError {
            var standing = "this run deleted nothing of \(stack.stackName)"
            if isProtected {
                let isBack = (try? await aws.setTerminationProtection(true, ofStack: stack.stackId)) != nil
                standing +=
                    isBack ? ", and its termination protection is on again" : "; its termination protection may be off"
            }
            throw CommandError(error, hints: [standing])
        }
    }

    /// Tells AWS to delete the stack: again where the answer was lost and nothing came of it.
    ///
    /// - Throws: ``AWSError`` when the deletion has not begun, ``CommandError`` when that is not known.
    private func order() async throws {
        for attempt in 1... {
            do {
                return try await aws.deleteStack(stack.stackId, as: roleARN, leaving: leniency)
            } catch let error as AWSError where error.leavesOutcomeOpen {
                if try await hasBegun(after: error) { return }
                guard attempt < 3 else { throw error }
            }
        }
    }

    /// Looks up whether the deletion has begun although no answer came.
    private func hasBegun(after lost: AWSError) async throws -> Bool {
        do {
            return Self.isDeletion(try await aws.patiently { try await aws.stack(stack.stackId)?.stackStatus })
        } catch let error as AWSError {
            throw CommandError(
                "unknown-outcome",
                "whether \(stack.stackName) is being deleted is not known: AWS was told to, but no answer came (\(lost)), and neither could it be looked up (\(error))"
            )
        }
    }

    /// Whether a status is that of a stack that is being deleted, or is gone.
    private static func isDeletion(_ status: StackStatus?) -> Bool {
        status == nil || ["DELETE_IN_PROGRESS", "DELETE_COMPLETE"].contains(status)
    }

    /// Follows a deletion that is running.
    @discardableResult
    func follow(after baseline: StackEvent?) async throws -> StackOperation {
        let started = StackOperation(stack: stack.stackId, name: stack.stackName, templates: templates, after: baseline)
        let follower = StackFollower(aws: aws, terminal: terminal)
        let operation = try await follower.follow(started)
        guard operation.root.status == "DELETE_COMPLETE" else {
            let status = operation.root.status?.description ?? "in an unknown state"
            throw CommandError(
                await follower.diagnosis(of: operation) + [
                    Diagnostic(
                        "stack-failed", "\(stack.stackName): the deletion failed (\(status))",
                        fix: "put right what AWS names above, then run destroy again: it goes on where this stopped")
                ],
                hints: operation.undeleted.map { "to leave \($0) where it is, run destroy with --retain \($0)" })
        }
        return operation
    }
}
