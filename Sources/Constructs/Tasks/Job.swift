import AWSECS
import AWSEvents
import AWSLogs
import AWSScheduler
import EventConstructs
import IdentityConstructs
import MessagingConstructs
import NetworkConstructs

/// A container that runs until its work is done: at certain times, or when somebody asks for it.
///
///     let report = Job(
///         in: stack.scope("Report"), Container(image, size: .vCPU1(.gib2), environment: ["ITEMS": items.name]),
///         network: network)
///     items.grantRead(to: report)
///     report.runs(Schedule("Nightly", .daily(at: 3), timeZone: "Europe/Madrid"))
///     alarms.watch(report)
///
/// A run that cannot be started, or that ends with another code than 0, is kept in a queue. Nothing ends a run that hangs,
/// and nothing keeps one from starting while another still runs: the code has to see to both. Now and then a schedule starts
/// one twice.
public struct Job: Connectable, Grantee {
    /// What runs, and how.
    public let taskDefinition: Resource<ECS.TaskDefinition>
    /// What its runs are grouped by.
    public let cluster: Cluster
    /// What it writes its log to; nil where that was there before.
    public let logGroup: Resource<Logs.LogGroup>?
    /// The name of the log group.
    public let log: Value<Name<Logs.LogGroup>>
    /// Around each run.
    public let securityGroup: SecurityGroup
    /// In which its code acts.
    public let actingRole: Role
    /// In which ECS starts it: may fetch the image, read the secrets and write the log.
    public let executionRole: Role
    /// What could not be started or failed, as AWS tells it.
    public let failedRuns: Queue
    /// Tells the queue of runs that failed.
    public let failureRule: Resource<Events.Rule>

    let id: String
    private let scope: Scope
    private let task: ContainerTask
    private let network: Network
    private let spot: SpotShare?

    /// - Parameters:
    ///   - network: where it runs: the application tier, which it leaves by HTTPS. What else it reaches it is let:
    ///     `database.allowConnections(from: job)`.
    ///   - spot: what may be taken back in the middle of a run, which then has failed; nothing when not given.
    ///   - cluster: instead of one of its own; with `spot`, one that has the capacity provider `FARGATE_SPOT`.
    ///   - securityGroup: around each run instead of one of its own, with a way to what it has to reach.
    ///   - failedRuns: a standard queue that is there already, instead of one of its own.
    public init(
        in scope: Scope, _ container: Container, network: Network, spot: SpotShare? = nil, cluster: Cluster? = nil,
        securityGroup: SecurityGroup? = nil, failedRuns: Queue? = nil, fileID: String = #fileID, line: Int = #line
    ) {
        spot?.reportProblem(to: scope)
        let cluster = cluster ?? Cluster(in: scope)
        let task = ContainerTask(in: scope, container, network: network, securityGroup: securityGroup)
        let failures =
            failedRuns
            ?? Queue(in: scope.scope("FailedRuns"), keptForDays: 14, failures: .stayHere, key: container.key)
        failureRule = EventRule(id: scope.id + "Failed", pattern: Self.failures(of: task.family, in: cluster))
            .deliver(to: failures, fileID: fileID, line: line)
        self.cluster = cluster
        self.task = task
        self.failedRuns = failures
        self.scope = scope
        self.network = network
        self.spot = spot
        id = scope.id
        taskDefinition = task.definition
        logGroup = task.logGroup
        log = task.log
        self.securityGroup = task.securityGroup
        actingRole = task.role
        executionRole = task.executionRole
    }

    /// "Amazon ECS task state change events" in its developer guide. Of all revisions, since one that is replaced may still run.
    private static func failures(of family: Value<String>, in cluster: Cluster) -> EventPattern {
        EventPattern(json: [
            "source": ["aws.ecs"], "detail-type": ["ECS Task State Change"],
            "detail": [
                "clusterArn": [JSON(cluster.arn)], "lastStatus": ["STOPPED"],
                "taskDefinitionArn": [["prefix": "\(Self.definitions(of: family)):"]],
                "$or": [
                    ["containers": ["exitCode": [["anything-but": [0]]]]],
                    ["stopCode": ["TaskFailedToStart", "TerminationNotice", "SpotInterruption"]],
                ],
            ],
        ])
    }

    private static func definitions(of family: Value<String>) -> Value<String> {
        "arn:\(AWS.partition):ecs:\(AWS.region):\(AWS.accountID):task-definition/\(family)"
    }

    /// Allows to run it, with its two roles and in its cluster.
    ///
    /// "Amazon ECS EventBridge IAM role" and "Grant permission to tag resources on creation" in its developer guide: each run
    /// is tagged for the bill.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantRun(to grantee: some Grantee) -> Grant {
        let tasks: Value<String> =
            "arn:\(AWS.partition):ecs:\(AWS.region):\(AWS.accountID):task/\(cluster.name)/*"
        return grantee.actingRole.allow(
            "Run\(id)",
            PolicyStatement(
                actions: ["ecs:RunTask"], resources: ["\(Self.definitions(of: task.family)):*"],
                conditions: ["ArnEquals": ["ecs:cluster": JSON(cluster.arn)]]),
            PolicyStatement(
                actions: ["iam:PassRole"], resources: [executionRole.arn.text, actingRole.arn.text],
                conditions: ["StringEquals": ["iam:PassedToService": "ecs-tasks.amazonaws.com"]]),
            PolicyStatement(
                actions: ["ecs:TagResource"], resources: [tasks],
                conditions: ["StringEquals": ["ecs:CreateAction": "RunTask"]]))
    }

    /// Runs it at certain times.
    ///
    /// - Parameters:
    ///   - schedule: without an input, in whose place a command stands.
    ///   - command: what it runs then instead of its own command.
    /// - Returns: the schedule, and the role that may run this job and nothing else.
    @discardableResult
    public func runs(
        _ schedule: Schedule, command: [Value<String>] = [], fileID: String = #fileID, line: Int = #line
    ) -> Schedule.Delivery {
        let scope = scope.calledFrom(fileID: fileID, line: line)
        if schedule.hasInput {
            scope.report(
                "job-input", "\(id) is a container, which gets a command and no input",
                fix: "leave the schedule's input out, and write runs(schedule, command: [...])")
        }
        let delivery = schedule.add(
            to: scope, undelivered: failedRuns,
            calling: Schedule.Call(
                arn: .cluster(cluster.arn), input: command.isEmpty ? nil : .json(Self.override(command)),
                ecsParameters: parameters)
        ) { grantRun(to: $0) }
        for dependency in task.ready { delivery.schedule.depend(on: dependency) }
        return delivery
    }

    /// "Using templated targets" in the EventBridge Scheduler user guide.
    private var parameters: Scheduler.Schedule.EcsParameters {
        .init(
            taskDefinitionArn: taskDefinition.taskDefinitionArn,
            capacityProviderStrategy: spot.map { spot in
                List(
                    spot.strategy.map {
                        Scheduler.Schedule.CapacityProviderStrategyItem(
                            capacityProvider: $0.provider, weight: Value(reinterpreting: $0.weight))
                    })
            },
            enableECSManagedTags: true, launchType: spot == nil ? .fargate : nil,
            networkConfiguration: .init(
                awsvpcConfiguration: .init(
                    subnets: network.applicationTier.subnetIds, assignPublicIp: .disabled,
                    securityGroups: [securityGroup.id])),
            propagateTags: .taskDefinition, taskCount: 1)
    }

    private static func override(_ command: [Value<String>]) -> JSON {
        [
            "containerOverrides": [
                ["name": JSON(Container.name), "command": JSON(command.map { JSON($0) })]
            ]
        ]
    }
}
