import AWSAccess
import Environments

extension AWSCLI {
    /// The newest events of a stack, newest first: one page of about a hundred, or all that are kept.
    func events(ofStack id: String, allPages: Bool = false) async throws -> [StackEvent] {
        try await run(
            ["cloudformation", "describe-stack-events", "--stack-name", id] + (allPages ? [] : ["--no-paginate"]),
            as: StackEventPage.self
        ).stackEvents
    }

    private struct DeletedStacks: Decodable {
        struct Summary: Decodable {
            let stackId: String
            let stackName: String
            let parentId: String?
            let deletionTime: ServiceTime?
        }
        let stackSummaries: [Summary]
    }

    /// The stack of a name that was deleted last; AWS remembers it for 90 days. AWS CloudFormation API Reference,
    /// "ListStacks".
    func newestDeletedStack(named name: String) async throws -> String? {
        let deleted = try await run(
            ["cloudformation", "list-stacks", "--stack-status-filter", "DELETE_COMPLETE"], as: DeletedStacks.self
        ).stackSummaries.filter { $0.stackName == name && ($0.parentId ?? "").isEmpty }
        return deleted.max { a, b in
            guard let a = a.deletionTime, let b = b.deletionTime else { return a.deletionTime == nil }
            return a < b
        }?.stackId
    }

    /// Switches a stack's termination protection on or off.
    func setTerminationProtection(_ isOn: Bool, ofStack id: String) async throws {
        try await run([
            "cloudformation", "update-termination-protection", "--stack-name", id,
            isOn ? "--enable-termination-protection" : "--no-enable-termination-protection",
        ])
    }

    /// Deletes a stack that was reviewed and never created, and so holds nothing. A deployment may have protected it
    /// for the creation that then did not begin.
    func deleteReviewed(_ stack: StackDescription) async throws {
        if stack.enableTerminationProtection == true {
            try await setTerminationProtection(false, ofStack: stack.stackId)
        }
        try await deleteStack(stack.stackId)
    }

    /// Starts the deletion of a stack.
    ///
    /// - Parameter role: what CloudFormation acts as; nil for the one that the stack has, or else who asks. AWS
    ///   CloudFormation API Reference, "DeleteStack".
    func deleteStack(
        _ id: String, as role: String? = nil, leaving leniency: StackDeletion.Leniency = .none
    ) async throws {
        try await run(
            ["cloudformation", "delete-stack", "--stack-name", id] + (role.map { ["--role-arn", $0] } ?? [])
                + leniency.arguments)
    }
}
