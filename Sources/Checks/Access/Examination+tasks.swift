import Template

extension Examination {
    /// What a task asks of a service, by the end of its resource, with the arguments that name what it asks of.
    private static let integrations: [String: (action: String, argument: String)] = [
        "lambda:invoke": ("lambda:InvokeFunction", "FunctionName"), "sns:publish": ("sns:Publish", "TopicArn"),
        "sqs:sendMessage": ("sqs:SendMessage", "QueueUrl"),
        "states:startExecution": ("states:StartExecution", "StateMachineArn"),
        "dynamodb:getItem": ("dynamodb:GetItem", "TableName"), "dynamodb:putItem": ("dynamodb:PutItem", "TableName"),
        "dynamodb:updateItem": ("dynamodb:UpdateItem", "TableName"),
        "dynamodb:deleteItem": ("dynamodb:DeleteItem", "TableName"),
    ]

    /// The role of a state machine may do what its tasks do ("How AWS Step Functions works with IAM" in its developer
    /// guide).
    mutating func checkTasks(
        of machine: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        guard let role = role(machine.properties["RoleArn"], stack) else { return }
        let path = Template.Path(.resources, logicalID).appending("Properties").appending("RoleArn")
        checkLogging(of: machine, logicalID, stack, by: role, access, at: path)
        for task in StateMachineDocument.all(of: machine, logicalID).flatMap(\.tasks) {
            if task["Resource"]?.integrationName == "ecs:runTask" {
                requirePassing(
                    rolesOf: (task["Arguments"] ?? task["Parameters"])?["TaskDefinition"], stack, by: role, access,
                    at: path, because: "a task")
            }
            let actions = Self.actions(of: task)
            if !actions.isEmpty {
                require(
                    actions, on: nil, as: .unknown, of: role, access, at: path, because: "a task", isRefused: false)
            }
            guard let (action, member) = work(of: task, stack), let pattern = wiring.arn(of: member) else { continue }
            require(
                [action], on: member, as: pattern, of: role, access, at: path, because: "a task",
                isRefused: false)
        }
    }

    /// What a task asks of a service that runs for long, and what it is told the end by ("IAM policies for integrated
    /// services" in the AWS Step Functions developer guide).
    private static let longWork: [String: (start: String, watch: String)] = [
        "batch:submitJob": ("batch:SubmitJob", "batch:DescribeJobs"),
        "codebuild:startBuild": ("codebuild:StartBuild", "codebuild:BatchGetBuilds"),
        "ecs:runTask": ("ecs:RunTask", "ecs:DescribeTasks"),
        "states:startExecution": ("states:StartExecution", "states:DescribeExecution"),
    ]
    private static let endings = ["events:PutTargets", "events:PutRule", "events:DescribeRule"]

    private static func actions(of task: Template.Object) -> [String] {
        guard let resource = task["Resource"], let name = resource.integrationName, let work = longWork[name] else {
            return []
        }
        // What is begun on something that is named is asked of that.
        let start = integrations[name] == nil ? [work.start] : []
        return resource.waitsForEnd ? start + [work.watch] + endings : start
    }

    /// "Logging using CloudWatch Logs" in the AWS Step Functions developer guide: the service refuses a machine that may
    /// not begin to log.
    private mutating func checkLogging(
        of machine: Template.Resource, _ logicalID: String, _ stack: Int, by role: WiredResource,
        _ access: AccessIndex, at path: Template.Path
    ) {
        let levels = machine.values(at: "LoggingConfiguration.Level", of: logicalID)
        let isOn = levels.contains { level in
            wiring.onlyText(of: level.value, in: stack).map { $0 != "OFF" } ?? false
        }
        guard isOn, !machine.values(at: "LoggingConfiguration.Destinations.*", of: logicalID).isEmpty else { return }
        require(
            tryingFirst: Self.logDeliveries, as: TextPattern(glob: "arn:*:logs:*").asARN(), of: role, access, at: path,
            because: "the logging")
    }

    private static let logDeliveries = [
        "logs:CreateLogDelivery", "logs:GetLogDelivery", "logs:UpdateLogDelivery", "logs:DeleteLogDelivery",
        "logs:ListLogDeliveries", "logs:PutResourcePolicy", "logs:DescribeResourcePolicies", "logs:DescribeLogGroups",
    ]

    private func work(of task: Template.Object, _ stack: Int) -> (action: String, member: WiredResource)? {
        guard let resource = task["Resource"] else { return nil }
        if let function = wiring.onlyResource(of: resource, type: "AWS::Lambda::Function", in: stack) {
            return ("lambda:InvokeFunction", function)
        }
        guard let name = resource.integrationName, let known = Self.integrations[name],
            let argument = (task["Arguments"] ?? task["Parameters"])?[known.argument],
            let member = wiring.onlyResource(of: argument, in: stack)
        else { return nil }
        return (known.action, member)
    }
}

extension Template.Expression {
    /// What a task asks of a service: of `arn:aws:states:::lambda:invoke.waitForTaskToken`, `lambda:invoke`.
    fileprivate var integrationName: String? { integration?.split(separator: ".").first.map(String.init) }

    /// Whether a task goes on when what it began has ended, as with `ecs:runTask.sync` and
    /// `states:startExecution.sync:2`.
    fileprivate var waitsForEnd: Bool { integration?.contains(".sync") == true }

    /// What stands behind `arn:aws:states:::`.
    private var integration: Substring? {
        let text: String
        switch self {
        case .string(let literal): text = literal
        case .sub(let substitution): text = substitution.text
        default: return nil
        }
        return text.firstRange(of: ":states:::").map { text[$0.upperBound...] }
    }
}
