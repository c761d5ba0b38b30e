import Template

extension Examination {
    /// The tasks of a state machine whose definition is written out name their work by its ARN ("Task workflow state" in
    /// the Step Functions developer guide).
    mutating func checkTaskResources(_ tracer: ValueTracer) {
        guard !hasMacros else { return }
        for declared in resources(of: "AWS::StepFunctions::StateMachine") {
            let (id, machine) = (declared.logicalID, declared.resource)
            guard let definition = machine.properties["Definition"] else { continue }
            let path = Template.Path(.resources, id).appending("Properties").appending("Definition")
            var tasks: [(Template.Expression, Template.Path)] = []
            definition.visit(at: path) { value, path in
                guard value["Type"]?.string == "Task", let work = value["Resource"] else { return }
                tasks.append((work, path.appending("Resource")))
            }
            for (work, path) in tasks {
                checkTarget(of: work, [ReferenceTarget(.arn)], property: "Resource", at: path, tracer)
            }
        }
    }

    /// Containers write their logs into a group that is named ("Using the awslogs log driver" in the Amazon ECS developer
    /// guide).
    mutating func checkLogGroups(_ tracer: ValueTracer) {
        for declared in resources(of: "AWS::ECS::TaskDefinition") {
            let (id, task) = (declared.logicalID, declared.resource)
            for log in task.values(at: "ContainerDefinitions.*.LogConfiguration", of: id)
            where log.value["LogDriver"] == "awslogs" {
                for group in log.values(at: ["Options", "awslogs-group"]) {
                    checkTarget(
                        of: group.value, [ReferenceTarget([.id, .name], "AWS::Logs::LogGroup")],
                        property: "awslogs-group", at: group.path, tracer)
                }
            }
        }
    }
}
