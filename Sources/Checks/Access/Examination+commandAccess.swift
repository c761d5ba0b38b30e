import Template

extension Examination {
    /// Commands are executed in a container by an agent that has the task's role ("Monitor Amazon ECS containers with ECS
    /// Exec" in the Amazon ECS developer guide).
    mutating func checkCommandAccess(
        of service: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        for flag in service.values(at: "EnableExecuteCommand", of: logicalID)
        where wiring.onlyText(of: flag.value, in: stack) == "true" {
            guard
                let task = wiring.onlyResource(
                    of: service.properties["TaskDefinition"], type: "AWS::ECS::TaskDefinition", in: stack)
            else { continue }
            guard let given = task.value("TaskRoleArn"), !wiring.isAbsent(given) else {
                reportOnce(
                    "missing-property",
                    "\(task.logicalID) has no TaskRoleArn, and commands are executed in the name of that role",
                    at: flag.path, notes: [note("the task", at: task)].compactMap(\.self),
                    fix: "give the task definition a TaskRoleArn")
                continue
            }
            guard let role = role(given.expression, task.stack) else { continue }
            require(
                [
                    "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
                    "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
                ], on: nil, as: TextPattern(glob: "arn:*:ssmmessages:*").asARN(), of: role, access, at: flag.path,
                because: "a command in a container", isRefused: false)
        }
    }
}
