import XCTest

/// One service's identifier where another's belongs: the mistakes that references as strings let through to a rollback.
final class WrongServiceTests: XCTestCase {
    private static let given = """
        import AWSApiGateway
        import AWSApiGatewayV2
        import AWSAutoScaling
        import AWSBatch
        import AWSCertificateManager
        import AWSCloudWatch
        import AWSCodeBuild
        import AWSCognito
        import AWSDynamoDB
        import AWSEC2
        import AWSECR
        import AWSECS
        import AWSEFS
        import AWSEKS
        import AWSElasticLoadBalancingV2
        import AWSEvents
        import AWSIAM
        import AWSKMS
        import AWSKinesis
        import AWSKinesisFirehose
        import AWSLambda
        import AWSLogs
        import AWSRDS
        import AWSRoute53
        import AWSS3
        import AWSSNS
        import AWSSQS
        import AWSScheduler
        import AWSSecretsManager
        import AWSStepFunctions

        func program(
            api: Resource<ApiGateway.RestApi>, httpAPI: Resource<ApiGatewayV2.Api>, group: Resource<AutoScaling.AutoScalingGroup>,
            jobQueue: Resource<Batch.JobQueue>, certificate: Resource<CertificateManager.Certificate>,
            alarm: Resource<CloudWatch.Alarm>, userPool: Resource<Cognito.UserPool>, client: Resource<Cognito.UserPoolClient>,
            table: Resource<DynamoDB.Table>, vpc: Resource<EC2.VPC>, subnet: Resource<EC2.Subnet>,
            securityGroup: Resource<EC2.SecurityGroup>, instance: Resource<EC2.Instance>, volume: Resource<EC2.Volume>,
            routeTable: Resource<EC2.RouteTable>, template: Resource<EC2.LaunchTemplate>, repository: Resource<ECR.Repository>,
            ecsCluster: Resource<ECS.Cluster>, task: Resource<ECS.TaskDefinition>, fileSystem: Resource<EFS.FileSystem>,
            accessPoint: Resource<EFS.AccessPoint>, eksCluster: Resource<EKS.Cluster>,
            balancer: Resource<ElasticLoadBalancingV2.LoadBalancer>, targets: Resource<ElasticLoadBalancingV2.TargetGroup>,
            bus: Resource<Events.EventBus>, role: Resource<IAM.Role>, user: Resource<IAM.User>,
            profile: Resource<IAM.InstanceProfile>, policy: Resource<IAM.ManagedPolicy>, key: Resource<KMS.Key>,
            stream: Resource<Kinesis.Stream>, delivery: Resource<KinesisFirehose.DeliveryStream>,
            function: Resource<Lambda.Function>, layer: Resource<Lambda.LayerVersion>, logs: Resource<Logs.LogGroup>,
            database: Resource<RDS.DBInstance>, cluster: Resource<RDS.DBCluster>, subnets: Resource<RDS.DBSubnetGroup>,
            zone: Resource<Route53.HostedZone>, bucket: Resource<S3.Bucket>, topic: Resource<SNS.Topic>,
            queue: Resource<SQS.Queue>, schedules: Resource<Scheduler.ScheduleGroup>, secret: Resource<SecretsManager.Secret>,
            machine: Resource<StepFunctions.StateMachine>
        ) {

        """

    /// What is passed, and where another thing belongs: code, the kind of the value, the kind that is expected.
    private static let wrong: [(code: String, value: String, expected: String)] = [
        (
            "_ = ApiGateway.Resource(parentId: \"p\", pathPart: \"p\", restApiId: httpAPI.apiId)",
            "ID<ApiGatewayV2.Api>", "ID<ApiGateway.RestApi>"
        ),
        (
            "_ = ApiGateway.Authorizer(name: \"n\", restApiId: api.restApiId, type: \"TOKEN\", authorizerCredentials: function.arn)",
            "ARN<Lambda.Function>", "ARN<IAM.Role>"
        ),
        ("_ = ApiGateway.Stage(restApiId: userPool.userPoolId)", "ID<Cognito.UserPool>", "ID<ApiGateway.RestApi>"),
        (
            "_ = Batch.ComputeEnvironment(type: \"MANAGED\", serviceRole: eksCluster.arn)", "ARN<EKS.Cluster>",
            "ARN<IAM.Role>"
        ),
        (
            "_ = ApiGatewayV2.Stage(apiId: api.restApiId, stageName: \"s\")", "ID<ApiGateway.RestApi>",
            "ID<ApiGatewayV2.Api>"
        ),
        (
            "_ = ApiGatewayV2.Route(apiId: client.clientId, routeKey: \"r\")", "ID<Cognito.UserPoolClient>",
            "ID<ApiGatewayV2.Api>"
        ),
        (
            "_ = AutoScaling.ScalingPolicy(autoScalingGroupName: ecsCluster.clusterName)", "Name<ECS.Cluster>",
            "Name<AutoScaling.AutoScalingGroup>"
        ),
        (
            "_ = Cognito.UserPoolClient(userPoolId: client.clientId)", "ID<Cognito.UserPoolClient>",
            "ID<Cognito.UserPool>"
        ),
        (
            "_ = DynamoDB.Table.SSESpecification(sseEnabled: true, kmsMasterKeyId: role.arn)", "ARN<IAM.Role>",
            "ARN<KMS.Key>"
        ),
        ("_ = EC2.Subnet(vpcId: subnet.subnetId)", "ID<EC2.Subnet>", "ID<EC2.VPC>"),
        (
            "_ = EC2.SubnetRouteTableAssociation(routeTableId: vpc.vpcId, subnetId: subnet.subnetId)", "ID<EC2.VPC>",
            "ID<EC2.RouteTable>"
        ),
        (
            "_ = EC2.SubnetRouteTableAssociation(routeTableId: routeTable.routeTableId, subnetId: instance.instanceId)",
            "ID<EC2.Instance>", "ID<EC2.Subnet>"
        ),
        (
            "_ = EC2.VolumeAttachment(instanceId: volume.volumeId, volumeId: volume.volumeId)", "ID<EC2.Volume>",
            "ID<EC2.Instance>"
        ),
        ("_ = EC2.Instance(iamInstanceProfile: role.roleName)", "Name<IAM.Role>", "Name<IAM.InstanceProfile>"),
        (
            "_ = EC2.SecurityGroupIngress(ipProtocol: \"tcp\", groupId: vpc.vpcId)", "ID<EC2.VPC>",
            "ID<EC2.SecurityGroup>"
        ),
        (
            "_ = ECR.Repository.EncryptionConfiguration(encryptionType: \"KMS\", kmsKey: secret.id)",
            "ARN<SecretsManager.Secret>", "ARN<KMS.Key>"
        ),
        ("_ = ECS.Service(cluster: eksCluster.name)", "Name<EKS.Cluster>", "Name<ECS.Cluster>"),
        (
            "_ = ECS.TaskDefinition(executionRoleArn: task.taskDefinitionArn)", "ARN<ECS.TaskDefinition>",
            "ARN<IAM.Role>"
        ),
        (
            "_ = ECS.Service.LoadBalancer(targetGroupArn: balancer.loadBalancerArn)",
            "ARN<ElasticLoadBalancingV2.LoadBalancer>", "ARN<ElasticLoadBalancingV2.TargetGroup>"
        ),
        (
            "_ = EFS.MountTarget(fileSystemId: accessPoint.accessPointId, securityGroups: [], subnetId: subnet.subnetId)",
            "ID<EFS.AccessPoint>", "ID<EFS.FileSystem>"
        ),
        (
            "_ = EFS.MountTarget(fileSystemId: fileSystem.fileSystemId, securityGroups: [], subnetId: vpc.vpcId)",
            "ID<EC2.VPC>", "ID<EC2.Subnet>"
        ),
        (
            "_ = EKS.Nodegroup(clusterName: ecsCluster.clusterName, nodeRole: role.arn, subnets: [])",
            "Name<ECS.Cluster>", "Name<EKS.Cluster>"
        ),
        (
            "_ = EKS.Nodegroup(clusterName: eksCluster.name, nodeRole: profile.arn, subnets: [])",
            "ARN<IAM.InstanceProfile>", "ARN<IAM.Role>"
        ),
        (
            "_ = ElasticLoadBalancingV2.Listener(defaultActions: [], loadBalancerArn: targets.targetGroupArn)",
            "ARN<ElasticLoadBalancingV2.TargetGroup>", "ARN<ElasticLoadBalancingV2.LoadBalancer>"
        ),
        ("_ = ElasticLoadBalancingV2.TargetGroup(vpcId: subnet.subnetId)", "ID<EC2.Subnet>", "ID<EC2.VPC>"),
        ("_ = Events.Rule.DeadLetterConfig(arn: topic.topicArn)", "ARN<SNS.Topic>", "ARN<SQS.Queue>"),
        ("_ = Events.Archive(sourceArn: queue.arn)", "ARN<SQS.Queue>", "ARN<Events.EventBus>"),
        ("_ = IAM.InstanceProfile(roles: [user.userName])", "Name<IAM.User>", "Name<IAM.Role>"),
        (
            "_ = IAM.Role(assumeRolePolicyDocument: [:], managedPolicyArns: [role.arn])", "ARN<IAM.Role>",
            "ARN<IAM.ManagedPolicy>"
        ),
        ("_ = KMS.Alias(aliasName: \"alias/a\", targetKeyId: secret.id)", "ARN<SecretsManager.Secret>", "ID<KMS.Key>"),
        (
            "_ = KinesisFirehose.DeliveryStream.KinesisStreamSourceConfiguration(kinesisStreamARN: delivery.arn, roleARN: role.arn)",
            "ARN<KinesisFirehose.DeliveryStream>", "ARN<Kinesis.Stream>"
        ),
        (
            "_ = KinesisFirehose.DeliveryStream.ExtendedS3DestinationConfiguration(bucketARN: bucket.bucketName, roleARN: role.arn)",
            "Name<S3.Bucket>", "ARN<S3.Bucket>"
        ),
        ("_ = Lambda.Function(code: .init(), role: function.arn)", "ARN<Lambda.Function>", "ARN<IAM.Role>"),
        ("_ = Lambda.Function(code: .init(s3Bucket: bucket.arn), role: role.arn)", "ARN<S3.Bucket>", "Name<S3.Bucket>"),
        (
            "_ = Lambda.Function(code: .init(), role: role.arn, layers: [function.arn])", "ARN<Lambda.Function>",
            "ARN<Lambda.LayerVersion>"
        ),
        ("_ = Lambda.EventSourceMapping(functionName: queue.arn)", "ARN<SQS.Queue>", "Name<Lambda.Function>"),
        (
            "_ = Lambda.Permission(action: \"a\", functionName: machine.arn, principal: \"p\")",
            "ARN<StepFunctions.StateMachine>", "Name<Lambda.Function>"
        ),
        ("_ = Logs.LogGroup(kmsKeyId: bucket.arn)", "ARN<S3.Bucket>", "ARN<KMS.Key>"),
        (
            "_ = Logs.MetricFilter(filterPattern: \"\", logGroupName: bucket.bucketName, metricTransformations: [])",
            "Name<S3.Bucket>", "Name<Logs.LogGroup>"
        ),
        ("_ = RDS.DBInstance(dbSubnetGroupName: vpc.vpcId)", "ID<EC2.VPC>", "Name<RDS.DBSubnetGroup>"),
        (
            "_ = RDS.DBInstance(dbClusterIdentifier: database.dbInstanceIdentifier)", "ID<RDS.DBInstance>",
            "ID<RDS.DBCluster>"
        ),
        ("_ = RDS.DBInstance(kmsKeyId: secret.id)", "ARN<SecretsManager.Secret>", "ARN<KMS.Key>"),
        ("_ = RDS.DBInstance(monitoringRoleArn: key.arn)", "ARN<KMS.Key>", "ARN<IAM.Role>"),
        (
            "_ = Route53.RecordSet(name: \"n\", type: \"A\", hostedZoneId: vpc.vpcId)", "ID<EC2.VPC>",
            "ID<Route53.HostedZone>"
        ),
        ("_ = S3.BucketPolicy(bucket: queue.queueUrl, policyDocument: [:])", "ID<SQS.Queue>", "Name<S3.Bucket>"),
        ("_ = S3.Bucket.QueueConfiguration(event: \"e\", queue: topic.topicArn)", "ARN<SNS.Topic>", "ARN<SQS.Queue>"),
        ("_ = S3.Bucket.TopicConfiguration(event: \"e\", topic: queue.arn)", "ARN<SQS.Queue>", "ARN<SNS.Topic>"),
        (
            "_ = S3.Bucket.LambdaConfiguration(event: \"e\", function: queue.arn)", "ARN<SQS.Queue>",
            "ARN<Lambda.Function>"
        ),
        ("_ = SNS.Subscription(protocol: \"sqs\", topicArn: queue.arn)", "ARN<SQS.Queue>", "ARN<SNS.Topic>"),
        ("_ = SNS.Topic(kmsMasterKeyId: role.arn)", "ARN<IAM.Role>", "ARN<KMS.Key>"),
        ("_ = SQS.Queue.RedrivePolicy(deadLetterTargetArn: topic.topicArn)", "ARN<SNS.Topic>", "ARN<SQS.Queue>"),
        ("_ = SQS.QueuePolicy(policyDocument: [:], queues: [queue.arn])", "ARN<SQS.Queue>", "ID<SQS.Queue>"),
        (
            "_ = Scheduler.Schedule.Target(arn: \"a\", roleArn: machine.arn)", "ARN<StepFunctions.StateMachine>",
            "ARN<IAM.Role>"
        ),
        ("_ = SecretsManager.Secret(kmsKeyId: alarm.arn)", "ARN<CloudWatch.Alarm>", "ARN<KMS.Key>"),
        ("_ = StepFunctions.StateMachine(roleArn: function.arn)", "ARN<Lambda.Function>", "ARN<IAM.Role>"),
        (
            "_ = StepFunctions.StateMachine.CloudWatchLogsLogGroup(logGroupArn: stream.arn)", "ARN<Kinesis.Stream>",
            "ARN<Logs.LogGroup>"
        ),
    ]

    private static let right = """
            _ = Lambda.Function(code: .init(s3Bucket: bucket.bucketName), role: role.arn, layers: [layer.layerVersionArn])
            _ = ECS.Service(cluster: ecsCluster.clusterName, taskDefinition: task.taskDefinitionArn)
            _ = SNS.Subscription(protocol: "sqs", topicArn: topic.topicArn, endpoint: .queue(queue.arn))
            _ = DynamoDB.Table.SSESpecification(sseEnabled: true, kmsMasterKeyId: key.arn)
            _ = DynamoDB.Table(keySchema: [.init(attributeName: "id", keyType: "HASH")])
            _ = ApiGateway.Stage(restApiId: api.restApiId)
            _ = ApiGateway.Method.Integration(type: .aws, credentials: role.arn)
            _ = Lambda.Permission(action: "lambda:InvokeFunction", functionName: .init(reinterpreting: function.arn), principal: "p")
            _ = EKS.Nodegroup(clusterName: eksCluster.name, nodeRole: role.arn, subnets: [subnet.subnetId])
        """

    func testWhatBelongsToOneServiceDoesNotFitWhereAnothersBelongs() throws {
        let services = Set(Self.wrong.compactMap { $0.code.firstMatch(of: /_ = (\w+)\./)?.1 })
        XCTAssertGreaterThanOrEqual(Self.wrong.count, 40)
        XCTAssertGreaterThanOrEqual(services.count, 15)

        let programs = Self.wrong.map(\.code) + [Self.right]
        let errors = try TypeChecker().errors(in: programs, given: Self.given)
        for (wrong, errors) in zip(Self.wrong, errors) {
            XCTAssertTrue(
                errors.count == 1 && errors[0].contains("cannot convert value of type 'Value<\(wrong.value)>'")
                    && errors[0].contains("Value<\(wrong.expected)>"),
                """

                \(wrong.code)
                must not compile: \(wrong.value) is no \(wrong.expected)
                the compiler says: \(errors.isEmpty ? "nothing" : errors.joined(separator: "\n                  "))
                """)
        }
        XCTAssertEqual(errors.last, [], "the right program must compile, or the others fail for another reason")
    }
}
