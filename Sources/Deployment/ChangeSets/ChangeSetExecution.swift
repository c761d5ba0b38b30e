import AWSAccess
import Foundation

/// Begins what a change set says, once, and knows whether it began even when AWS's answer is lost.
struct ChangeSetExecution: Sendable {
    let changeSet: ChangeSet
    let stackName: String
    let aws: AWSCLI

    /// Executes the change set.
    ///
    /// - Throws: ``CommandError`` when it did not begin, or when that cannot be found out, which it then says.
    func begin() async throws {
        // The same for every try, so that AWS takes two for one. AWS CloudFormation API Reference, "ExecuteChangeSet".
        let token = "deploy-\(UUID().uuidString)"
        for attempt in 1... {
            do {
                try await aws.run([
                    "cloudformation", "execute-change-set", "--change-set-name", changeSet.changeSetId,
                    "--client-request-token", token,
                ])
                return
            } catch AWSError.service(code: "ChangeSetNotFound", _, _), AWSError.service(
                code: "InvalidChangeSetStatus", _, _)
            {
                // CloudFormation drops all others when it executes one; but a call that was repeated by the AWS CLI,
                // because the first answer was lost, is told the same.
                if try await outcome() == .begun { return }
                throw CommandError(
                    "stack-race",
                    "\(stackName) was changed by somebody else while this change set was made or reviewed, so it is void and nothing of it was done; run the same command again"
                )
            } catch let error as AWSError where error.leavesOutcomeOpen {
                if try await outcome(after: error) == .begun { return }
                guard attempt < 3 else {
                    throw CommandError(
                        "aws-unreachable", "the change set was not executed, and nothing was changed: \(error)",
                        hints: ["run the same command again"])
                }
            } catch let error as AWSError {
                if let status = error.operationInProgress { throw CommandError.race(on: stackName, status: status) }
                throw error
            }
        }
    }

    private enum Outcome { case begun, notBegun }

    /// Looks up what became of the change set.
    private func outcome(after lost: AWSError? = nil) async throws -> Outcome {
        do {
            return try await aws.patiently {
                do {
                    switch try await aws.changeSet(changeSet.changeSetId).executionStatus {
                    case "EXECUTE_IN_PROGRESS", "EXECUTE_COMPLETE", "EXECUTE_FAILED": return .begun
                    case "AVAILABLE", "OBSOLETE", "UNAVAILABLE": return .notBegun
                    default: return try await isStacksOwn() ? .begun : .notBegun
                    }
                } catch AWSError.service(code: "ChangeSetNotFound", _, _) {
                    return try await isStacksOwn() ? .begun : .notBegun
                }
            }
        } catch let error as AWSError {
            throw CommandError(
                "unknown-outcome",
                "whether \(stackName) is being changed is not known: the change set was given to AWS, but no answer came\(lost.map { " (\($0))" } ?? ""), and neither could it be looked up (\(error))",
                hints: [
                    "run the same command again when AWS can be reached: it finds out, and follows what is going on"
                ])
        }
    }

    /// Whether the stack is, or was last, changed by this very change set.
    private func isStacksOwn() async throws -> Bool {
        guard let stack = try await aws.stack(changeSet.stackId) else { return false }
        return stack.changeSetId == changeSet.changeSetId && stack.stackStatus != "REVIEW_IN_PROGRESS"
    }
}
