import AWSResourceCatalogue
import PermissionFacts
import ResourceSchemas
import Template

@testable import Permissions

/// Templates of the tests, and the roles that deploy them as `shop-prod` in one account and region.
enum PermissionFixture {
    static let account = "123456789012"
    static let region = "eu-west-3"

    static let place = DeploymentPlace(
        stackName: "shop-prod", region: region, account: account, tags: ["Project": "shop", "Environment": "prod"],
        artifactBucket: "shop-artifacts-${AWS::AccountId}-${AWS::Region}")

    static func tree(_ json: String, nested: [String: String] = [:]) throws -> TemplateTree {
        TemplateTree(
            try Template(parsing: Array(json.utf8), file: "template.json"),
            nested: try nested.mapValues { try tree($0) })
    }

    static func roles(
        _ resources: String, nested: [String: String] = [:], parameters: String = "{}", values: [String: String] = [:],
        at place: DeploymentPlace = place, for handlers: Set<HandlerFacts.Handler>? = nil
    ) throws -> DeploymentRoles {
        let tree = try tree(
            #"{"Parameters": \#(parameters), "Resources": \#(resources)}"#,
            nested: nested.mapValues { #"{"Resources": \#($0)}"# })
        return roles(tree, values: values, at: place, for: handlers)
    }

    static func roles(
        _ tree: TemplateTree, values: [String: String] = [:], at place: DeploymentPlace = place,
        for handlers: Set<HandlerFacts.Handler>? = nil
    ) -> DeploymentRoles {
        roles([(tree, values)], at: place, for: handlers)
    }

    /// Of several templates, as of what is deployed and what is synthesized.
    static func roles(
        _ trees: [(TemplateTree, values: [String: String])], at place: DeploymentPlace = place,
        for handlers: Set<HandlerFacts.Handler>? = nil
    ) -> DeploymentRoles {
        let uses = trees.flatMap { tree, values in
            TemplateUse.all(of: tree, values, at: place) { _ in handlers ?? .everything }
        }
        return DeploymentRoles(of: uses, at: place, actions: ResourceCatalogue.aws.actions)
    }

    /// What a change needs, of which resources become what is told by path.
    static func change(
        from old: String?, to new: String, _ handlers: [String: Set<HandlerFacts.Handler>],
        at place: DeploymentPlace = place
    ) throws -> ChangeNeeds {
        func uses(_ resources: String, _ handlers: [String: Set<HandlerFacts.Handler>]?) throws -> [TemplateUse] {
            TemplateUse.all(of: try tree(#"{"Resources": \#(resources)}"#), [:], at: place) { path in
                handlers.map { $0[path] ?? [] } ?? .everything
            }
        }
        return ChangeNeeds(
            of: try [old, new].compactMap(\.self).flatMap { try uses($0, handlers) },
            since: try old.map { try uses($0, nil) }, at: place, actions: ResourceCatalogue.aws.actions)
    }
}

extension DeploymentRoles {
    /// The resources on which CloudFormation may do something, filled in and sorted.
    func resources(of action: String) -> [String] {
        executionPolicies.statements.filter { $0.actions.contains(action) }.flatMap(\.resources)
            .map { ARNText.resolved($0, in: place) }.sorted()
    }

    /// The values of a condition under which it may.
    func condition(_ key: String, of action: String) -> [[String]] {
        executionPolicies.statements.filter { $0.actions.contains(action) }.map { statement in
            statement.conditions.sorted.filter { $0.test.key == key }.flatMap(\.values)
        }
    }
}
