import AWSECS
import AWSLogs
import ContainerConstructs
import IdentityConstructs
import NetworkConstructs

/// What a service and a job have alike: a task definition for AWS Fargate with its two roles and its log, and a place in a
/// network.
package struct ContainerTask {
    package let definition: Resource<ECS.TaskDefinition>
    /// The task definition's name without its revision.
    package let family: Value<String>
    /// nil where it was there before.
    package let logGroup: Resource<Logs.LogGroup>?
    package let log: Value<Name<Logs.LogGroup>>
    /// In which the code acts.
    package let role: Role
    /// In which ECS starts it.
    package let executionRole: Role
    package let securityGroup: SecurityGroup
    /// Without these a task cannot start, or leaves no trace: routes, the way out, and permissions.
    package let ready: [any Dependable]

    /// - Parameters:
    ///   - port: where it listens, if anywhere.
    ///   - hasShell: whether somebody may open a shell in it.
    package init(
        in scope: Scope, _ container: Container, network: Network, securityGroup given: SecurityGroup?,
        port: Int? = nil,
        hasShell: Bool = false
    ) {
        Self.check(container, network, reportingTo: scope)
        let role = container.role ?? Self.role(in: scope)
        let executionRole =
            container.executionRole ?? Role(in: scope.scope("Execution"), assumedBy: "ecs-tasks.amazonaws.com")
        let log = OwnLog(
            in: scope, existing: container.existingLogGroup, keptForDays: container.logsKeptForDays, key: container.key,
            writtenBy: executionRole)
        var grants = [log.grant]
        if let pull = container.image.grantPull(to: executionRole) { grants.append(pull) }
        if !container.secrets.isEmpty {
            grants.append(executionRole.allow("ReadSecrets", container.secrets.flatMap(\.statements)))
        }
        if hasShell { grants.append(Self.allowShell(to: role)) }
        // What it has to reach before it runs (registry, log, secrets) and most of what it talks to speak HTTPS.
        let securityGroup =
            given
            ?? SecurityGroup(
                in: scope, vpc: network.vpcId, description: "The containers of \(scope.id)", name: Value(scope.id))
        let wayOut = given == nil ? securityGroup.allowToInternet(port: 443) : nil
        family = "\(AWS.stackName)-\(scope.logicalID(Self.definitionID))"
        definition = scope.add(
            Self.definitionID,
            ECS.TaskDefinition(
                containerDefinitions: [container.definition(in: scope, log: log.name, port: port)],
                cpu: container.size.cpu, executionRoleArn: executionRole.arn,
                // Named, so that a permission and a rule can mean all its revisions: what is replaced still runs.
                family: family, memory: container.size.memory, networkMode: .awsvpc,
                requiresCompatibilities: [.fargate],
                runtimePlatform: .init(cpuArchitecture: container.architecture, operatingSystemFamily: .linux),
                taskRoleArn: role.arn))
        logGroup = log.group
        self.log = log.name
        self.role = role
        self.executionRole = executionRole
        self.securityGroup = securityGroup
        ready = [network.applicationTier, wayOut] + (grants as [any Dependable])
    }

    private static let definitionID = "TaskDefinition"

    /// "Amazon ECS task IAM role" in its developer guide, on the confused deputy.
    private static func role(in scope: Scope) -> Role {
        Role(
            in: scope.scope("Task"), assumedBy: "ecs-tasks.amazonaws.com",
            conditions: [
                "ArnLike": [
                    "aws:SourceArn": JSON(
                        "arn:\(AWS.partition):ecs:\(AWS.region):\(AWS.accountID):*" as Value<String>)
                ],
                "StringEquals": ["aws:SourceAccount": JSON(AWS.accountID)],
            ])
    }

    /// "Monitor Amazon ECS containers with ECS Exec" in its developer guide: the actions know no resources.
    private static func allowShell(to role: Role) -> Grant {
        role.allow(
            "OpenShells",
            PolicyStatement(
                actions: [
                    "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
                    "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel",
                ], resources: ["*"]))
    }

    private static func check(_ container: Container, _ network: Network, reportingTo scope: Scope) {
        network.require(1, in: .application, for: "a container", code: "container-zones", reportingTo: scope)
        scope.reportRepeatedVariables(
            container.environment.map { $0.key } + container.secrets.flatMap { $0.variables.map { $0.name } },
            code: "container-variables")
        for secret in container.secrets { secret.reportProblem(to: scope) }
    }
}

extension Container {
    fileprivate func definition(
        in scope: Scope, log: Value<Name<Logs.LogGroup>>, port: Int?
    ) -> ECS.TaskDefinition.ContainerDefinition {
        ECS.TaskDefinition.ContainerDefinition(
            image: image.uri, name: Value(Self.name), command: command.isEmpty ? nil : List(command),
            environment: environment.isEmpty
                ? nil : List(environment.map { .init(name: Value($0.key), value: $0.value.environmentText) }),
            essential: true,
            // Takes care of signals and of orphaned processes, for what was not made to be the first process.
            linuxParameters: .init(initProcessEnabled: true),
            logConfiguration: .init(
                logDriver: "awslogs",
                options: [
                    "awslogs-group": log.text, "awslogs-region": AWS.region,
                    "awslogs-stream-prefix": Value(scope.id),
                ]),
            portMappings: port.map { [.init(containerPort: Value($0), protocol: .tcp)] },
            secrets: secrets.isEmpty
                ? nil
                : List(
                    secrets.flatMap { $0.variables.map { .init(name: Value($0.name), valueFrom: $0.source) } }))
    }
}
