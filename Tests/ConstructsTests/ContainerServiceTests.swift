import AWSECR
import AWSElasticLoadBalancingV2
import Constructs
import TemplateTesting
import XCTest

final class ContainerServiceTests: XCTestCase {
    private static let nginx: ContainerImage = "public.ecr.aws/nginx/nginx:1.29"
    private static let certificate: Value<ARN<CertificateManager.Certificate>> =
        "arn:aws:acm:eu-west-3:123456789012:certificate/1"

    private func container(_ image: ContainerImage = nginx) -> Container {
        Container(image, size: .quarterVCPU(.mib512))
    }

    private func network(in stack: Stack) -> Network { Network(in: stack.scope("Net"), name: "shop") }

    /// A worker in a network of its own.
    private func worker(_ build: (Stack, ContainerService) -> Void = { _, _ in }) throws -> EvaluatedStack {
        try synthesize {
            build($0, ContainerService(in: $0.scope("Worker"), container(), network: network(in: $0)))
        }
    }

    /// A service behind a load balancer of its own.
    private func shop(
        https: LoadBalancer.HTTPS? = nil, count: TaskCount? = nil, gracePeriod: Int = 60,
        _ build: (Stack, ContainerService) -> Void = { _, _ in }
    ) throws -> EvaluatedStack {
        try synthesize { stack in
            let service = ContainerService(
                in: stack.scope("Shop"), container(), network: network(in: stack),
                traffic: .ownLoadBalancer(
                    port: 8080, https: https, healthPath: "/up", deregistrationDelay: 20, gracePeriod: gracePeriod),
                count: count)
            build(stack, service)
        }
    }

    // MARK: Permissions

    func testItsCodeMayDoNothingAndWhatStartsItWritesItsLogOnly() throws {
        let stack = try worker()
        XCTAssertEqual(stack.allowed("WorkerTaskRole"), [:])
        XCTAssertEqual(
            stack.allowed("WorkerExecutionRole"),
            ["logs:CreateLogStream": ["WorkerLogGroup.Arn"], "logs:PutLogEvents": ["WorkerLogGroup.Arn"]])
        for role in ["WorkerTaskRole", "WorkerExecutionRole"] {
            XCTAssertEqual(stack[role].Properties.ManagedPolicyArns, .missing)
        }
        let trust = stack["WorkerTaskRole"].Properties.AssumeRolePolicyDocument.Statement[0]
        XCTAssertEqual(trust.Principal, ["Service": "ecs-tasks.amazonaws.com"])
        XCTAssertEqual(trust.Condition.StringEquals, ["aws:SourceAccount": "123456789012"])
        XCTAssertEqual(trust.Condition.ArnLike, ["aws:SourceArn": "arn:aws:ecs:eu-west-3:123456789012:*"])
    }

    func testWhatStartsItFetchesItsImageAndReadsItsSecretsFirst() throws {
        let key = "arn:aws:kms:eu-west-3:123456789012:key/k"
        let secret = "arn:aws:secretsmanager:eu-west-3:123456789012:secret:shop-AbCdEf"
        let stack = try synthesize { stack in
            let images = Repository(in: stack.scope("Images"))
            let container = Container(
                ContainerImage(in: images, tag: "1"), size: .halfVCPU(.gib1),
                secrets: [
                    .secret(
                        Value(secret), as: ["DATABASE_USER": "username", "DATABASE_PASSWORD": "password"],
                        encryptedBy: Value(key)),
                    .secret("arn:aws:secretsmanager:eu-west-3:123456789012:secret:token-AbCdEf", as: "TOKEN"),
                    .parameter("/shop/level", as: "LEVEL"),
                ])
            _ = ContainerService(in: stack.scope("Worker"), container, network: network(in: stack))
        }
        let allowed = stack.allowed("WorkerExecutionRole")
        XCTAssertEqual(allowed["ecr:BatchGetImage"], ["ImagesRepository.Arn"])
        XCTAssertEqual(
            allowed["secretsmanager:GetSecretValue"],
            [secret, "arn:aws:secretsmanager:eu-west-3:123456789012:secret:token-AbCdEf"])
        XCTAssertEqual(allowed["ssm:GetParameters"], ["arn:aws:ssm:eu-west-3:123456789012:parameter/shop/level"])
        XCTAssertEqual(allowed["kms:Decrypt"], [key])
        XCTAssertEqual(stack.allowed("WorkerTaskRole"), [:], "the code reads no secrets")
        XCTAssertEqual(
            stack["WorkerTaskDefinition"].Properties.ContainerDefinitions[0].Secrets,
            [
                ["Name": "DATABASE_USER", "ValueFrom": .string("\(secret):username::")],
                ["Name": "DATABASE_PASSWORD", "ValueFrom": .string("\(secret):password::")],
                ["Name": "TOKEN", "ValueFrom": "arn:aws:secretsmanager:eu-west-3:123456789012:secret:token-AbCdEf"],
                ["Name": "LEVEL", "ValueFrom": "arn:aws:ssm:eu-west-3:123456789012:parameter/shop/level"],
            ])
        let waits = Set(stack["WorkerService"].DependsOn.strings)
        for id in ["WorkerExecutionPullImage", "WorkerExecutionReadSecrets", "WorkerExecutionWriteLog"] {
            XCTAssertTrue(waits.contains(id), "\(id): a task that is too early fails, and the release with it")
        }
    }

    func testWhatItIsGrantedIsItsCodes() throws {
        let stack = try worker { stack, worker in
            Queue(in: stack.scope("Orders")).grantConsume(to: worker)
        }
        XCTAssertEqual(stack.allowed("WorkerTaskRole")["sqs:ReceiveMessage"], ["OrdersQueue.Arn"])
    }

    func testAShellIsOpenedOnlyWhereItIsAskedFor() throws {
        XCTAssertEqual(try worker()["WorkerService"].Properties.EnableExecuteCommand, .missing)
        let stack = try synthesize { stack in
            _ = ContainerService(
                in: stack.scope("Worker"), container(), network: network(in: stack), shellAccess: true)
        }
        XCTAssertEqual(stack["WorkerService"].Properties.EnableExecuteCommand, true)
        XCTAssertEqual(
            Set(stack.allowed("WorkerTaskRole").keys),
            [
                "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel", "ssmmessages:OpenControlChannel",
                "ssmmessages:OpenDataChannel",
            ])
        XCTAssertTrue(stack["WorkerService"].DependsOn.strings.contains("WorkerTaskOpenShells"))
    }

    // MARK: Containers

    func testItRunsOnFargateForArmAndWritesToALogThatIsNotKeptForEver() throws {
        let stack = try worker()
        let task = stack["WorkerTaskDefinition"].Properties
        XCTAssertEqual(task.RequiresCompatibilities, ["FARGATE"])
        XCTAssertEqual(task.NetworkMode, "awsvpc")
        XCTAssertEqual(task.RuntimePlatform, ["CpuArchitecture": "ARM64", "OperatingSystemFamily": "LINUX"])
        XCTAssertEqual(task.Cpu, "256")
        XCTAssertEqual(task.Memory, "512")
        XCTAssertEqual(
            task.ContainerDefinitions[0].LogConfiguration,
            [
                "LogDriver": "awslogs",
                "Options": [
                    "awslogs-group": "WorkerLogGroup", "awslogs-region": "eu-west-3", "awslogs-stream-prefix": "Worker",
                ],
            ])
        XCTAssertEqual(task.ContainerDefinitions[0].LinuxParameters, ["InitProcessEnabled": true])
        XCTAssertEqual(task.ContainerDefinitions[0].PortMappings, .missing, "a worker listens nowhere")
        XCTAssertEqual(stack["WorkerLogGroup"].Properties.RetentionInDays, 30)
        XCTAssertEqual(stack["WorkerLogGroup"].DeletionPolicy, "Delete")
    }

    func testVariablesAreWhatOthersAreCalled() throws {
        let stack = try synthesize { stack in
            let queue = Queue(in: stack.scope("Orders"))
            let container = Container(
                Self.nginx, size: .quarterVCPU(.gib1), command: ["work", "--all"],
                environment: ["ORDERS": queue.url, "LIMIT": 10, "IS_TEST": true], architecture: .x86_64)
            _ = ContainerService(in: stack.scope("Worker"), container, network: network(in: stack))
        }
        let container = stack["WorkerTaskDefinition"].Properties.ContainerDefinitions[0]
        XCTAssertEqual(
            container.Environment,
            [
                ["Name": "ORDERS", "Value": "OrdersQueue"], ["Name": "LIMIT", "Value": "10"],
                ["Name": "IS_TEST", "Value": "true"],
            ])
        XCTAssertEqual(container.Command, ["work", "--all"])
        XCTAssertEqual(stack["WorkerTaskDefinition"].Properties.RuntimePlatform.CpuArchitecture, "X86_64")
    }

    func testTheSizeMayDifferBetweenEnvironments() throws {
        func task(_ flag: String) throws -> Node {
            try synthesize(["Production": flag]) { stack in
                let size = TaskSize.if(stack.flag("Production"), .vCPU4(.gib30), else: .halfVCPU(.gib1))
                _ = ContainerService(
                    in: stack.scope("Worker"), Container(Self.nginx, size: size), network: network(in: stack))
            }["WorkerTaskDefinition"].Properties
        }
        XCTAssertEqual(try task("true").Cpu, "4096")
        XCTAssertEqual(try task("true").Memory, "30720")
        XCTAssertEqual(try task("false").Cpu, "512")
        XCTAssertEqual(try task("false").Memory, "1024")
    }

    func testTheLargestSizesAreThoseOfFargate() throws {
        for (size, cpu, memory) in [
            (TaskSize.vCPU1(.gib8), "1024", "8192"), (.vCPU2(.gib16), "2048", "16384"),
            (.vCPU8(.gib60), "8192", "61440"), (.vCPU16(.gib120), "16384", "122880"),
            (.vCPU32(.gib244), "32768", "249856"),
        ] {
            let task = try synthesize { stack in
                _ = ContainerService(
                    in: stack.scope("Worker"), Container(Self.nginx, size: size), network: network(in: stack))
            }["WorkerTaskDefinition"].Properties
            XCTAssertEqual([task.Cpu, task.Memory], [.string(cpu), .string(memory)])
        }
    }

    // MARK: Network

    func testItRunsInThePrivateSubnetsAndIsReachedByNobodyThatWasNotLet() throws {
        let stack = try worker { stack, worker in
            let database = MySQLDatabase(
                in: stack.scope("Data"), name: "shop",
                network: .existing(vpc: "vpc-0abc", isolatedSubnets: ["subnet-0a", "subnet-0b"]), version: "8.4",
                instanceClass: "db.t4g.micro")
            database.allowConnections(from: worker)
        }
        let place = stack["WorkerService"].Properties.NetworkConfiguration.AwsvpcConfiguration
        XCTAssertEqual(place.AssignPublicIp, "DISABLED")
        XCTAssertEqual(place.Subnets, ["NetApplicationSubnetA", "NetApplicationSubnetB"])
        XCTAssertEqual(place.SecurityGroups, ["WorkerSecurityGroup.GroupId"])
        let own: Node = "WorkerSecurityGroup.GroupId"
        XCTAssertEqual(stack.all("AWS::EC2::SecurityGroupIngress").values.filter { $0.GroupId == own }.count, 0)
        XCTAssertEqual(
            stack.all("AWS::EC2::SecurityGroupEgress").values.filter { $0.GroupId == own }.map(\.FromPort.description)
                .sorted(), ["3306", "443"])
        XCTAssertTrue(
            Set(stack["WorkerService"].DependsOn.strings).isSuperset(of: [
                "NetApplicationInternetRoute", "NetApplicationRouteTableAssociationA", "WorkerToInternet443",
            ]), "a task fetches its image before it can run")
    }

    // MARK: Releases

    func testAReleaseThatDoesNotStayUpIsRolledBackAndTakesNothingAwayBefore() throws {
        let deployment = try worker()["WorkerService"].Properties.DeploymentConfiguration
        XCTAssertEqual(deployment.DeploymentCircuitBreaker, ["Enable": true, "Rollback": true])
        XCTAssertEqual(deployment.MinimumHealthyPercent, 100)
        XCTAssertEqual(deployment.MaximumPercent, 200)
    }

    func testBehindALoadBalancerItIsCheckedAndGetsTimeToStartAndToEnd() throws {
        let stack = try shop(https: .init(certificate: Self.certificate), gracePeriod: 90)
        let service = stack["ShopService"].Properties
        XCTAssertEqual(service.HealthCheckGracePeriodSeconds, 90)
        XCTAssertEqual(
            service.LoadBalancers,
            [["ContainerName": "app", "ContainerPort": 8080, "TargetGroupArn": "ShopTargetGroup"]])
        XCTAssertEqual(service.DesiredCount, 2, "one a zone")
        let targets = stack["ShopTargetGroup"].Properties
        XCTAssertEqual(targets.TargetType, "ip")
        XCTAssertEqual(targets.Port, 8080)
        XCTAssertEqual(targets.HealthCheckPath, "/up")
        XCTAssertEqual(targets.TargetGroupAttributes.value(of: "deregistration_delay.timeout_seconds"), "20")
        XCTAssertEqual(
            stack["ShopHTTPSListener"].Properties.DefaultActions,
            [["Type": "forward", "TargetGroupArn": "ShopTargetGroup"]])
        XCTAssertEqual(stack["ShopHTTPListener"].Properties.DefaultActions[0].Type, "redirect")
        XCTAssertTrue(
            Set(stack["ShopService"].DependsOn.strings).isSuperset(of: [
                "ShopHTTPSListener", "ShopFromLoadBalancer8080", "ShopFromLoadBalancer8080Egress",
            ]), "ECS refuses targets without a listener")
    }

    func testItWaitsForTheListenerThatThereIsWhereACertificateDependsOnTheEnvironment() throws {
        func service(_ flag: String) throws -> Node {
            try synthesize(["TLS": flag]) { stack in
                let https = LoadBalancer.HTTPS(certificate: Self.certificate, condition: stack.flag("TLS"))
                _ = ContainerService(
                    in: stack.scope("Shop"), container(), network: network(in: stack),
                    traffic: .ownLoadBalancer(port: 80, https: https))
            }["ShopService"]
        }
        XCTAssertEqual(try service("true").Metadata.Listener, "ShopHTTPSListener")
        XCTAssertEqual(try service("false").Metadata.Listener, "ShopHTTPListener")
        XCTAssertEqual(try shop()["ShopService"].Metadata, .missing)
    }

    func testOnlyTheLoadBalancerReachesTheContainers() throws {
        let stack = try shop()
        let ingress = stack.all("AWS::EC2::SecurityGroupIngress").values
            .filter { $0.GroupId == "ShopSecurityGroup.GroupId" }
        XCTAssertEqual(ingress.map(\.SourceSecurityGroupId), ["ShopLoadBalancerSecurityGroup.GroupId"])
        XCTAssertEqual(ingress.map(\.FromPort), [8080])
    }

    // MARK: Number

    func testAFixedNumberIsAsked() throws {
        XCTAssertEqual(try worker()["WorkerService"].Properties.DesiredCount, 1)
        let stack = try shop(count: .fixed(3))
        XCTAssertEqual(stack["ShopService"].Properties.DesiredCount, 3)
        try stack.expectCount(0, of: "AWS::ApplicationAutoScaling::ScalableTarget")
    }

    func testScalingIsNotUndoneByAnUpdate() throws {
        let stack = try shop(count: .from(2, to: 8, by: .processor(percent: 50), .requests(perTask: 600)))
        XCTAssertEqual(stack["ShopService"].Properties.DesiredCount, .missing, "it would be asked at each update")
        let target = stack["ShopScalableTarget"].Properties
        XCTAssertEqual(target.ResourceId, "service/ShopCluster/ShopService.Name")
        XCTAssertEqual(target.MinCapacity, 2)
        XCTAssertEqual(target.MaxCapacity, 8)
        let processor = stack["ShopProcessorScaling"].Properties.TargetTrackingScalingPolicyConfiguration
        XCTAssertEqual(processor.TargetValue, 50)
        XCTAssertEqual(
            processor.PredefinedMetricSpecification, ["PredefinedMetricType": "ECSServiceAverageCPUUtilization"])
        let requests = stack["ShopRequestsScaling"].Properties.TargetTrackingScalingPolicyConfiguration
        XCTAssertEqual(requests.TargetValue, 600)
        XCTAssertEqual(
            requests.PredefinedMetricSpecification,
            [
                "PredefinedMetricType": "ALBRequestCountPerTarget",
                "ResourceLabel": "ShopLoadBalancer.LoadBalancerFullName/ShopTargetGroup.TargetGroupFullName",
            ])
        XCTAssertEqual(
            stack["ShopCluster"].Properties.ClusterSettings, [["Name": "containerInsights", "Value": "disabled"]],
            "nothing here needs what is paid for")
    }

    func testABacklogIsSharedOutAmongContainersThatAreCounted() throws {
        let stack = try synthesize { stack in
            let orders = Queue(in: stack.scope("Orders"))
            let worker = ContainerService(
                in: stack.scope("Worker"), container(), network: network(in: stack),
                count: .from(1, to: 5, by: .backlog(of: orders, perTask: 100)))
            orders.grantConsume(to: worker)
        }
        let tracking = stack["WorkerOrdersBacklogScaling"].Properties.TargetTrackingScalingPolicyConfiguration
        XCTAssertEqual(tracking.TargetValue, 100)
        let metrics = tracking.CustomizedMetricSpecification.Metrics
        XCTAssertEqual(metrics.elements.map(\.ReturnData), [false, false, true])
        XCTAssertEqual(
            metrics[0].MetricStat.Metric.Dimensions, [["Name": "QueueName", "Value": "OrdersQueue.QueueName"]])
        XCTAssertEqual(metrics[1].MetricStat.Metric.MetricName, "RunningTaskCount")
        XCTAssertEqual(
            metrics[1].MetricStat.Metric.Dimensions,
            [
                ["Name": "ClusterName", "Value": "WorkerCluster"],
                ["Name": "ServiceName", "Value": "WorkerService.Name"],
            ])
        XCTAssertEqual(metrics[2].Expression, "waiting / running")
        XCTAssertEqual(
            stack["WorkerCluster"].Properties.ClusterSettings, [["Name": "containerInsights", "Value": "enabled"]])
    }

    func testAShareMayBeTakenBackWhereItIsAskedFor() throws {
        XCTAssertEqual(try worker()["WorkerService"].Properties.LaunchType, "FARGATE")
        func service(_ flag: String) throws -> Node {
            try synthesize(["Dev": flag]) { stack in
                _ = ContainerService(
                    in: stack.scope("Worker"), container(), network: network(in: stack),
                    spot: SpotShare(percent: 75, when: stack.flag("Dev")))
            }["WorkerService"].Properties
        }
        XCTAssertEqual(
            try service("true").CapacityProviderStrategy,
            [
                ["CapacityProvider": "FARGATE", "Weight": 25], ["CapacityProvider": "FARGATE_SPOT", "Weight": 75],
            ])
        XCTAssertEqual(
            try service("false").CapacityProviderStrategy,
            [
                ["CapacityProvider": "FARGATE", "Weight": 100], ["CapacityProvider": "FARGATE_SPOT", "Weight": 0],
            ])
        XCTAssertEqual(try service("true").LaunchType, .missing)
    }

    // MARK: What was there before

    func testItTakesWhatWasThereBefore() throws {
        let stack = try synthesize { stack in
            let scope = stack.scope("Worker")
            let container = Container(
                Self.nginx, size: .quarterVCPU(.mib512), existingLogGroup: "/shop/worker",
                role: .existing(in: stack.scope("Task"), named: "worker"),
                executionRole: .existing(in: stack.scope("Execution"), named: "starter"))
            _ = ContainerService(
                in: scope, container, network: .existing(vpc: "vpc-0abc", applicationSubnets: ["subnet-0a"]),
                cluster: .existing(named: "shared"), securityGroup: .existing(in: scope, id: "sg-0abc"))
        }
        for type in ["AWS::IAM::Role", "AWS::Logs::LogGroup", "AWS::EC2::SecurityGroup", "AWS::ECS::Cluster"] {
            try stack.expectCount(0, of: type)
        }
        XCTAssertEqual(stack["WorkerService"].Properties.Cluster, "shared")
        XCTAssertEqual(
            stack["WorkerTaskDefinition"].Properties.TaskRoleArn, "arn:aws:iam::123456789012:role/worker")
        XCTAssertEqual(
            stack.allowed("starter")["logs:PutLogEvents"],
            ["arn:aws:logs:eu-west-3:123456789012:log-group:/shop/worker:*"])
        XCTAssertEqual(
            stack["WorkerService"].Properties.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups, ["sg-0abc"])
    }

    func testAServiceThatWasThereBeforeIsGrantedConnectedAndWatched() throws {
        let stack = try synthesize { stack in
            let legacy = ContainerService.existing(
                in: stack.scope("Legacy"), named: "legacy", cluster: .existing(named: "shared"),
                role: .existing(in: stack.scope("LegacyRole"), named: "legacy"), securityGroup: "sg-0abc")
            Queue(in: stack.scope("Orders")).grantSend(to: legacy)
            let database = MySQLDatabase(
                in: stack.scope("Data"), name: "shop", network: network(in: stack), version: "8.4",
                instanceClass: "db.t4g.micro")
            database.allowConnections(from: legacy)
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(legacy)
        }
        try stack.expectCount(0, of: "AWS::ECS::Service")
        XCTAssertEqual(stack.allowed("legacy")["sqs:SendMessage"], ["OrdersQueue.Arn"])
        XCTAssertEqual(
            stack["AlarmsLegacyMemory"].Properties.Dimensions,
            [["Name": "ClusterName", "Value": "shared"], ["Name": "ServiceName", "Value": "legacy"]])
    }

    // MARK: Watched

    func testSomebodyIsWokenWhenNothingRunsOrAnswersOrNothingIsLeft() throws {
        let stack = try shop { stack, shop in
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(shop)
            _ = Dashboard(in: stack, name: "shop", of: [shop])
        }
        XCTAssertEqual(
            stack.all("AWS::CloudWatch::Alarm").keys.sorted(),
            [
                "AlarmsShopLoadBalancerErrors", "AlarmsShopMemory", "AlarmsShopNoContainer", "AlarmsShopProcessor",
                "AlarmsShopServerErrors", "AlarmsShopUnhealthyContainers",
            ])
        XCTAssertEqual(
            stack["AlarmsShopNoContainer"].Properties.TreatMissingData, "breaching",
            "where nothing runs there are no numbers")
        XCTAssertEqual(
            stack["AlarmsShopMemory"].Properties.Dimensions,
            [["Name": "ClusterName", "Value": "ShopCluster"], ["Name": "ServiceName", "Value": "ShopService.Name"]])
    }

    func testWhatMayBeStoppedIsNotMissed() throws {
        let stack = try synthesize { stack in
            let worker = ContainerService(
                in: stack.scope("Worker"), container(), network: network(in: stack),
                count: .from(0, to: 2, by: .processor()))
            Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: "arn:aws:sns:eu-west-3:123456789012:ops")
                .watch(worker)
        }
        XCTAssertEqual(
            stack.all("AWS::CloudWatch::Alarm").keys.sorted(), ["AlarmsWorkerMemory", "AlarmsWorkerProcessor"])
    }

    // MARK: Bad input

    /// A service that somebody asks for, at line 1234.
    private struct Asked {
        let stack: Stack
        let scope: Scope
        let network: Network
        let orders: Queue

        func service(
            _ container: Container = Container(ContainerServiceTests.nginx, size: .quarterVCPU(.mib512)),
            traffic: ContainerTraffic? = nil, count: TaskCount? = nil, spot: SpotShare? = nil, cluster: Cluster? = nil
        ) {
            _ = ContainerService(
                in: scope, container, network: network, traffic: traffic, count: count, spot: spot, cluster: cluster)
        }
    }

    func testWhatCannotRunIsToldWhereTheServiceIsMade() {
        let nginx = Self.nginx
        let cases: [(code: String, add: (Asked) -> Void)] = [
            ("container-count", { $0.service(count: .from(5, to: 4, by: .processor())) }),
            ("container-count", { $0.service(count: .from(1, to: 2, by: .processor(percent: 0.6))) }),
            ("container-count", { $0.service(count: .from(1, to: 2, by: .requests(perTask: 5))) }),
            ("container-count", { $0.service(count: .from(0, to: 2, by: .backlog(of: $0.orders, perTask: 5))) }),
            ("container-count", { $0.service(count: .from(1, to: 2, by: .backlog(of: $0.orders, perTask: 0))) }),
            (
                "container-count",
                {
                    $0.service(
                        count: .from(1, to: 2, by: .backlog(of: $0.orders, perTask: 5)),
                        cluster: Cluster(in: $0.stack.scope("Shared")))
                }
            ),
            ("container-count", { $0.service(count: .fixed(-1)) }),
            ("spot-share", { $0.service(spot: SpotShare(percent: 0)) }),
            (
                "container-variables",
                {
                    $0.service(
                        Container(
                            nginx, size: .quarterVCPU(.mib512), environment: ["TOKEN": "1"],
                            secrets: [.parameter("token", as: "TOKEN")]))
                }
            ),
            (
                "container-secret",
                {
                    $0.service(
                        Container(nginx, size: .quarterVCPU(.mib512), secrets: [.secret("shop/token", as: "TOKEN")]))
                }
            ),
            ("container-image", { $0.service(Container("nginx", size: .quarterVCPU(.mib512))) }),
            ("health-path", { $0.service(traffic: .ownLoadBalancer(port: 80, https: nil, healthPath: "up")) }),
            (
                "container-traffic",
                { $0.service(traffic: .ownLoadBalancer(port: 80, https: nil, deregistrationDelay: 4000)) }
            ),
        ]
        for (index, (code, add)) in cases.enumerated() {
            let found = diagnose { stack in
                add(
                    Asked(
                        stack: stack, scope: stack.scope("Worker", line: 1234),
                        network: Network(in: stack.scope("Net"), name: "shop"), orders: Queue(in: stack.scope("Orders"))
                    ))
            }
            XCTAssertEqual(found.map(\.code), [code], "case \(index): \(found)")
            XCTAssertEqual(found.first?.location?.line, 1234, "case \(index)")
            XCTAssertFalse((found.first?.fix ?? "").isEmpty)
        }
    }

    func testAContainerInANetworkWithoutAPlaceForItIsTold() {
        assertOneError(
            diagnose { stack in
                _ = ContainerService(in: stack.scope("Worker"), container(), network: .existing(vpc: "vpc-0abc"))
            }, "container-zones", at: #line - 1)
    }

    func testAClusterOfOthersThatMayNotCountIsAWarning() {
        let found = diagnose { stack in
            let orders = Queue(in: stack.scope("Orders"))
            _ = ContainerService(
                in: stack.scope("Worker"), container(), network: network(in: stack),
                count: .from(1, to: 2, by: .backlog(of: orders, perTask: 5)), cluster: .existing(named: "shared"))
        }
        XCTAssertEqual(found.map(\.code), ["container-count"])
        XCTAssertEqual(found.map(\.severity), [.warning])
    }
}
