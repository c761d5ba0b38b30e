import Template

extension DeploymentRoles {
    /// The policies of both roles, for programs:
    ///
    /// ```json
    /// { "stack": "shop-prod", "roles": [ { "name": "...", "policies": [ { "Version": "2012-10-17", ... } ] } ] }
    /// ```
    public var json: [UInt8] {
        let roles = [(place.roles.execution, executionPolicies), (place.roles.deployment, deployerPolicies)]
        let document: Template.Expression = [
            "stack": .string(place.stackName),
            "roles": .list(
                roles.map { name, set in
                    ["name": .string(name), "policies": .list(set.policies.map { $0.expression(in: place) })]
                }),
            "unknown": .list(execution.problems.map { .string($0.message) }),
        ]
        return document.rendered + [UInt8(ascii: "\n")]
    }
}
