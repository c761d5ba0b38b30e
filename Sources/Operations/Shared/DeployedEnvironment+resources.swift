import AWSAccess
import AppDeclaration
import Environments

extension DeployedEnvironment {
    /// What AWS calls a resource that the tool cannot do without.
    ///
    /// - Throws: `CommandError` where there is none, or where its type does not tell which; `AWSError`.
    func physicalID(_ locator: ResourceLocator, ofType type: String) async throws -> String {
        if case .output(let name) = locator { return try output(name) }
        let resources = try await resources(ofType: type)
        if resources.count == 1 { return resources[0].physicalID }
        let name = environment.stackName
        guard !resources.isEmpty else {
            throw CommandError("missing-resource", "\(name) has no resource of the type \(type)")
        }
        throw CommandError(
            "ambiguous-resource",
            "\(name) has \(resources.count) resources of the type \(type): \(resources.map(\.name).joined(separator: ", "))",
            hints: [
                "give the root stack an output with the one that is meant, and name that output in the app's OperatedApp"
            ])
    }

    /// What AWS calls all resources that a locator can mean; empty where the stacks have none of the type.
    ///
    /// - Throws: `CommandError` for an output that there is not; `AWSError`.
    func physicalIDs(_ locator: ResourceLocator, ofType type: String) async throws -> [String] {
        switch locator {
        case .output(let name): [try output(name)]
        case .onlyOfItsType: try await resources(ofType: type).map(\.physicalID)
        }
    }

    private func resources(ofType type: String) async throws -> [StackResource] {
        try await StackResource.list(stack: environment.stackName, with: aws)
            .filter { $0.type == type && !$0.physicalID.isEmpty }
    }
}
