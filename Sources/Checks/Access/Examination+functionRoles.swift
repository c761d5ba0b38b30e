import Template

extension Examination {
    /// The role of a function allows what AWS Lambda does in its name: it refuses the resource otherwise.
    mutating func checkFunctions(
        of resource: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        switch resource.type {
        case "AWS::Lambda::EventSourceMapping": checkSource(resource, logicalID, stack, access)
        case "AWS::Lambda::EventInvokeConfig":
            for path in ["DestinationConfig.OnSuccess.Destination", "DestinationConfig.OnFailure.Destination"] {
                for value in resource.values(at: path, of: logicalID) {
                    let role = roles(ofFunction: resource.properties["FunctionName"], stack)
                    checkSending(to: value, by: role, stack, access, "the destination")
                }
            }
        default:
            let role = self.role(resource.properties["Role"], stack)
            for value in resource.values(at: "DeadLetterConfig.TargetArn", of: logicalID) {
                checkSending(to: value, by: role, stack, access, "the dead-letter queue")
            }
            checkNetwork(of: resource, logicalID, stack, role, access)
            checkInlineCode(of: resource, logicalID, stack, role, access)
        }
    }

    /// The role of the function that a value leads to.
    private func roles(ofFunction value: Template.Expression?, _ stack: Int) -> WiredResource? {
        guard let function = wiring.onlyResource(of: value, type: "AWS::Lambda::Function", in: stack) else {
            return nil
        }
        return role(function.resource.properties["Role"], function.stack)
    }

    /// "Using Lambda with Amazon SQS", "... DynamoDB" and "... Kinesis" in the AWS Lambda developer guide.
    private mutating func checkSource(
        _ mapping: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        guard let role = roles(ofFunction: mapping.properties["FunctionName"], stack) else { return }
        for value in mapping.values(at: "DestinationConfig.OnFailure.Destination", of: logicalID) {
            checkSending(to: value, by: role, stack, access, "the destination of failures")
        }
        for value in mapping.values(at: "EventSourceArn", of: logicalID) {
            for case .resource(let source, let attribute) in wiring.traces(of: value.value, in: stack) {
                guard let actions = Self.receptions(from: source.resource.type, attribute) else { continue }
                require(
                    actions, on: source, as: wiring.pattern(of: source, attribute: attribute), of: role, access,
                    at: value.path, because: "the event source",
                    isRefused: true)
                requireKey(of: source, for: ["kms:Decrypt"], role, access, at: value.path, because: "the event source")
            }
        }
    }

    /// "Dead-letter queues" and "Destinations" in the AWS Lambda developer guide.
    private mutating func checkSending(
        to value: PlacedValue, by role: WiredResource?, _ stack: Int, _ access: AccessIndex, _ reason: String
    ) {
        guard let role else { return }
        for case .resource(let target, let attribute) in wiring.traces(of: value.value, in: stack) {
            guard let action = Self.deliveries[target.resource.type] else { continue }
            require(
                [action], on: target, as: wiring.pattern(of: target, attribute: attribute), of: role, access,
                at: value.path, because: reason, isRefused: true)
            requireKey(
                of: target, for: ["kms:GenerateDataKey", "kms:Decrypt"], role, access, at: value.path, because: reason)
        }
    }

    /// "Giving Lambda functions access to resources in an Amazon VPC" in the AWS Lambda developer guide.
    private mutating func checkNetwork(
        of function: Template.Resource, _ logicalID: String, _ stack: Int, _ role: WiredResource?,
        _ access: AccessIndex
    ) {
        guard let role else { return }
        for network in wiring.counting(function.values(at: "VpcConfig", of: logicalID), in: stack) {
            let isConditional = network.path.isConditional
            // A list may be empty, unless somebody decided for a network.
            guard let subnets = network.value["SubnetIds"], !subnets.isNoValue,
                subnets.list.map({ !$0.isEmpty })
                    ?? (isConditional || wiring.isFilled(WiredValue(expression: subnets, stack: stack)))
            else { continue }
            require(
                ["ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DeleteNetworkInterface"], on: nil,
                as: TextPattern(glob: "arn:*:ec2:*").asARN(), of: role, access,
                at: Template.Path(.resources, logicalID).appending("Properties").appending("Role"),
                because: "a function in a VPC", isRefused: !isConditional)
        }
    }

    /// What somebody does that receives from a source, by the source's type and the attribute that is its ARN.
    static func receptions(from type: String, _ attribute: String?) -> [String]? {
        switch type {
        case "AWS::SQS::Queue" where attribute == "Arn":
            ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]
        case "AWS::Kinesis::Stream": ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream"]
        case "AWS::DynamoDB::Table" where attribute == "StreamArn":
            ["dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:DescribeStream"]
        default: nil
        }
    }

    /// What somebody does that hands something over, by the type of what receives it.
    static let deliveries = [
        "AWS::Events::EventBus": "events:PutEvents", "AWS::Kinesis::Stream": "kinesis:PutRecord",
        "AWS::KinesisFirehose::DeliveryStream": "firehose:PutRecord", "AWS::Lambda::Function": "lambda:InvokeFunction",
        "AWS::SNS::Topic": "sns:Publish", "AWS::SQS::Queue": "sqs:SendMessage",
        "AWS::StepFunctions::StateMachine": "states:StartExecution",
    ]
}

extension Wiring {
    /// Whether a list of subnets is certain to have one: CloudFormation takes no empty list for a parameter of their type
    /// ("CloudFormation-supplied parameter types" in its user guide).
    fileprivate func isFilled(_ subnets: WiredValue) -> Bool {
        if let known = elements(of: subnets) { return !known.isEmpty }
        let value = resolved(subnets)
        guard case .ref(let name) = value.expression else { return false }
        return stacks[value.stack].parameters[name]?.type == "List<AWS::EC2::Subnet::Id>"
    }
}
