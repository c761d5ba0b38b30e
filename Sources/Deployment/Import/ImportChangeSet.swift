import AWSAccess
import Diagnostics
import Environments

/// The change set of an import. AWS CloudFormation API Reference, "CreateChangeSet".
///
/// It is made for the stack that holds the resources, nested or not: AWS makes none of this kind for several stacks.
struct ImportChangeSet: Sendable {
    let stack: StackDescription
    let name: String
    /// The address of the template.
    let template: String
    let resources: [ImportedResource]
    /// The role that CloudFormation acts as; nil for the one that the stack has.
    var roleARN: String?
    let aws: AWSCLI

    private struct Created: Decodable {
        let id: String
    }

    /// Makes it, and gives it once it is made.
    ///
    /// - Throws: ``CommandError`` with why AWS refuses it; ``AWSError``.
    func make() async throws -> ChangeSet {
        let list = RenderedJSON.list(resources.map(\.json)).document
        let parameters = (stack.parameters ?? []).map { "ParameterKey=\($0.parameterKey),UsePreviousValue=true" }
        var attempt = 1
        while true {
            do {
                let created = try await aws.run(
                    [
                        "cloudformation", "create-change-set", "--stack-name", stack.stackId, "--change-set-name", name,
                        "--client-token", name, "--change-set-type", "IMPORT", "--template-url", template,
                        "--resources-to-import", list, "--capabilities", "CAPABILITY_IAM", "CAPABILITY_NAMED_IAM",
                        "CAPABILITY_AUTO_EXPAND",
                    ] + (roleARN.map { ["--role-arn", $0] } ?? [])
                        + (parameters.isEmpty ? [] : ["--parameters"] + parameters), as: Created.self)
                return try await usable(aws.finishedChangeSet(created.id))
            } catch let error as AWSError where error.leavesOutcomeOpen && !error.isOfUsage && attempt < 3 {
                attempt += 1
                try await aws.sleep(.seconds(2))
            }
        }
    }

    private func usable(_ changeSet: ChangeSet) throws -> ChangeSet {
        guard changeSet.isComplete else {
            throw CommandError(
                "change-set-refused", "AWS cannot import it: \(changeSet.statusReason ?? changeSet.status)")
        }
        let others = changeSet.resourceChanges.filter { $0.action != "Import" }.map(\.logicalResourceId)
        // AWS refuses such a change set; should it ever not, this does.
        guard others.isEmpty else {
            throw CommandError(
                "change-set-refused",
                "the change set changes more than is imported: \(others.joined(separator: ", "))")
        }
        return changeSet
    }
}
