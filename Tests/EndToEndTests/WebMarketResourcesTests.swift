import Foundation
import XCTest

/// The rows of WebMarket+, read back from what was deployed.
final class WebMarketResourcesTests: XCTestCase {
    func testSixSubnetsInThreeTiersOverTwoZones() async throws {
        let web = try await WebMarket.deployed()
        let vpc = web["Network/VPC"]
        let answers = try await web.aws.read([
            .init("ec2 describe-vpcs --vpc-ids \(vpc)", "Vpcs[0].CidrBlock"),
            .init(
                "ec2 describe-subnets --filters Name=vpc-id,Values=\(vpc)",
                "Subnets[].[SubnetId, CidrBlock, AvailabilityZone, MapPublicIpOnLaunch]"),
        ])
        XCTAssertEqual(answers[0], "10.0.0.0/16")
        let expected: [Answer] = [
            [.text(web["Network/PublicSubnetA"]), "10.0.0.0/24", "eu-west-3a", false],
            [.text(web["Network/PublicSubnetB"]), "10.0.1.0/24", "eu-west-3b", false],
            [.text(web["Network/ApplicationSubnetA"]), "10.0.4.0/24", "eu-west-3a", false],
            [.text(web["Network/ApplicationSubnetB"]), "10.0.5.0/24", "eu-west-3b", false],
            [.text(web["Network/IsolatedSubnetA"]), "10.0.8.0/24", "eu-west-3a", false],
            [.text(web["Network/IsolatedSubnetB"]), "10.0.9.0/24", "eu-west-3b", false],
        ]
        XCTAssertEqual(Set(answers[1].items), Set(expected))
    }

    func testEachTierHasItsWayOutAndTheIsolatedOneHasNone() async throws {
        let web = try await WebMarket.deployed()
        let vpc = web["Network/VPC"]
        let answers = try await web.aws.read([
            .init(
                "ec2 describe-route-tables --filters Name=vpc-id,Values=\(vpc)",
                "RouteTables[].[Associations[?SubnetId].SubnetId, Routes[?GatewayId!='local'].[DestinationCidrBlock, GatewayId, NatGatewayId]]"
            ),
            .init(
                "ec2 describe-nat-gateways --filter Name=vpc-id,Values=\(vpc)",
                "NatGateways[].[NatGatewayId, State, SubnetId, NatGatewayAddresses[0].AllocationId]"),
            .init(
                "ec2 describe-vpc-endpoints --filters Name=vpc-id,Values=\(vpc)",
                "VpcEndpoints[].[ServiceName, VpcEndpointType]"),
        ])
        var ways: [String: [Answer]] = [:]
        for table in answers[0].items { for subnet in table[0].texts { ways[subnet] = table[1].items } }
        // The gateway endpoint's own route has a prefix list and no address block; it leads to S3 and nowhere else.
        func internet(_ tier: String) -> [[Answer]] {
            ["A", "B"].map { zone in (ways[web["Network/\(tier)Subnet\(zone)"]] ?? []).filter { $0[0] != nil } }
        }
        let gateway: Answer = ["0.0.0.0/0", .text(web["Network/InternetGateway"]), nil]
        let nat: Answer = ["0.0.0.0/0", nil, .text(web["Network/NATGatewayA"])]
        XCTAssertEqual(internet("Public"), [[gateway], [gateway]])
        XCTAssertEqual(internet("Application"), [[nat], [nat]])
        XCTAssertEqual(internet("Isolated"), [[], []])
        XCTAssertEqual(ways.count, 6, "every subnet has a table of its own choice, and none the main one")
        let address = try await web.aws.read("ec2 describe-addresses", "Addresses[].AllocationId").texts
        XCTAssertEqual(
            answers[1],
            [[.text(web["Network/NATGatewayA"]), "available", .text(web["Network/PublicSubnetA"]), answers[1][0][3]]])
        XCTAssertTrue(address.contains(answers[1][0][3].text), "\(answers[1])")
        XCTAssertEqual(answers[2], [["com.amazonaws.eu-west-3.s3", "Gateway"]])
    }

    func testSecurityGroupsAreChainedAndNothingElseIsOpen() async throws {
        let web = try await WebMarket.deployed()
        let rules =
            "[IpProtocol, FromPort, ToPort, [IpRanges[].CidrIp, Ipv6Ranges[].CidrIpv6, UserIdGroupPairs[].GroupId][]]"
        let groups = try await web.aws.read(
            "ec2 describe-security-groups --filters Name=vpc-id,Values=\(web["Network/VPC"])",
            "SecurityGroups[?GroupName!='default'].[GroupId, IpPermissions[].\(rules), IpPermissionsEgress[].\(rules)]")
        let balancer = web["Compute/WebLoadBalancerSecurityGroup"]
        let instances = web["Compute/WebInstancesSecurityGroup"]
        let database = web["Data/DatabaseSecurityGroup"]
        func rule(_ port: Int, _ peer: String) -> Answer {
            ["tcp", .number(Double(port)), .number(Double(port)), [.text(peer)]]
        }
        let nowhere: Answer = ["-1", nil, nil, ["127.0.0.1/32"]]
        let expected: [String: [Set<Answer>]] = [
            balancer: [[rule(80, "0.0.0.0/0")], [nowhere, rule(80, instances)]],
            instances: [[rule(80, balancer)], [nowhere, rule(3306, database), rule(443, "0.0.0.0/0")]],
            database: [[rule(3306, instances)], [nowhere]],
        ]
        let found = Dictionary(
            uniqueKeysWithValues: groups.items.map { ($0[0].text, [Set($0[1].items), Set($0[2].items)]) })
        XCTAssertEqual(found, expected)
    }

    func testTheLoadBalancerFacesTheInternetFromThePublicSubnets() async throws {
        let web = try await WebMarket.deployed()
        let answers = try await web.aws.read([
            .init(
                "elbv2 describe-load-balancers --load-balancer-arns \(web["Compute/WebLoadBalancer"])",
                "LoadBalancers[0].[Scheme, Type, DNSName, SecurityGroups, AvailabilityZones[].[ZoneName, SubnetId]]"),
            .init(
                "elbv2 describe-listeners --load-balancer-arn \(web["Compute/WebLoadBalancer"])",
                "Listeners[].[Port, Protocol, DefaultActions[].[Type, TargetGroupArn]]"),
            .init(
                "elbv2 describe-target-groups --target-group-arns \(web["Compute/WebTargetGroup"])",
                "TargetGroups[0].[Port, Protocol, TargetType, HealthCheckPath, VpcId]"),
        ])
        XCTAssertEqual(
            answers,
            [
                [
                    "internet-facing", "application", .text(web.outputs["AlbDnsName"] ?? ""),
                    [.text(web["Compute/WebLoadBalancerSecurityGroup"])],
                    [
                        ["eu-west-3a", .text(web["Network/PublicSubnetA"])],
                        ["eu-west-3b", .text(web["Network/PublicSubnetB"])],
                    ],
                ],
                [[80, "HTTP", [["forward", .text(web["Compute/WebTargetGroup"])]]]],
                [80, "HTTP", "instance", "/health", .text(web["Network/VPC"])],
            ])
    }

    func testTheGroupRunsTwoToFourInstancesInTheApplicationSubnets() async throws {
        let web = try await WebMarket.deployed()
        let answers = try await web.aws.read([
            .init(
                "autoscaling describe-auto-scaling-groups --auto-scaling-group-names \(web["Compute/WebGroup"])",
                "AutoScalingGroups[0].[MinSize, MaxSize, DesiredCapacity, HealthCheckType, VPCZoneIdentifier, Instances[].[InstanceId, LifecycleState]]"
            ),
            .init(
                "autoscaling describe-policies --auto-scaling-group-name \(web["Compute/WebGroup"])",
                "ScalingPolicies[].[PolicyType, TargetTrackingConfiguration.[PredefinedMetricSpecification.PredefinedMetricType, TargetValue]]"
            ),
            .init(
                "ec2 describe-instances --filters Name=tag:aws:autoscaling:groupName,Values=\(web["Compute/WebGroup"]) Name=instance-state-name,Values=running",
                "Reservations[].Instances[].[InstanceId, InstanceType, SubnetId, SecurityGroups[].GroupId, PublicIpAddress || '', Tags]"
            ),
            .init(
                "elbv2 describe-target-health --target-group-arn \(web["Compute/WebTargetGroup"])",
                "TargetHealthDescriptions[].[Target.Id, TargetHealth.State]"),
        ])
        let subnets = ["A", "B"].map { web["Network/ApplicationSubnet\($0)"] }
        let group = answers[0]
        XCTAssertEqual(Array(group.items.prefix(4)), [2, 4, 2, "ELB"])
        XCTAssertEqual(Set(group[4].text.split(separator: ",").map(String.init)), Set(subnets))
        XCTAssertEqual(answers[1], [["TargetTrackingScaling", ["ASGAverageCPUUtilization", 70]]])

        let instances = answers[2].items
        XCTAssertEqual(instances.count, 2)
        XCTAssertEqual(Set(instances.map(\.[2].text)), Set(subnets), "one in each zone")
        for instance in instances {
            XCTAssertEqual(instance[1], "t3.micro")
            XCTAssertEqual(instance[3], [.text(web["Compute/WebInstancesSecurityGroup"])])
            XCTAssertEqual(instance[4], "", "an instance has a public address")
            let tags = Dictionary(uniqueKeysWithValues: instance[5].items.map { ($0["Key"].text, $0["Value"].text) })
            for (key, value) in [
                "Project": "webmarket-plus", "Environment": "dev", "ManagedBy": "CloudFormation",
                "Name": "webmarket-plus-dev-instance",
            ] { XCTAssertEqual(tags[key], value, "the tag \(key)") }
        }
        let identifiers = instances.map(\.[0])
        XCTAssertEqual(Set(group[5].items), Set(identifiers.map { [$0, "InService"] }))
        XCTAssertEqual(Set(answers[3].items), Set(identifiers.map { [$0, "healthy"] }))
    }

    func testInstancesStartEncryptedAndWithTokensForTheirMetadata() async throws {
        let web = try await WebMarket.deployed()
        let data = try await web.aws.read(
            "ec2 describe-launch-template-versions --launch-template-id \(web["Compute/WebLaunchTemplate"]) --versions $Latest",
            "LaunchTemplateVersions[0].LaunchTemplateData")
        XCTAssertEqual(data["MetadataOptions"]["HttpTokens"], "required")
        XCTAssertEqual(data["MetadataOptions"]["HttpPutResponseHopLimit"], 1)
        XCTAssertEqual(data["BlockDeviceMappings"].items.map(\.["Ebs"]["Encrypted"]), [true])
        XCTAssertEqual(data["KeyName"], nil, "no key, since nobody logs in with SSH")
        XCTAssertTrue(data["IamInstanceProfile"]["Arn"].text.hasSuffix("/" + web.instanceProfile), "\(data)")
        let script = String(decoding: Data(base64Encoded: data["UserData"].text) ?? Data(), as: UTF8.self)
        XCTAssertTrue(
            script.hasPrefix("#!") && script.contains("/health") && script.contains("WebMarket+ (dev)"), script)
        XCTAssertFalse(script.contains("${"), "a reference is left in the script:\n\(script)")
    }

    func testTheDatabaseIsMultiAZEncryptedAndOutOfReach() async throws {
        let web = try await WebMarket.deployed()
        let answers = try await web.aws.read([
            .init(
                "rds describe-db-instances --db-instance-identifier \(web["Data/DatabaseInstance"])", "DBInstances[0]"),
            .init("secretsmanager describe-secret --secret-id \(web.outputs["RdsSecretArn"] ?? "")", "ARN"),
        ])
        let database = answers[0]
        XCTAssertEqual(database["Engine"], "mysql")
        XCTAssertTrue(database["EngineVersion"].text.hasPrefix("8.0"), "\(database["EngineVersion"])")
        XCTAssertEqual(database["DBInstanceClass"], "db.t3.micro")
        XCTAssertEqual(database["MultiAZ"], true)
        XCTAssertEqual(database["StorageEncrypted"], true)
        XCTAssertEqual(database["PubliclyAccessible"], false)
        XCTAssertEqual(database["BackupRetentionPeriod"], 1)
        XCTAssertEqual(database["Endpoint"]["Address"], .text(web.outputs["RdsEndpoint"] ?? ""))
        XCTAssertEqual(
            database["VpcSecurityGroups"].items.map(\.["VpcSecurityGroupId"].text), [web["Data/DatabaseSecurityGroup"]])
        XCTAssertEqual(
            Set(database["DBSubnetGroup"]["Subnets"].items.map(\.["SubnetIdentifier"].text)),
            Set(["A", "B"].map { web["Network/IsolatedSubnet\($0)"] }))
        XCTAssertEqual(database["MasterUserSecret"]["SecretArn"], answers[1])
    }

    func testTheDataLakeIsPrivateVersionedAndEncrypted() async throws {
        let web = try await WebMarket.deployed()
        let bucket = web["Storage/DataLakeBucket"]
        let answers = try await web.aws.read([
            .init("s3api get-bucket-versioning --bucket \(bucket)", "Status"),
            .init("s3api get-public-access-block --bucket \(bucket)", "PublicAccessBlockConfiguration"),
            .init(
                "s3api get-bucket-encryption --bucket \(bucket)",
                "ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.SSEAlgorithm"),
            .init("s3api get-bucket-policy --bucket \(bucket)", "Policy"),
            .init("s3api get-bucket-lifecycle-configuration --bucket \(bucket)", "Rules[].Status"),
        ])
        XCTAssertEqual(answers[0], "Enabled")
        XCTAssertEqual(answers[1], .blocked)
        XCTAssertEqual(answers[2].items.count, 1)
        XCTAssertFalse(answers[4].items.isEmpty)
        let policy = try JSONDecoder().decode(Answer.self, from: Data(answers[3].text.utf8))
        let denial = try XCTUnwrap(policy["Statement"].items.first { $0["Effect"] == "Deny" }, answers[3].text)
        XCTAssertEqual(denial["Condition"]["Bool"]["aws:SecureTransport"], "false")
        XCTAssertFalse(policy["Statement"].items.contains { $0["Effect"] == "Allow" }, answers[3].text)
    }

    func testTheDashboardShowsWhatItsTitlesSay() async throws {
        let web = try await WebMarket.deployed()
        let body = try await web.aws.read(
            "cloudwatch get-dashboard --dashboard-name webmarket-plus-dashboard-dev", "DashboardBody")
        let widgets = try JSONDecoder().decode(Answer.self, from: Data(body.text.utf8))["widgets"].items
        func metric(_ title: String) -> [Answer] {
            let widget = widgets.first { $0["properties"]["title"].text == title }
            return Array(widget?["properties"]["metrics"][0].items.prefix(4) ?? [])
        }
        let group = Answer.text(web["Compute/WebGroup"])
        let balancer = Answer.text(String(web["Compute/WebLoadBalancer"].split(separator: "/", maxSplits: 1)[1]))
        XCTAssertEqual(metric("CPU Moyen"), ["AWS/EC2", "CPUUtilization", "AutoScalingGroupName", group])
        XCTAssertEqual(
            metric("Instances Actives"), ["AWS/AutoScaling", "GroupInServiceInstances", "AutoScalingGroupName", group])
        XCTAssertEqual(metric("Trafic HTTP"), ["AWS/ApplicationELB", "RequestCount", "LoadBalancer", balancer])
        XCTAssertEqual(Set(widgets.map(\.["properties"]["region"].text)), ["eu-west-3"])
    }

    func testAlarmsPublishToTheTopic() async throws {
        let web = try await WebMarket.deployed()
        let alarms = try await web.aws.read(
            "cloudwatch describe-alarms --alarm-name-prefix webmarket-plus-dev-",
            "MetricAlarms[].[AlarmName, MetricName, AlarmActions]")
        let topic: Answer = [.text(web["Monitoring/AlarmsTopic"])]
        let telling = alarms.items.filter { !$0[0].text.contains("NoHealthyInstance") }
        XCTAssertEqual(Set(telling.map(\.[2])), [topic], "\(alarms)")
        XCTAssertEqual(
            Set(telling.map(\.[1].text)),
            [
                "UnHealthyHostCount", "HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count", "CPUUtilization",
                "FreeStorageSpace",
            ], "\(alarms)")
        let composite = try await web.aws.read(
            "cloudwatch describe-alarms --alarm-types CompositeAlarm --alarm-name-prefix webmarket-plus-dev-",
            "CompositeAlarms[].[AlarmName, AlarmRule, AlarmActions]")
        XCTAssertEqual(
            composite.items,
            [
                [
                    "webmarket-plus-dev-NoHealthyInstance",
                    #"ALARM("webmarket-plus-dev-NoHealthyInstanceFound") AND NOT ALARM("webmarket-plus-dev-NoHealthyInstanceSilence")"#,
                    topic,
                ]
            ])
    }

    func testTheInstancesMayUseTheDataLakeTheDatabasesSecretAndSessionManagerOnly() async throws {
        let web = try await WebMarket.deployed()
        let role = web["Compute/InstanceRole"]
        let answers = try await web.aws.read([
            .init("iam list-attached-role-policies --role-name \(role)", "AttachedPolicies[].PolicyArn"),
            .init("iam list-role-policies --role-name \(role)", "PolicyNames"),
            .init(
                "iam get-role-policy --role-name \(role) --policy-name ReadWriteDataLake", "PolicyDocument.Statement"),
            .init(
                "iam get-instance-profile --instance-profile-name \(web.instanceProfile)",
                "InstanceProfile.Roles[].RoleName"),
            .init(
                "iam get-role-policy --role-name \(role) --policy-name ReadDatabasePassword", "PolicyDocument.Statement"
            ),
        ])
        XCTAssertEqual(answers[0], ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"])
        XCTAssertEqual(Set(answers[1].texts), ["ReadDatabasePassword", "ReadWriteDataLake"])
        let bucket = "arn:aws:s3:::" + web["Storage/DataLakeBucket"]
        XCTAssertFalse(answers[2].items.isEmpty)
        for statement in answers[2].items {
            XCTAssertEqual(statement["Effect"], "Allow")
            for action in statement["Action"].texts {
                XCTAssertTrue(action.hasPrefix("s3:") && !action.contains("*"), action)
            }
            for resource in statement["Resource"].texts {
                XCTAssertTrue([bucket, bucket + "/*"].contains(resource), resource)
            }
        }
        XCTAssertEqual(answers[3], [.text(role)])
        XCTAssertEqual(answers[4].items.map(\.["Action"]), [["secretsmanager:GetSecretValue"]])
        XCTAssertEqual(answers[4].items.map(\.["Resource"]), [[.text(web.outputs["RdsSecretArn"] ?? "")]])
    }

    func testTheLoadBalancersAddressIsServedByEveryInstance() async throws {
        let web = try await WebMarket.deployed()
        let address = try XCTUnwrap(web.outputs["Url"])
        let instances = try await web.aws.read(
            "autoscaling describe-auto-scaling-groups --auto-scaling-group-names \(web["Compute/WebGroup"])",
            "AutoScalingGroups[0].Instances[].InstanceId"
        ).texts
        XCTAssertEqual(instances.count, 2)
        var answered: Set<String> = []
        for _ in 1...8 {
            let (status, body) = try await HTTP.get(address)
            XCTAssertEqual(status, 200, body)
            let named = instances.filter(body.contains)
            XCTAssertEqual(named.count, 1, body)
            answered.formUnion(named)
        }
        XCTAssertEqual(answered, Set(instances))
        let health = try await HTTP.get(address + "/health")
        XCTAssertEqual(health.status, 200)
        let missing = try await HTTP.get(address + "/nothing")
        XCTAssertEqual(missing.status, 404)
    }
}

extension WebMarket {
    /// The name of the instances' profile. Its physical ID is that on AWS, and the ARN in the local cloud.
    fileprivate var instanceProfile: String {
        self["Compute/WebInstanceProfile"].split(separator: "/").last.map(String.init) ?? ""
    }
}
