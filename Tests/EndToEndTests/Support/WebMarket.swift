import Foundation

/// WebMarket+ as the local environment's file says, deployed once for all tests that only look at it.
struct WebMarket: Sendable {
    static let stack = "webmarket-plus-local"

    static func deployed() async throws -> WebMarket { try await deployment.value }

    private static let deployment = Task {
        let workspace = try Workspace(cloud: try await LocalCloud.shared())
        let outcome = try await workspace.run("deploy", "--env", "local")
        guard outcome.status == 0 else { throw AWS.Failed(description: outcome.transcript) }
        let aws = AWS(cloud: workspace.cloud)
        return WebMarket(
            workspace: workspace, aws: aws, deployment: outcome, identifiers: try await aws.physicalIDs(of: stack),
            outputs: try await aws.outputs(of: stack).values)
    }

    let workspace: Workspace
    let aws: AWS
    /// What the deployment wrote.
    let deployment: Program.Outcome
    /// Physical IDs by `Stack/LogicalID`.
    let identifiers: [String: String]
    /// The root stack's outputs, as CloudFormation has them.
    let outputs: [String: String]

    subscript(resource: String) -> String { identifiers[resource] ?? "(no \(resource))" }
}
