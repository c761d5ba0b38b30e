import Template

extension Examination {
    /// The execution role of a task may write its logs and read its secrets ("Amazon ECS task execution IAM role" in the
    /// Amazon ECS developer guide).
    mutating func checkContainerAccess(
        of task: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        guard let role = role(task.properties["ExecutionRoleArn"], stack) else { return }
        for container in task.values(at: "ContainerDefinitions.*", of: logicalID) {
            for driver in container.values(at: ["LogConfiguration", "LogDriver"]) where driver.value == "awslogs" {
                require(
                    ["logs:CreateLogStream", "logs:PutLogEvents"], on: nil,
                    as: TextPattern(glob: "arn:*:logs:*").asARN(),
                    of: role, access, at: driver.path, because: "the log driver", isRefused: false)
            }
            for secret in container.values(at: ["Secrets", "*", "ValueFrom"]) {
                for case .resource(let member, _) in wiring.traces(of: secret.value, in: stack)
                where member.resource.type == "AWS::SecretsManager::Secret" {
                    require(
                        ["secretsmanager:GetSecretValue"], on: member,
                        as: wiring.pattern(of: member, attribute: nil), of: role, access, at: secret.path,
                        because: "the container", isRefused: false)
                }
            }
        }
    }
}
