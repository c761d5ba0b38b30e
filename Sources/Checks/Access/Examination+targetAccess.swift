import Template

extension Examination {
    /// Where a target is named beside a role that hands over to it, by type.
    private static let targets: [String: (target: String, role: String)] = [
        "AWS::Events::Rule": ("Targets.*", "RoleArn"), "AWS::Scheduler::Schedule": ("Target", "RoleArn"),
    ]

    /// The role of a rule or schedule may do what its target needs ("Using IAM roles" in the Amazon EventBridge user
    /// guide, "Setting up Amazon EventBridge Scheduler" in its own).
    mutating func checkTargetAccess(
        of resource: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        guard let place = Self.targets[resource.type] else { return }
        for value in resource.values(at: place.target, of: logicalID) {
            let arn = value.value["Arn"]
            guard case .resource(let target, let attribute)? = arn.flatMap({ wiring.traces(of: $0, in: stack).first })
            else { continue }
            let type = target.resource.type
            guard let given = value.value[place.role] else {
                // A macro may give it.
                if value.value.object?.hasMacros == true { continue }
                checkRole(missingFor: type, of: value)
                continue
            }
            guard let role = role(given, stack) else { continue }
            let others = [
                "AWS::ECS::Cluster": "ecs:RunTask", "AWS::Events::ApiDestination": "events:InvokeApiDestination",
            ]
            let action = others[type] ?? Self.deliveries[type]
            guard let action else { continue }
            require(
                [action], on: target,
                as: type == "AWS::ECS::Cluster"
                    ? TextPattern(glob: "arn:*:ecs:*").asARN() : wiring.pattern(of: target, attribute: attribute),
                of: role, access, at: value.path.appending(place.role), because: "the target", isRefused: false)
            requireKey(
                of: target, for: ["kms:GenerateDataKey", "kms:Decrypt"], role, access,
                at: value.path.appending(place.role), because: "the target")
            requirePassing(
                rolesOf: value.value["EcsParameters"]?["TaskDefinitionArn"], stack, by: role, access,
                at: value.path.appending(place.role), because: "the target")
        }
    }

    /// The role of a pipe may receive and hand over ("Amazon EventBridge Pipes permissions" in its user guide).
    mutating func checkPipe(_ pipe: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex) {
        guard let role = role(pipe.properties["RoleArn"], stack) else { return }
        let failed = ["DynamoDBStreamParameters", "KinesisStreamParameters"].map {
            ("SourceParameters.\($0).DeadLetterConfig.Arn", "the dead-letter queue")
        }
        for (property, reason) in [
            ("Source", "the source"), ("Enrichment", "the enrichment"), ("Target", "the target"),
        ] + failed {
            for value in pipe.values(at: property, of: logicalID) {
                guard case .resource(let end, let attribute)? = wiring.traces(of: value.value, in: stack).first,
                    let actions = property == "Source"
                        ? Self.receptions(from: end.resource.type, attribute)
                        : Self.deliveries[end.resource.type].map({ [$0] })
                else { continue }
                require(
                    actions, on: end, as: wiring.pattern(of: end, attribute: attribute), of: role, access,
                    at: value.path, because: reason, isRefused: false)
            }
        }
    }

    /// Functions, queues and topics let EventBridge in themselves; all else wants a role.
    private mutating func checkRole(missingFor type: String, of target: PlacedValue) {
        let types = [
            "AWS::StepFunctions::StateMachine", "AWS::Kinesis::Stream", "AWS::ECS::Cluster",
            "AWS::KinesisFirehose::DeliveryStream",
        ]
        guard types.contains(type) else { return }
        reportOnce(
            "missing-property", "a target of the type \(type) needs a role", at: target.path,
            fix: "add its RoleArn: a role that events.amazonaws.com may assume")
    }

    /// Whoever runs a task hands it its roles ("Amazon ECS EventBridge IAM role" in the Amazon ECS developer guide).
    mutating func requirePassing(
        rolesOf task: Template.Expression?, _ stack: Int, by role: WiredResource, _ access: AccessIndex,
        at path: Template.Path, because reason: String
    ) {
        guard let task = wiring.onlyResource(of: task, type: "AWS::ECS::TaskDefinition", in: stack) else { return }
        for property in ["ExecutionRoleArn", "TaskRoleArn"] {
            guard let passed = self.role(task.resource.properties[property], task.stack),
                let arn = wiring.arn(of: passed)
            else { continue }
            require(
                ["iam:PassRole"], on: passed, as: arn, of: role, access, at: path, because: reason, isRefused: false)
        }
    }
}
