import AWSAccess

extension ExplainedFailure {
    /// What the service says, why its targets are not healthy, and why its tasks stopped, with their last words.
    /// Amazon ECS API Reference, "DescribeServices", "ListTasks", "DescribeTasks", "Task".
    var stoppedTasks: [Inquiry] {
        guard let service = ServiceAddress(resource.existingID) else { return [] }
        return [
            Inquiry("what ECS says of \(service.name)") { aws in
                let answer = try await aws.run(
                    ["ecs", "describe-services", "--cluster", service.cluster, "--services", service.name],
                    as: Services.self)
                let events = answer.services.flatMap { $0.events ?? [] }.prefix(3).reversed().map {
                    "ECS: \($0.message ?? "")"
                }
                let groups = answer.services.flatMap { $0.loadBalancers ?? [] }.compactMap(\.targetGroupArn)
                return try await events + TargetHealth.reasons(of: groups, with: aws)
            },
            Inquiry("the stopped tasks of \(service.name)") { aws in
                let listed = try await aws.run(
                    [
                        "ecs", "list-tasks", "--cluster", service.cluster, "--service-name", service.name,
                        "--desired-status", "STOPPED", "--max-items", "3",
                    ], as: TaskList.self
                ).taskArns
                guard !listed.isEmpty else {
                    return ["ECS knows no stopped task of \(service.name) (it forgets them after an hour)"]
                }
                let tasks = try await aws.run(
                    ["ecs", "describe-tasks", "--cluster", service.cluster, "--tasks"] + listed, as: Tasks.self
                ).tasks
                guard let last = tasks.first else { return [] }
                return await last.story + Self.lastWords(of: last).answer(with: aws)
            },
        ]
    }

    /// The end of a task's log, where its definition sends it to CloudWatch Logs.
    private static func lastWords(of task: StoppedTask) -> Inquiry {
        Inquiry("the log of the task \(task.id)") { aws in
            guard let definition = task.taskDefinitionArn else { return [] }
            let containers = try await aws.run(
                ["ecs", "describe-task-definition", "--task-definition", definition], as: TaskDefinition.self
            ).taskDefinition.containerDefinitions
            let failed = task.failedContainer
            guard let container = containers.first(where: { $0.name == failed }) ?? containers.first,
                let stream = container.stream(ofTask: task.id)
            else { return [] }
            return try await LogTail(group: stream.group, stream: stream.name).lines(with: aws)
        }
    }
}

/// What an ECS service's physical ID has: `arn:aws:ecs:eu-west-3:123456789012:service/cluster/name`.
private struct ServiceAddress {
    let cluster: String
    let name: String

    init?(_ id: String?) {
        let parts = (id ?? "").split(separator: "/")
        guard parts.count == 3, parts[0].hasSuffix(":service") else { return nil }
        cluster = String(parts[1])
        name = String(parts[2])
    }
}

private struct Services: Decodable {
    struct Service: Decodable {
        let events: [Event]?
        let loadBalancers: [LoadBalancer]?
    }
    struct Event: Decodable { let message: String? }
    struct LoadBalancer: Decodable { let targetGroupArn: String? }
    let services: [Service]
}

private struct TaskList: Decodable { let taskArns: [String] }

private struct Tasks: Decodable { let tasks: [StoppedTask] }

private struct StoppedTask: Decodable, Sendable {
    struct Container: Decodable, Sendable {
        let name: String?
        let exitCode: Int?
        let reason: String?
    }
    let taskArn: String
    let taskDefinitionArn: String?
    let stopCode: String?
    let stoppedReason: String?
    let containers: [Container]?

    var id: String { taskArn.split(separator: "/").last.map(String.init) ?? taskArn }
    /// The first one that ended badly.
    var failedContainer: String? { containers?.first { $0.exitCode != 0 }?.name }

    /// Why it stopped, and what its containers came to.
    var story: [String] {
        let stop = "a task stopped: \(stoppedReason ?? stopCode ?? "no reason given")"
        return [stop]
            + (containers ?? []).compactMap { container in
                let code = container.exitCode.map { "ended with \($0)" }
                let parts = [code, container.reason].compactMap(\.self)
                guard container.exitCode != 0, !parts.isEmpty else { return nil }
                return "its container \(container.name ?? "") \(parts.joined(separator: ": "))"
            }
    }
}

private struct TaskDefinition: Decodable {
    struct Definition: Decodable { let containerDefinitions: [Container] }
    struct Container: Decodable {
        let name: String?
        let logConfiguration: LogConfiguration?

        /// Amazon ECS Developer Guide, "Send Amazon ECS logs to CloudWatch": prefix, container and task.
        func stream(ofTask id: String) -> (group: String, name: String)? {
            guard let options = logConfiguration?.options, let group = options["awslogs-group"],
                let prefix = options["awslogs-stream-prefix"], let name
            else { return nil }
            return (group, "\(prefix)/\(name)/\(id)")
        }
    }
    struct LogConfiguration: Decodable { let options: [String: String]? }
    let taskDefinition: Definition
}
