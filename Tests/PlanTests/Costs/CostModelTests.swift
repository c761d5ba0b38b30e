import Prices
import XCTest

@testable import Plan

/// What is billed for a resource, by what its properties say. Prices are those of us-east-1 in `prices.tsv`.
final class CostModelTests: XCTestCase {
    private let scene = CostScene()

    private func resource(_ type: String, _ properties: String = "") -> String {
        "\"It\": { \"Type\": \"\(type)\", \"Properties\": { \(properties) } }"
    }

    // MARK: - Types

    func testWhatIsFreeIsNotMentionedAndWhatNobodyKnowsIs() throws {
        XCTAssertEqual(try scene.bill(resource("AWS::EC2::SecurityGroup", "\"GroupDescription\": \"x\"")), "")
        XCTAssertEqual(try scene.bill(resource("Custom::Thing", "\"ServiceToken\": \"x\"")), "")
        XCTAssertEqual(
            try scene.bill(resource("AWS::GameLift::Fleet")),
            "It not in it: AWS::GameLift::Fleet: no price is known")
    }

    func testAStackWhoseTemplateIsNotAtHandIsNamed() throws {
        XCTAssertEqual(
            try scene.bill(resource("AWS::CloudFormation::Stack", "\"TemplateURL\": \"https://example.com/a.json\"")),
            "It not in it: its template is not at hand")
    }

    func testFunctionsAreBilledByUseAndByProcessor() throws {
        XCTAssertEqual(
            try scene.bill(resource("AWS::Lambda::Function", "\"Architectures\": [\"arm64\"]")),
            """
            It by use: requests, 0.2 USD a million
            It by use: compute, 0.0000133334 USD per GB-second
            """)
        XCTAssertEqual(
            try scene.bill(
                resource(
                    "AWS::Lambda::Alias", "\"ProvisionedConcurrencyConfig\": { \"ProvisionedConcurrentExecutions\": 5 }"
                )),
            "It not in it: provisioned concurrency: its function is not in the stacks")
    }

    func testSomeCostTheSameWhateverTheyAreAndSomeOnlyByUse() throws {
        XCTAssertEqual(
            try scene.bill(resource("AWS::EC2::NatGateway", "\"SubnetId\": \"s\"")),
            // 0.045 an hour, 730 hours.
            """
            It: nat gateway 32.85
            It by use: data, 0.045 USD per GB
            """)
        XCTAssertEqual(
            try scene.bill(resource("AWS::Logs::LogGroup")),
            """
            It by use: ingestion, 0.5 USD per GB
            It by use: storage, 0.03 USD per GiB-month
            """)
    }

    func testWhatPropertiesDecideHasAModelAndNothingElseHas() {
        let decided = BillingRule.types.filter { BillingRule(of: $0)?.fixed == .byProperties }
        XCTAssertEqual(Set(decided), CostModel.modelled)
    }

    // MARK: - Instances

    func testAnInstanceHasDisksAnAddressAndMonitoring() throws {
        // m5.24xlarge 4.608 an hour: 3363.84; 7 metrics of 0.30; 100 GiB of 0.08; 2000 IOPS above 3000 of 0.005; 75 MiB/s
        // above 125 of 0.04; an address of 0.005 an hour.
        XCTAssertEqual(
            try scene.bill(
                resource(
                    "AWS::EC2::Instance",
                    """
                    "InstanceType": "m5.24xlarge", "Monitoring": true,
                    "NetworkInterfaces": [{ "DeviceIndex": "0", "AssociatePublicIpAddress": true }],
                    "BlockDeviceMappings": [{ "DeviceName": "/dev/xvda", "Ebs": {
                      "VolumeSize": 100, "VolumeType": "gp3", "Iops": 5000, "Throughput": 200 } }]
                    """)),
            """
            It: m5.24xlarge 3363.84
            It: detailed monitoring 2.10
            It: gp3 volume, 100 GiB 8.00
            It: IOPS of the volume 10.00
            It: throughput of the volume 3.00
            It: public address 3.65
            It by use: data to the internet and between zones
            It note: instances are priced as ones with Linux, on demand
            """)
    }

    private func group(_ sizes: String, more: String = "") -> String {
        """
        "Launch": { "Type": "AWS::EC2::LaunchTemplate", "Properties": { "LaunchTemplateData": {
          "InstanceType": "t3.micro", "BlockDeviceMappings": [
            { "DeviceName": "/dev/xvda", "Ebs": { "VolumeSize": 10, "VolumeType": "gp2" } }] } } },
        "Net": { "Type": "AWS::EC2::Subnet", "Properties": { "VpcId": "v", "CidrBlock": "10.0.0.0/24" } },
        "Group": { "Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": { \(sizes),
          "VPCZoneIdentifier": [{ "Ref": "Net" }], "LaunchTemplate": {
            "LaunchTemplateId": { "Ref": "Launch" }, "Version": { "Fn::GetAtt": ["Launch", "LatestVersionNumber"] } } } }
        \(more)
        """
    }

    func testAGroupHasItsDesiredSizeOrARangeWhereItScales() throws {
        // 0.0104 an hour is 7.592 a month; 10 GiB of 0.10.
        XCTAssertTrue(
            try scene.bill(group("\"MinSize\": 1, \"MaxSize\": 5, \"DesiredCapacity\": \"3\"")).hasPrefix(
                """
                Group: 3 × t3.micro 22.78
                Group: gp2 volume, 10 GiB 3.00
                """))
        let policy = """
            , "Policy": { "Type": "AWS::AutoScaling::ScalingPolicy", "Properties": {
              "AutoScalingGroupName": { "Ref": "Group" }, "PolicyType": "TargetTrackingScaling" } },
            "Night": { "Type": "AWS::AutoScaling::ScheduledAction", "Properties": {
              "AutoScalingGroupName": { "Ref": "Group" }, "MinSize": 0, "Recurrence": "0 20 * * *" } }
            """
        let scaled = try scene.bill(group("\"MinSize\": 1, \"MaxSize\": 5", more: policy))
        XCTAssertTrue(
            scaled.hasPrefix(
                """
                Group: 0 to 5 × t3.micro 0.00 to 37.96
                Group: gp2 volume, 10 GiB 0.00 to 5.00
                """), scaled)
    }

    func testAnyTypeOfAMixedGroupMayRun() throws {
        let group = """
            "Launch": { "Type": "AWS::EC2::LaunchTemplate", "Properties": { "LaunchTemplateData": {} } },
            "Group": { "Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": { "MinSize": 2, "MaxSize": 2,
              "MixedInstancesPolicy": { "LaunchTemplate": {
                "LaunchTemplateSpecification": { "LaunchTemplateId": { "Ref": "Launch" }, "Version": "1" },
                "Overrides": [{ "InstanceType": "t2.micro" }, { "InstanceType": "t2.medium" }] } } } }
            """
        // 0.0116 and 0.0464 an hour.
        let bill = try scene.bill(group)
        XCTAssertTrue(bill.hasPrefix("Group: 2 × t2.micro or t2.medium 16.94 to 67.74\n"), bill)
        XCTAssertTrue(bill.contains("Group note: what runs as spot instances costs less than is told here"), bill)
        XCTAssertTrue(bill.contains("Group by use: the root volume, which is as large as its image says"), bill)
    }

    func testWhatIsElsewhereIsNotGuessed() throws {
        let group = resource(
            "AWS::AutoScaling::AutoScalingGroup",
            "\"MinSize\": 1, \"MaxSize\": 1, \"LaunchTemplate\": { \"LaunchTemplateId\": \"lt-1\", \"Version\": \"1\" }"
        )
        XCTAssertTrue(
            try scene.bill(group).hasPrefix("It not in it: instances: its launch template is not in the stacks\n"))
        XCTAssertTrue(
            try scene.bill(resource("AWS::EC2::Instance", "\"InstanceType\": \"t3.micro\", \"Tenancy\": \"dedicated\""))
                .contains("It not in it: dedicated tenancy"))
    }

    // MARK: - Databases

    private func database(_ properties: String) -> String {
        resource("AWS::RDS::DBInstance", "\"DBInstanceClass\": \"db.t3.large\", \(properties)")
    }

    func testADatabaseHasAnInstanceStorageAndASecret() throws {
        // 0.272 an hour with a standby, 198.56; 400 GiB of 0.23; 1000 IOPS above 12,000 of 0.04; a secret of 0.40.
        XCTAssertEqual(
            try scene.bill(
                database(
                    """
                    "Engine": "mysql", "EngineVersion": "8.4", "MultiAZ": true, "AllocatedStorage": "400", "StorageType": "gp3",
                    "Iops": 13000, "MaxAllocatedStorage": 1000, "ManageMasterUserPassword": true
                    """)),
            """
            It: db.t3.large mysql, Multi-AZ 198.56
            It: gp3 storage, 400 GiB 92.00
            It: provisioned IOPS 40.00
            It: secret of the master password 0.40
            It by use: storage that it adds by itself, up to 1000 GiB, 0.23 USD per GiB-month
            It by use: backups beyond the size of the database, 0.095 USD per GiB-month
            """)
    }

    func testOldVersionsCostExtendedSupportFromTheirDayOn() throws {
        let old = database(
            "\"Engine\": \"mysql\", \"EngineVersion\": \"8.0.42\", \"AllocatedStorage\": \"20\", \"StorageType\": \"gp2\""
        )
        var scene = scene
        // Two vCPUs of 0.10 an hour.
        XCTAssertTrue(try scene.bill(old).contains("\nIt: Extended Support of mysql 8.0, 2 vCPUs 146.00\n"))
        scene.today = "2026-07-31"
        XCTAssertFalse(try scene.bill(old).contains("Extended"))
    }

    func testLicencesHaveNoPriceAndAreNamed() throws {
        XCTAssertTrue(
            try scene.bill(
                database("\"Engine\": \"oracle-ee\", \"AllocatedStorage\": \"20\", \"StorageType\": \"gp2\"")
            )
            .contains(
                "It not in it: db.t3.large oracle-ee: no price is known"))
    }

    func testAuroraIsBilledByInstanceOrByCapacityAndStoresByUse() throws {
        let cluster = """
            "Cluster": { "Type": "AWS::RDS::DBCluster", "Properties": { "Engine": "aurora-mysql",
              "ServerlessV2ScalingConfiguration": { "MinCapacity": 0.5, "MaxCapacity": 4 } } },
            "One": { "Type": "AWS::RDS::DBInstance", "Properties": { "Engine": "aurora-mysql",
              "DBClusterIdentifier": { "Ref": "Cluster" }, "DBInstanceClass": "db.serverless" } },
            "Two": { "Type": "AWS::RDS::DBInstance", "Properties": { "Engine": "aurora-mysql",
              "DBClusterIdentifier": { "Ref": "Cluster" }, "DBInstanceClass": "db.r6g.large" } }
            """
        let bill = try scene.bill(cluster)
        // 0.12 an hour for each unit, 0.26 for the instance.
        XCTAssertTrue(bill.contains("One: 0.5 to 4 Aurora capacity units 43.80 to 350.40\n"), bill)
        XCTAssertTrue(bill.contains("Two: db.r6g.large aurora-mysql 189.80\n"), bill)
        XCTAssertTrue(bill.contains("Cluster by use: storage, 0.1 USD per GiB-month\n"), bill)
        XCTAssertFalse(bill.contains("not in it"), bill)
    }

    func testCachesCountTheirReplicas() throws {
        // Two shards of one node and two replicas: six of 0.017.
        XCTAssertTrue(
            try scene.bill(
                resource(
                    "AWS::ElastiCache::ReplicationGroup",
                    "\"CacheNodeType\": \"cache.t3.micro\", \"NumNodeGroups\": 2, \"ReplicasPerNodeGroup\": 2")
            ).hasPrefix("It: 6 × cache.t3.micro redis 74.46\n"))
    }

    func testTablesAreBilledByCapacityOrByRequest() throws {
        // 0.00013 and 0.00065 an hour for a unit.
        XCTAssertEqual(
            try scene.bill(
                resource(
                    "AWS::DynamoDB::Table",
                    "\"ProvisionedThroughput\": { \"ReadCapacityUnits\": 30, \"WriteCapacityUnits\": 20 }")),
            """
            It: 30 read capacity units 2.85
            It: 20 write capacity units 9.49
            It by use: storage, 0.25 USD per GiB-month
            """)
        XCTAssertEqual(
            try scene.bill(resource("AWS::DynamoDB::Table", "\"BillingMode\": \"PAY_PER_REQUEST\"")),
            """
            It by use: reads, 0.25 USD a million
            It by use: writes, 1.25 USD a million
            It by use: storage, 0.25 USD per GiB-month
            """)
    }

    // MARK: - Network

    func testLoadBalancersHaveAnAddressAZone() throws {
        let subnets = "\"Subnets\": [\"a\", \"b\"]"
        XCTAssertEqual(
            try scene.bill(resource("AWS::ElasticLoadBalancingV2::LoadBalancer", subnets)),
            // 0.0225 and twice 0.005 an hour.
            """
            It: application load balancer 16.43
            It: 2 × public address 7.30
            It by use: capacity units, 0.008 USD an hour
            """)
        XCTAssertEqual(
            try scene.bill(
                resource(
                    "AWS::ElasticLoadBalancingV2::LoadBalancer",
                    "\(subnets), \"Type\": \"network\", \"Scheme\": \"internal\"")),
            """
            It: network load balancer 16.43
            It by use: capacity units, 0.006 USD an hour
            """)
    }

    func testOnlyInterfaceEndpointsAreBilledAndByTheZone() throws {
        XCTAssertEqual(try scene.bill(resource("AWS::EC2::VPCEndpoint", "\"VpcId\": \"v\"")), "")
        XCTAssertEqual(
            try scene.bill(
                resource(
                    "AWS::EC2::VPCEndpoint", "\"VpcEndpointType\": \"Interface\", \"SubnetIds\": [\"a\", \"b\", \"c\"]")
            ),
            """
            It: interface endpoint in 3 zones 21.90
            It by use: data, 0.01 USD per GB
            """)
    }

    func testZonesThatNobodyTellsAreNamed() throws {
        XCTAssertEqual(
            try scene.bill(resource("AWS::EC2::VPCEndpoint", "\"VpcEndpointType\": \"Interface\"")),
            """
            It not in it: endpoint: SubnetIds is not given
            It by use: data, 0.01 USD per GB
            """)
        func gateway(_ properties: String) throws -> String {
            try scene.bill(resource("AWS::EC2::NatGateway", "\"AvailabilityMode\": \"regional\"\(properties)"))
        }
        XCTAssertTrue(
            try gateway("").hasPrefix("It not in it: nat gateway: how many zones it is in is not known\n"))
        // 0.045 an hour in each of two.
        XCTAssertTrue(
            try gateway(", \"AvailabilityZoneAddresses\": [{}, {}]").hasPrefix("It: nat gateway in 2 zones 65.70\n"))
    }

    func testWhatALoadBalancerReservesIsNamed() throws {
        XCTAssertTrue(
            try scene.bill(
                resource(
                    "AWS::ElasticLoadBalancingV2::LoadBalancer",
                    "\"Scheme\": \"internal\", \"MinimumLoadBalancerCapacity\": { \"CapacityUnits\": 100 }")
            ).contains("It not in it: capacity units that it reserves\n"))
    }

    // MARK: - Containers

    func testAnOldKubernetesCostsExtendedSupportUnlessItIsUpgradedBefore() throws {
        func cluster(_ properties: String) throws -> String {
            try scene.bill(resource("AWS::EKS::Cluster", properties))
        }
        // 0.10 and 0.50 an hour.
        XCTAssertEqual(
            try cluster("\"Version\": \"1.32\""),
            """
            It: kubernetes cluster 73.00
            It: extended support of Kubernetes 1.32 365.00
            """)
        let alone = "It: kubernetes cluster 73.00"
        XCTAssertEqual(try cluster("\"Version\": \"1.34\""), alone)
        XCTAssertEqual(
            try cluster("\"Version\": \"1.32\", \"UpgradePolicy\": { \"SupportType\": \"STANDARD\" }"), alone)
        XCTAssertEqual(
            try cluster("\"Version\": \"1.31\""),
            "\(alone)\nIt not in it: extended support: all support of kubernetes 1.31 ended on 2026-11-26, and AWS upgrades it"
        )
    }

    func testNodesInAPublicSubnetHaveAddresses() throws {
        let nodes = """
            "Net": { "Type": "AWS::EC2::Subnet", "Properties": { "MapPublicIpOnLaunch": true } },
            "It": { "Type": "AWS::EKS::Nodegroup", "Properties": { "Subnets": [{ "Ref": "Net" }],
              "ScalingConfig": { "MinSize": 1, "MaxSize": 2 } } }
            """
        XCTAssertTrue(try scene.bill(nodes).contains("\nIt: public address 3.65 to 7.30\n"))
    }

    private func service(_ task: String, _ more: String = "") -> String {
        """
        "Task": { "Type": "AWS::ECS::TaskDefinition", "Properties": { \(task) } },
        "Service": { "Type": "AWS::ECS::Service", "Properties": { "LaunchType": "FARGATE", "DesiredCount": 2,
          "TaskDefinition": { "Ref": "Task" } } }\(more)
        """
    }

    func testTasksAreBilledByProcessorAndMemory() throws {
        // A quarter of 0.04048 and a gigabyte of 0.004445 an hour, twice.
        XCTAssertEqual(
            try scene.bill(service("\"Cpu\": \"256\", \"Memory\": \"1 GB\"")),
            """
            Service: processors of 2 × task with 0.25 vCPU, 1 GB 14.78
            Service: memory of 2 × task 6.49
            Service by use: data to the internet and between zones
            """)
        let target = """
            , "Target": { "Type": "AWS::ApplicationAutoScaling::ScalableTarget", "Properties": { "MinCapacity": 1,
              "MaxCapacity": 4, "ResourceId": { "Fn::Sub": "service/default/${Service.Name}" } } }
            """
        let scaled = try scene.bill(
            service("\"Cpu\": 1024, \"Memory\": 2048, \"RuntimePlatform\": { \"CpuArchitecture\": \"ARM64\" }", target))
        // 0.03238 and twice 0.00356 an hour.
        XCTAssertTrue(
            scaled.hasPrefix(
                """
                Service: processors of 1 to 4 × task with 1 vCPU, 2 GB 23.64 to 94.55
                Service: memory of 1 to 4 × task 5.20 to 20.79
                """), scaled)
    }

    func testNodesOfAClusterHaveDisks() throws {
        // 0.0416 an hour, and 20 GiB of 0.10, once or three times.
        XCTAssertTrue(
            try scene.bill(
                resource("AWS::EKS::Nodegroup", "\"ScalingConfig\": { \"MinSize\": 1, \"MaxSize\": 3 }")
            ).hasPrefix(
                """
                It: 1 to 3 × t3.medium ≈ 30.37 to 91.10
                It: gp2 volumes, 20 GiB 2.00 to 6.00
                """))
    }

    // MARK: - The rest

    func testAlarmsAreBilledByMetric() throws {
        func alarm(_ properties: String) throws -> String {
            try scene.bill(resource("AWS::CloudWatch::Alarm", properties))
        }
        XCTAssertEqual(try alarm("\"Period\": 60"), "It: alarm 0.10")
        XCTAssertEqual(try alarm("\"Period\": 10"), "It: alarm 0.30")
        XCTAssertEqual(
            try alarm(
                "\"Metrics\": [{ \"Id\": \"a\", \"MetricStat\": { \"Period\": 60 } }, { \"Id\": \"b\", \"MetricStat\": { \"Period\": 60 } }, { \"Id\": \"c\", \"Expression\": \"a/b\" }]"
            ), "It: alarm on 2 metrics 0.20")
    }

    func testRulesOfAFirewallAndShardsAreCounted() throws {
        XCTAssertTrue(
            try scene.bill(resource("AWS::WAFv2::WebACL", "\"Rules\": [{}, {}]")).hasPrefix(
                """
                It: web-acl 5.00
                It: 2 rules 2.00
                """.replacing("web-acl", with: "web ACL")))
        XCTAssertTrue(
            try scene.bill(resource("AWS::Kinesis::Stream", "\"ShardCount\": 4")).hasPrefix("It: stream 43.80\n"))
    }

    func testRulesThatAreSubscribedToAreNamed() throws {
        func rules(_ vendor: String, _ name: String) throws -> Bool {
            try scene.bill(
                resource(
                    "AWS::WAFv2::WebACL",
                    "\"Rules\": [{ \"Statement\": { \"ManagedRuleGroupStatement\": { \"VendorName\": \"\(vendor)\", \"Name\": \"\(name)\" } } }]"
                )
            ).contains("It not in it: the subscription to \(name)\n")
        }
        XCTAssertTrue(try rules("AWS", "AWSManagedRulesBotControlRuleSet"))
        XCTAssertTrue(try rules("Somebody", "Rules"))
        XCTAssertFalse(try rules("AWS", "AWSManagedRulesCommonRuleSet"))
    }

    func testAnOptionMakesSomethingFreeCostSomething() throws {
        XCTAssertEqual(try scene.bill(resource("AWS::SSM::Parameter", "\"Type\": \"String\"")), "")
        XCTAssertEqual(
            try scene.bill(resource("AWS::SSM::Parameter", "\"Tier\": \"Advanced\"")),
            "It: parameter of the advanced tier 0.05")
        XCTAssertEqual(
            try scene.bill(resource("AWS::SSM::Parameter", "\"Tier\": \"Intelligent-Tiering\"")),
            "It: parameter of the advanced tier 0.00 to 0.05", "what it stores decides")
        XCTAssertEqual(
            try scene.bill(
                resource("AWS::ApiGateway::Stage", "\"CacheClusterEnabled\": true, \"CacheClusterSize\": \"0.5\"")),
            "It: cache of 0.5 GB 14.60")
        XCTAssertTrue(
            try scene.bill(
                resource(
                    "AWS::CloudFront::Distribution",
                    "\"DistributionConfig\": { \"ViewerCertificate\": { \"SslSupportMethod\": \"vip\" } }")
            ).hasPrefix("It: addresses of its own for the certificate 600.00\n"))
        XCTAssertEqual(
            try scene.bill(
                resource("AWS::Lambda::EventSourceMapping", "\"ProvisionedPollerConfig\": { \"MinimumPollers\": 2 }")),
            "It not in it: pollers that are provisioned")
    }

    func testASecretIsBilledInEveryRegionThatItIsIn() throws {
        XCTAssertTrue(
            try scene.bill(
                resource(
                    "AWS::SecretsManager::Secret",
                    "\"ReplicaRegions\": [{ \"Region\": \"eu-west-1\" }, { \"Region\": \"eu-west-3\" }]")
            ).hasPrefix("It: 3 × secret 1.20\n"))
    }

    func testAQueryOfMetricsIsNotFree() throws {
        XCTAssertEqual(
            try scene.bill(
                resource(
                    "AWS::CloudWatch::Alarm",
                    "\"Metrics\": [{ \"Id\": \"a\", \"Expression\": \"SELECT AVG(x) FROM y\" }]")),
            "It not in it: alarm: which metrics it finds is not known")
    }

    func testRecordsThatAStreamKeepsAreBilledByTheShard() throws {
        // Four shards of 0.015 and 0.02 an hour.
        XCTAssertTrue(
            try scene.bill(
                resource("AWS::Kinesis::Stream", "\"ShardCount\": 4, \"RetentionPeriodHours\": 48")
            ).hasPrefix("It: stream 43.80\nIt: records kept for more than a day 58.40\n"))
    }

    // MARK: - What the templates leave open

    func testAnUndecidedConditionIsARangeOverBothWays() throws {
        let size = """
            "InstanceType": { "Fn::If": ["IsLarge", "t2.medium", "t2.micro"] },
            "BlockDeviceMappings": [{ "DeviceName": "/dev/xvda", "Ebs": { "VolumeSize": 10, "VolumeType": "gp3" } },
              { "Fn::If": ["IsLarge", { "DeviceName": "/dev/b", "Ebs": { "VolumeSize": 50, "VolumeType": "gp3" } },
                { "Ref": "AWS::NoValue" }] }],
            "NetworkInterfaces": [{ "AssociatePublicIpAddress": false }]
            """
        let parameters = "\"Size\": { \"Type\": \"String\" }"
        let conditions = "\"IsLarge\": { \"Fn::Equals\": [{ \"Ref\": \"Size\" }, \"large\"] }"
        let bill = try scene.bill(resource("AWS::EC2::Instance", size), parameters: parameters, conditions: conditions)
        XCTAssertTrue(
            bill.hasPrefix(
                """
                It: t2.medium or t2.micro 8.47 to 33.87
                It: gp3 volume, 10 GiB 0.80
                It: gp3 volume, 50 GiB 0.00 to 4.00
                """), bill)
        let large = try scene.bill(
            resource("AWS::EC2::Instance", size), parameters: parameters, conditions: conditions,
            given: ["Size": "large"])
        XCTAssertTrue(large.hasPrefix("It: t2.medium 33.87\n"), large)
    }

    func testAValueThatNobodyGaveIsNamedWithWhatDecidesIt() throws {
        let instance = resource("AWS::EC2::Volume", "\"Size\": { \"Ref\": \"Disk\" }, \"VolumeType\": \"gp3\"")
        XCTAssertEqual(
            try scene.bill(instance, parameters: "\"Disk\": { \"Type\": \"Number\" }"),
            "It not in it: volume: Size is Disk")
    }

    func testAResourceThatMayBeThereMayCostNothing() throws {
        let address = "\"It\": { \"Type\": \"AWS::EC2::EIP\", \"Condition\": \"Wanted\" }"
        let plan = try scene.plan(
            to: address, parameters: "\"Want\": { \"Type\": \"String\" }",
            conditions: "\"Wanted\": { \"Fn::Equals\": [{ \"Ref\": \"Want\" }, \"yes\"] }")
        XCTAssertEqual(plan.costs?.after.monthly.text(2), "0.00 to 3.65")
    }
}
