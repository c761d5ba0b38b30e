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
                checkSecret(secret, of: role, stack, access)
            }
            for secret in container.values(at: ["RepositoryCredentials", "CredentialsParameter"]) {
                checkSecret(secret, of: role, stack, access)
            }
            for image in container.values(at: ["Image"])
            where wiring.isOfRegistry(WiredValue(expression: image.value, stack: stack)) {
                // A repository's own policy may let in who has a token.
                let isLetIn = wiring.resources(of: "AWS::ECR::Repository", with: stack).contains {
                    $0.resource.properties["RepositoryPolicyText"] != nil
                }
                require(
                    ["ecr:GetAuthorizationToken"]
                        + (isLetIn ? [] : ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]), on: nil, as: .unknown,
                    of: role, access, at: image.path, because: "the image", isRefused: false)
            }
        }
    }

    /// A secret, a member of it as in `${Secret}:password::`, or a parameter of Systems Manager.
    private mutating func checkSecret(_ value: PlacedValue, of role: WiredResource, _ stack: Int, _ access: AccessIndex)
    {
        for member in wiring.namedFirst(in: WiredValue(expression: value.value, stack: stack)) {
            switch member.resource.type {
            case "AWS::SecretsManager::Secret":
                require(
                    ["secretsmanager:GetSecretValue"], on: member, as: wiring.pattern(of: member, attribute: nil),
                    of: role, access, at: value.path, because: "the container", isRefused: false)
            case "AWS::SSM::Parameter":
                require(
                    ["ssm:GetParameters"], on: member, as: TextPattern(glob: "arn:*:ssm:*").asARN(), of: role, access,
                    at: value.path, because: "the container", isRefused: false)
            default: break
            }
        }
    }
}

extension Wiring {
    /// The resources that a value may be, or that a text begins with.
    fileprivate func namedFirst(in value: WiredValue) -> [WiredResource] {
        var first = value
        if let parts = parts(of: value), parts.count > 1, case .value(let start) = parts[0] { first = start }
        return traces(of: first.expression, in: first.stack).compactMap {
            if case .resource(let member, _) = $0 { member } else { nil }
        }
    }

    /// Whether an image lies in a private repository of Amazon ECR.
    func isOfRegistry(_ image: WiredValue) -> Bool {
        parts(of: image)?.contains { part in
            switch part {
            case .text(let text): text.contains(".dkr.ecr.")
            case .value(let value): target(of: value, type: "AWS::ECR::Repository") != nil
            }
        } ?? false
    }
}
