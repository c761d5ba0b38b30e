import Template

extension Examination {
    /// Where a target is named beside a role that hands over to it, by type.
    private static let targets: [String: (target: String, role: String)] = [
        "AWS::Events::Rule": ("Targets.*", "RoleArn"), "AWS::Scheduler::Schedule": ("Target", "RoleArn"),
    ]

    /// The role of a rule or schedule may do what its target needs ("Using IAM roles" in the Amazon EventBridge user
    /// guide, "Setting up Amazon EventBridge Scheduler" in its own).
    mutating func checkTargets(
        of resource: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        guard let place = Self.targets[resource.type] else { return }
        for value in resource.values(at: place.target, of: logicalID) {
            let arn = value.value["Arn"]
            guard case .resource(let target, let attribute)? = arn.flatMap({ stacks.traces(of: $0, in: stack).first }),
                let type = stacks.resource(target)?.type
            else { continue }
            guard let given = value.value[place.role] else {
                checkRole(missingFor: type, of: value)
                continue
            }
            guard let role = role(given, stack) else { continue }
            let action = type == "AWS::ECS::Cluster" ? "ecs:RunTask" : Self.deliveries[type]
            guard let action else { continue }
            require(
                [action], on: target,
                as: type == "AWS::ECS::Cluster"
                    ? TextPattern(glob: "arn:*:ecs:*").asARN() : stacks.pattern(of: target, attribute: attribute),
                of: role, access, at: value.path.appending(place.role), because: "the target", isRefused: false)
        }
    }

    /// Functions, queues and topics let EventBridge in themselves; all else wants a role.
    private mutating func checkRole(missingFor type: String, of target: PlacedValue) {
        guard ["AWS::StepFunctions::StateMachine", "AWS::Kinesis::Stream", "AWS::ECS::Cluster"].contains(type) else {
            return
        }
        report(
            "missing-property", "a target of the type \(type) needs a role", at: target.path,
            fix: "add its RoleArn: a role that events.amazonaws.com may assume")
    }
}
