import JSON

extension DeploymentRoles {
    /// The policies of both roles, for programs:
    ///
    /// ```json
    /// { "stack": "shop-prod", "roles": [ { "name": "...", "policies": [ { "Version": "2012-10-17", ... } ] } ] }
    /// ```
    public var json: [UInt8] {
        var writer = JSONWriter(capacity: 32_768)
        let place = place
        writer.beginObject()
        writer.key("stack")
        writer.string(place.stackName)
        writer.key("roles")
        writer.beginList()
        for (name, set) in [(place.roles.execution, executionPolicies), (place.roles.deployment, deployerPolicies)] {
            writer.element()
            writer.beginObject()
            writer.key("name")
            writer.string(name)
            writer.key("policies")
            writer.beginList()
            for policy in set.policies {
                writer.element()
                policy.write(to: &writer) { $1.string(ARNText.resolved($0, in: place)) }
            }
            writer.endList()
            writer.endObject()
        }
        writer.endList()
        writer.key("unknown")
        writer.beginList()
        for problem in execution.problems {
            writer.element()
            writer.string(problem.message)
        }
        writer.endList()
        writer.endObject()
        return writer.bytes + [UInt8(ascii: "\n")]
    }
}
