import Template

extension Examination {
    /// A rule or schedule says how its target is started ("Target" in the Amazon EventBridge API reference and in that of
    /// the Scheduler).
    mutating func checkRuleTargets() {
        for (rule, wiring) in cases(of: "AWS::Events::Rule") {
            for (index, target) in wiring.placedElements(of: rule.value("Targets")) {
                check(target, [.key("Targets"), .index(index)], of: rule, Self.ruleParameters, wiring)
            }
        }
        for (schedule, wiring) in cases(of: "AWS::Scheduler::Schedule") {
            guard let target = schedule.value("Target") else { continue }
            check(target, [.key("Target")], of: schedule, Self.scheduleParameters, wiring)
        }
    }

    private static let ruleParameters = [
        "AWS::Batch::JobQueue": "BatchParameters", "AWS::ECS::Cluster": "EcsParameters",
        "AWS::Redshift::Cluster": "RedshiftDataParameters",
    ]
    private static let scheduleParameters = [
        "AWS::ECS::Cluster": "EcsParameters", "AWS::Events::EventBus": "EventBridgeParameters",
        "AWS::Kinesis::Stream": "KinesisParameters",
    ]
    /// What the parameters of a target are for. Both services refuse those of another one.
    private static let parameterTargets: [(parameter: String, types: [String])] = [
        ("BatchParameters", ["AWS::Batch::JobQueue"]), ("EcsParameters", ["AWS::ECS::Cluster"]),
        ("EventBridgeParameters", ["AWS::Events::EventBus"]), ("KinesisParameters", ["AWS::Kinesis::Stream"]),
        ("RedshiftDataParameters", ["AWS::Redshift::Cluster", "AWS::RedshiftServerless::Workgroup"]),
        ("SageMakerPipelineParameters", ["AWS::SageMaker::Pipeline"]), ("SqsParameters", ["AWS::SQS::Queue"]),
    ]
    /// What rules start in the name of a role, beside what the checks of roles look at.
    private static let roleTargets = [
        "AWS::Batch::JobQueue", "AWS::CodeBuild::Project", "AWS::CodePipeline::Pipeline",
        "AWS::Events::ApiDestination",
    ]

    private mutating func check(
        _ target: WiredValue, _ steps: [Template.Path.Step], of resource: WiredResource,
        _ parameters: [String: String], _ wiring: Wiring
    ) {
        guard let started = wiring.target(of: wiring.member("Arn", of: target)) else { return }
        let type = started.resource.resource.type
        if let (parameter, types) = Self.parameterTargets.first(where: { parameter, types in
            !types.contains(type) && !wiring.isAbsent(wiring.member(parameter, of: target))
        }) {
            report(
                "reference-type",
                "what is started with \(parameter) is an \(types.joined(separator: " or ")), and \(started.resource.logicalID) is an \(type)",
                at: resource, steps: steps + [.key("Arn")], notes: [("the target", started.resource)],
                fix: "give the ARN of an \(types[0]), or leave out \(parameter)")
        }
        if Self.roleTargets.contains(type), wiring.isAbsent(wiring.member("RoleArn", of: target)) {
            report(
                "missing-property", "a target of the type \(type) needs a role", at: resource, steps: steps,
                notes: [("the target", started.resource)],
                fix: "add its RoleArn: a role that events.amazonaws.com may assume")
        }
        guard let parameter = parameters[type], wiring.isAbsent(wiring.member(parameter, of: target)) else { return }
        report(
            "missing-property", "a target of the type \(type) is started with \(parameter)", at: resource,
            steps: steps, notes: [("the target", started.resource)], fix: "add \(parameter)")
    }
}
