import XCTest

/// A resource of the wrong type where one of a few types is taken. Of a constructor that only other kinds have, the
/// compiler says that none matches, and lists those.
final class WrongTargetTests: XCTestCase {
    private static let given = """
        import AWSApiGatewayV2
        import AWSAutoScaling
        import AWSCloudWatch
        import AWSDynamoDB
        import AWSEC2
        import AWSECS
        import AWSElasticLoadBalancingV2
        import AWSEvents
        import AWSLambda
        import AWSLogs
        import AWSPipes
        import AWSS3
        import AWSSNS
        import AWSSQS
        import AWSSSM
        import AWSScheduler
        import AWSSecretsManager
        import AWSStepFunctions
        import AWSWAFv2

        func program(
            stack: Stack, text: Value<String>, isProduction: Condition, topic: Resource<SNS.Topic>,
            queue: Resource<SQS.Queue>, bucket: Resource<S3.Bucket>, function: Resource<Lambda.Function>,
            alias: Resource<Lambda.Alias>, table: Resource<DynamoDB.Table>, machine: Resource<StepFunctions.StateMachine>,
            bus: Resource<Events.EventBus>, group: Resource<Logs.LogGroup>, vpc: Resource<EC2.VPC>,
            subnet: Resource<EC2.Subnet>, gateway: Resource<EC2.InternetGateway>, nat: Resource<EC2.NatGateway>,
            instance: Resource<EC2.Instance>, balancer: Resource<ElasticLoadBalancingV2.LoadBalancer>,
            targets: Resource<ElasticLoadBalancingV2.TargetGroup>, secret: Resource<SecretsManager.Secret>,
            parameter: Resource<SSM.Parameter>, api: Resource<ApiGatewayV2.Api>, acl: Resource<WAFv2.WebACL>,
            policy: Resource<AutoScaling.ScalingPolicy>
        ) {

        """

    private static let wrong: [(about: String, code: String, error: String)] = [
        (
            "a queue that an alarm tells", "_ = CloudWatch.Alarm(alarmActions: [.queue(queue.arn)])",
            "no exact matches in call to static method 'queue'"
        ),
        (
            "a queue as an alarm's topic", "_ = CloudWatch.Alarm(alarmActions: [.topic(queue.arn)])",
            "cannot convert value of type 'Value<ARN<SQS.Queue>>' to expected argument type 'Value<ARN<SNS.Topic>>'"
        ),
        (
            "an alarm's topic by its name", "_ = CloudWatch.Alarm(okActions: [.topic(topic.topicName)])",
            "cannot convert value of type 'Value<Name<SNS.Topic>>' to expected argument type 'Value<ARN<SNS.Topic>>'"
        ),
        (
            "a reference without saying what it is", "_ = CloudWatch.Alarm(alarmActions: [topic.topicArn])",
            "cannot convert value of type 'Value<ARN<SNS.Topic>>' to expected element type 'Value<CloudWatch.AlarmAction>'"
        ),
        (
            "a table's ARN where its stream is read",
            "_ = Lambda.EventSourceMapping(functionName: function.functionName, eventSourceArn: .tableStream(table.arn))",
            "cannot convert value of type 'Value<ARN<DynamoDB.Table>>' to expected argument type 'Value<ARN<DynamoDB.Stream>>'"
        ),
        (
            "a topic that a function polls",
            "_ = Lambda.EventSourceMapping(functionName: function.functionName, eventSourceArn: .topic(topic.topicArn))",
            "no exact matches in call to static method 'topic'"
        ),
        (
            "a bucket as a function's dead letters",
            "_ = Lambda.Function.DeadLetterConfig(targetArn: .bucket(bucket.arn))",
            "no exact matches in call to static method 'bucket'"
        ),
        (
            "a bucket that gets what succeeded",
            "_ = Lambda.EventInvokeConfig.OnSuccess(destination: .bucket(bucket.arn))",
            "no exact matches in call to static method 'bucket'"
        ),
        (
            "a bucket that a rule delivers to", "_ = Events.Rule.Target(arn: .bucket(bucket.arn), id: \"t\")",
            "no exact matches in call to static method 'bucket'"
        ),
        (
            "a queue's address where a rule delivers", "_ = Events.Rule.Target(arn: .queue(queue.queueUrl), id: \"t\")",
            "cannot convert value of type 'Value<ID<SQS.Queue>>' to expected argument type 'Value<ARN<SQS.Queue>>'"
        ),
        (
            "what a rule delivers to as what a schedule calls",
            "let target: Value<Events.RuleTarget> = .function(function.arn)\n_ = Scheduler.Schedule.Target(arn: target, roleArn: \"arn\")",
            "cannot convert value of type 'Value<Events.RuleTarget>' to expected argument type 'Value<Scheduler.ScheduleTarget>'"
        ),
        (
            "a log group that a schedule calls",
            "_ = Scheduler.Schedule.Target(arn: .logGroup(group.arn), roleArn: \"arn\")",
            "no exact matches in call to static method 'logGroup'"
        ),
        (
            "a topic that a pipe reads",
            "_ = Pipes.Pipe(roleArn: \"arn\", source: .topic(topic.topicArn), target: .queue(queue.arn))",
            "no exact matches in call to static method 'topic'"
        ),
        (
            "a NAT gateway as an internet gateway",
            "_ = EC2.Route(routeTableId: \"rtb-1\", gatewayId: .internetGateway(nat.natGatewayId))",
            "cannot convert value of type 'Value<ID<EC2.NatGateway>>' to expected argument type 'Value<ID<EC2.InternetGateway>>'"
        ),
        (
            "a subnet that is called a network",
            "_ = EC2.FlowLog(resourceId: .vpc(subnet.subnetId), resourceType: \"VPC\")",
            "cannot convert value of type 'Value<ID<EC2.Subnet>>' to expected argument type 'Value<ID<EC2.VPC>>'"
        ),
        (
            "a queue that gets flow logs",
            "_ = EC2.FlowLog(resourceId: .vpc(vpc.vpcId), resourceType: \"VPC\", logDestination: .queue(queue.arn))",
            "no exact matches in call to static method 'queue'"
        ),
        (
            "a topic that is subscribed to another",
            "_ = SNS.Subscription(protocol: \"sqs\", topicArn: topic.topicArn, endpoint: .topic(topic.topicArn))",
            "no exact matches in call to static method 'topic'"
        ),
        (
            "an address of e-mail that is no text of a template",
            "let email = \"ops@example.com\"; _ = SNS.Subscription(protocol: \"email\", topicArn: topic.topicArn, endpoint: .text(email))",
            "cannot convert value of type 'String' to expected argument type 'Value<String>'"
        ),
        (
            "a target group as a target",
            "_ = ElasticLoadBalancingV2.TargetGroup.TargetDescription(id: .loadBalancer(targets.targetGroupArn))",
            "cannot convert value of type 'Value<ARN<ElasticLoadBalancingV2.TargetGroup>>' to expected argument type"
        ),
        (
            "a function's name as what an API calls",
            "_ = ApiGatewayV2.Integration(apiId: api.apiId, integrationType: \"AWS_PROXY\", integrationUri: .function(function.functionName))",
            "cannot convert value of type 'Value<Name<Lambda.Function>>' to expected argument type 'Value<ARN<Lambda.Function>>'"
        ),
        (
            "a bucket behind a firewall of the web",
            "_ = WAFv2.WebACLAssociation(resourceArn: .bucket(bucket.arn), webACLArn: acl.arn)",
            "no exact matches in call to static method 'bucket'"
        ),
        (
            "a log group that logs are sent on to",
            "_ = Logs.SubscriptionFilter(destinationArn: .logGroup(group.arn), filterPattern: \"\", logGroupName: group.logGroupName)",
            "no exact matches in call to static method 'logGroup'"
        ),
    ]

    private static let right = """
            let actions: List<Value<CloudWatch.AlarmAction>> = [
                .topic(topic.topicArn), .functionAlias(alias.aliasArn), .scalingPolicy(policy.arn),
                "arn:\\(AWS.partition):automate:\\(AWS.region):ec2:recover", .text(text),
                .if(isProduction, .topic(topic.topicArn), else: .function(function.arn)), .importValue("OperatorsTopic"),
                .stackOutput("Topic", of: "operators"), .init(reinterpreting: text),
            ]
            _ = CloudWatch.Alarm(alarmActions: actions, okActions: actions)
            _ = CloudWatch.CompositeAlarm(alarmRule: "TRUE", alarmActions: [actions[0]])
            _ = Lambda.EventSourceMapping(functionName: function.functionName, eventSourceArn: .tableStream(table.streamArn))
            _ = Events.Rule.Target(arn: .stateMachine(machine.arn), id: "t")
            _ = Pipes.Pipe(roleArn: "arn", source: "smk://kafka.example.com:9092", target: .eventBus(bus.arn))
            _ = EC2.Route(routeTableId: "rtb-1", gatewayId: .internetGateway(gateway.internetGatewayId))
            _ = ECS.TaskDefinition.Secret(name: "N", valueFrom: .parameter(name: parameter.name))
            _ = ECS.TaskDefinition.Secret(name: "N", valueFrom: "\\(secret.id):password::")
            _ = ElasticLoadBalancingV2.TargetGroup.TargetDescription(id: .instance(instance.instanceId))
            _ = ElasticLoadBalancingV2.TargetGroup.TargetDescription(id: "10.0.0.5")
            _ = SNS.Subscription(protocol: "email", topicArn: topic.topicArn, endpoint: .text(text))
            _ = WAFv2.WebACLAssociation(resourceArn: .loadBalancer(balancer.loadBalancerArn), webACLArn: acl.arn)
            _ = ApiGatewayV2.Integration(apiId: api.apiId, integrationType: "HTTP_PROXY", integrationUri: "https://example.com")
            _ = stack.condition("Same", actions[0] == "arn:aws:sns:eu-west-3:111122223333:operators")
        """

    func testTheWrongTargetDoesNotCompileAndTheRightOneDoes() throws {
        let programs = Self.wrong.map(\.code) + [Self.right]
        let errors = try TypeChecker().errors(in: programs, given: Self.given)
        for (wrong, errors) in zip(Self.wrong, errors) {
            XCTAssertTrue(
                errors.contains { $0.contains(wrong.error) },
                """

                \(wrong.about): \(wrong.code)
                must not compile: \(wrong.error)
                the compiler says: \(errors.isEmpty ? "nothing" : errors.joined(separator: "\n                  "))
                """)
        }
        XCTAssertEqual(errors.last, [], "the right program must compile, or the others fail for another reason")
    }
}
