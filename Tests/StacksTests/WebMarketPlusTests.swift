import Stacks
import TemplateTesting
import XCTest

/// The rows W1 to W10 of the architecture, on the templates that it compiles to.
final class WebMarketPlusTests: XCTestCase {
    private func deploy(_ parameters: [String: String] = [:]) throws -> EvaluatedStack {
        try EvaluatedStack(of: WebMarketPlus.app(), parameters: parameters)
    }

    private func stack(_ name: String, _ parameters: [String: String] = [:]) throws -> EvaluatedStack {
        try XCTUnwrap(deploy(parameters).stacks[name], name)
    }

    // MARK: W1 network

    func testW1SixSubnetsOverTwoZonesInThreeTiers() throws {
        let network = try stack("Network")
        XCTAssertEqual(network.all("AWS::EC2::VPC").count, 1)
        XCTAssertEqual(network.all("AWS::EC2::InternetGateway").count, 1)
        XCTAssertEqual(
            network.all("AWS::EC2::Subnet").mapValues { $0.AvailabilityZone.string + " " + $0.CidrBlock.string },
            [
                "PublicSubnetA": "eu-west-3a 10.0.0.0/24", "PublicSubnetB": "eu-west-3b 10.0.1.0/24",
                "ApplicationSubnetA": "eu-west-3a 10.0.4.0/24", "ApplicationSubnetB": "eu-west-3b 10.0.5.0/24",
                "IsolatedSubnetA": "eu-west-3a 10.0.8.0/24", "IsolatedSubnetB": "eu-west-3b 10.0.9.0/24",
            ])
    }

    func testW1EachTierHasItsWayOutAndTheDatabasesHasNone() throws {
        for (perZone, second) in [("false", "A"), ("true", "B")] {
            let network = try stack("Network", ["NatGatewayPerZone": perZone])
            var wayOut: [String: String] = [:]
            for association in network.all("AWS::EC2::SubnetRouteTableAssociation").values {
                let routes = network.all("AWS::EC2::Route").values.filter {
                    $0.RouteTableId == association.RouteTableId
                }
                wayOut[association.SubnetId.string] = routes.map { $0.GatewayId.string + $0.NatGatewayId.string }
                    .joined()
            }
            XCTAssertEqual(
                wayOut,
                [
                    "Network/PublicSubnetA": "Network/InternetGateway",
                    "Network/PublicSubnetB": "Network/InternetGateway",
                    "Network/ApplicationSubnetA": "Network/NATGatewayA",
                    "Network/ApplicationSubnetB": "Network/NATGateway\(second)",
                    "Network/IsolatedSubnetA": "", "Network/IsolatedSubnetB": "",
                ])
            for gateway in network.all("AWS::EC2::NatGateway").values {
                XCTAssertTrue(gateway.SubnetId.string.hasPrefix("Network/PublicSubnet"))
            }
        }
    }

    // MARK: W2 load balancing

    func testW2ThePublicLoadBalancerServesHTTPAndChecksHealth() throws {
        let compute = try stack("Compute")
        let balancer = compute["WebLoadBalancer"].Properties
        XCTAssertEqual(balancer.Type, "application")
        XCTAssertEqual(balancer.Scheme, "internet-facing")
        XCTAssertEqual(balancer.Subnets, ["Network/PublicSubnetA", "Network/PublicSubnetB"])
        let listeners = compute.all("AWS::ElasticLoadBalancingV2::Listener")
        XCTAssertEqual(listeners.keys.sorted(), ["WebHTTPListener"])
        XCTAssertEqual(listeners["WebHTTPListener"]?.Port, 80)
        XCTAssertEqual(listeners["WebHTTPListener"]?.DefaultActions[0].Type, "forward")
        XCTAssertEqual(compute["WebTargetGroup"].Properties.HealthCheckPath, "/health")
    }

    func testW2ACertificateTurnsHTTPSOn() throws {
        let certificate = "arn:aws:acm:eu-west-3:123456789012:certificate/1"
        let root = try deploy(["CertificateArn": certificate])
        let compute = try XCTUnwrap(root.stacks["Compute"])
        XCTAssertEqual(
            compute["WebHTTPSListener"].Properties.Certificates[0].CertificateArn, .string(certificate))
        XCTAssertEqual(compute["WebHTTPListener"].Properties.DefaultActions[0].Type, "redirect")
        XCTAssertEqual(root.outputs["Url"], "https://Compute/WebLoadBalancer.DNSName")
        XCTAssertEqual(try deploy().outputs["Url"], "http://Compute/WebLoadBalancer.DNSName")
        XCTAssertEqual(
            try deploy(["DomainName": "shop.example.com"]).outputs["Url"], "http://Compute/WebLoadBalancer.DNSName")
    }

    func testW2EveryRequestIsRecordedWhereThatIsAskedFor() throws {
        func attributes(_ parameters: [String: String]) throws -> [String: Node] {
            let balancer = try stack("Compute", parameters)["WebLoadBalancer"].Properties
            return Dictionary(
                uniqueKeysWithValues: balancer.LoadBalancerAttributes.elements.map { ($0.Key.string, $0.Value) })
        }
        XCTAssertEqual(try attributes([:])["access_logs.s3.enabled"], "false")
        XCTAssertNil(try attributes([:])["access_logs.s3.bucket"])
        XCTAssertEqual(try attributes(["AccessLogs": "true"])["access_logs.s3.enabled"], "true")
        XCTAssertEqual(try attributes(["AccessLogs": "true"])["access_logs.s3.bucket"], "Storage/AccessLogsBucket")
        XCTAssertEqual(try stack("Storage").all("AWS::S3::Bucket").count, 1)
        // A load balancer is refused a bucket that it may not write to yet: the bucket's whole stack comes first.
        let root = try XCTUnwrap(WebMarketPlus.app().synthesize().nodes()["WebMarketPlus.template.json"])
        XCTAssertEqual(
            root.Resources.Compute.Properties.Parameters.StorageAccessLogsName,
            ["Fn::GetAtt": ["Storage", "Outputs.AccessLogsName"]])
    }

    // MARK: W3 compute

    func testW3TwoToFourMicroInstancesScaleOnTheirProcessors() throws {
        let compute = try stack("Compute")
        let group = compute["WebGroup"].Properties
        XCTAssertEqual(group.MinSize, "2")
        XCTAssertEqual(group.MaxSize, "4")
        XCTAssertEqual(group.VPCZoneIdentifier, ["Network/ApplicationSubnetA", "Network/ApplicationSubnetB"])
        XCTAssertEqual(group.LaunchTemplate.LaunchTemplateId, "Compute/WebLaunchTemplate")
        XCTAssertEqual(group.TargetGroupARNs, ["Compute/WebTargetGroup"])
        XCTAssertEqual(compute["WebLaunchTemplate"].Properties.LaunchTemplateData.InstanceType, "t3.micro")
        let tracking = compute["WebCPUTracking"].Properties.TargetTrackingConfiguration
        XCTAssertEqual(tracking.PredefinedMetricSpecification.PredefinedMetricType, "ASGAverageCPUUtilization")
        XCTAssertEqual(tracking.TargetValue, 70)
    }

    func testW3InstancesServeAPageAndSignalToTheStackThatWaits() throws {
        let compute = try stack("Compute")
        let script = compute["WebLaunchTemplate"].Properties.LaunchTemplateData.UserData.string
        XCTAssertTrue(script.contains("WebMarket+ (dev)"))
        XCTAssertTrue(script.contains("--stack stack/Compute --resource WebGroup "), script)
        XCTAssertNotEqual(compute["WebGroup"].CreationPolicy.ResourceSignal, .missing)
    }

    // MARK: W4 data

    func testW4MySQLStandsByInTheIsolatedTier() throws {
        let data = try stack("Data")
        let database = data["DatabaseInstance"].Properties
        XCTAssertEqual(database.Engine, "mysql")
        XCTAssertEqual(database.EngineVersion, "8.0")
        XCTAssertEqual(database.MultiAZ, "true")
        XCTAssertEqual(database.DBInstanceClass, "db.t3.micro")
        XCTAssertEqual(database.PubliclyAccessible, false)
        XCTAssertEqual(
            data["DatabaseSubnets"].Properties.SubnetIds, ["Network/IsolatedSubnetA", "Network/IsolatedSubnetB"])
    }

    // MARK: W5 storage

    func testW5TheDataLakeIsPrivateAndVersioned() throws {
        let buckets = try stack("Storage").all("AWS::S3::Bucket")
        XCTAssertEqual(buckets.keys.sorted(), ["DataLakeBucket"])
        let bucket = try XCTUnwrap(buckets["DataLakeBucket"])
        XCTAssertEqual(bucket.VersioningConfiguration.Status, "Enabled")
        XCTAssertEqual(
            bucket.PublicAccessBlockConfiguration,
            [
                "BlockPublicAcls": true, "BlockPublicPolicy": true, "IgnorePublicAcls": true,
                "RestrictPublicBuckets": true,
            ])
    }

    // MARK: W6 monitoring

    private func dashboard(_ parameters: [String: String] = [:]) throws -> (name: Node, widgets: [Node]) {
        let properties = try stack("Monitoring", parameters)["Dashboard"].Properties
        return (
            properties.DashboardName, try Node(json: Array(properties.DashboardBody.string.utf8)).widgets.elements
        )
    }

    func testW6TheDashboardIsNamedAfterProjectAndEnvironment() throws {
        XCTAssertEqual(try dashboard().name, "webmarket-plus-dashboard-dev")
        XCTAssertEqual(
            try dashboard(["ProjectName": "shop", "Environment": "prod"]).name, "shop-dashboard-prod")
    }

    func testW6TheDescribedGraphsShowTheDescribedMetrics() throws {
        let graphs = try dashboard().widgets.prefix(3).map(\.properties)
        XCTAssertEqual(graphs.map(\.title), ["CPU Moyen", "Instances Actives", "Trafic HTTP"])
        XCTAssertEqual(
            graphs.map(\.metrics),
            [
                [
                    [
                        "AWS/EC2", "CPUUtilization", "AutoScalingGroupName", "Compute/WebGroup",
                        ["stat": "Average", "period": 60],
                    ]
                ],
                [
                    [
                        "AWS/AutoScaling", "GroupInServiceInstances", "AutoScalingGroupName", "Compute/WebGroup",
                        ["stat": "Average", "period": 60],
                    ]
                ],
                [
                    [
                        "AWS/ApplicationELB", "RequestCount", "LoadBalancer",
                        "Compute/WebLoadBalancer.LoadBalancerFullName",
                        ["stat": "Sum", "period": 60],
                    ]
                ],
            ])
    }

    func testW6TheGroupCollectsWhatTheDashboardShows() throws {
        let compute = try stack("Compute")
        XCTAssertEqual(compute["WebGroup"].Properties.MetricsCollection, [["Granularity": "1Minute"]])
        XCTAssertEqual(compute["WebLaunchTemplate"].Properties.LaunchTemplateData.Monitoring.Enabled, true)
    }

    func testW6AlarmsTellWhoWantsToKnow() throws {
        let silent = try stack("Monitoring")
        XCTAssertTrue(silent.all("AWS::SNS::Subscription").isEmpty)
        let telling = try stack("Monitoring", ["AlarmEmail": "ops@example.com"])
        XCTAssertEqual(telling["AlarmsEmail"].Properties.Endpoint, "ops@example.com")
        let parts = ["AlarmsNoHealthyInstanceFound", "AlarmsNoHealthyInstanceSilence"]
        let alarms = telling.all("AWS::CloudWatch::Alarm").merging(telling.all("AWS::CloudWatch::CompositeAlarm")) {
            $1
        }
        for (id, alarm) in alarms where !parts.contains(id) {
            XCTAssertEqual(alarm.AlarmActions, ["Monitoring/AlarmsTopic"], id)
            XCTAssertTrue(alarm.AlarmDescription.string.contains(": look"), "\(id) tells what to do")
        }
        XCTAssertEqual(try deploy(["AlarmEmail": "ops@example.com"]).outputs["AlarmEmail"], "ops@example.com")
        XCTAssertNil(try deploy().outputs["AlarmEmail"])
    }

    func testW6ThatNothingIsHealthyRingsUnlessNothingIsMeantToRun() throws {
        let monitoring = try stack("Monitoring")
        let found = monitoring["AlarmsNoHealthyInstanceFound"].Properties
        XCTAssertEqual(found.MetricName, "HealthyHostCount")
        XCTAssertEqual(found.ComparisonOperator, "LessThanThreshold")
        XCTAssertEqual(found.Threshold, 1)
        XCTAssertEqual(found.TreatMissingData, "breaching", "an empty group has no numbers")
        let silence = monitoring["AlarmsNoHealthyInstanceSilence"].Properties
        XCTAssertEqual(silence.MetricName, "GroupDesiredCapacity")
        XCTAssertEqual(silence.Dimensions, [["Name": "AutoScalingGroupName", "Value": "Compute/WebGroup"]])
        XCTAssertEqual(silence.TreatMissingData, "notBreaching", "what is not known silences nothing")
        XCTAssertEqual(
            monitoring["AlarmsNoHealthyInstance"].Properties.AlarmRule,
            #"ALARM("Monitoring/AlarmsNoHealthyInstanceFound") AND NOT ALARM("Monitoring/AlarmsNoHealthyInstanceSilence")"#
        )
    }

    // MARK: W7 security

    /// Every rule as `group <- source port` and `group -> destination port`.
    private func rules(_ root: EvaluatedStack) -> [String] {
        func port(_ rule: Node) -> String {
            rule.FromPort == rule.ToPort ? rule.FromPort.description : "\(rule.FromPort)-\(rule.ToPort)"
        }
        func name(_ node: Node) -> String {
            (node.string.components(separatedBy: "/").last ?? "").replacingOccurrences(
                of: "SecurityGroup.GroupId", with: "")
        }
        let ingress = root.allWithin("AWS::EC2::SecurityGroupIngress").values.map { rule in
            "\(name(rule.GroupId)) <- \(name(rule.SourceSecurityGroupId))\(rule.CidrIp.string) \(rule.IpProtocol.string) \(port(rule))"
        }
        let egress = root.allWithin("AWS::EC2::SecurityGroupEgress").values.map { rule in
            "\(name(rule.GroupId)) -> \(name(rule.DestinationSecurityGroupId))\(rule.CidrIp.string) \(rule.IpProtocol.string) \(port(rule))"
        }
        return (ingress + egress).sorted()
    }

    func testW7LoadBalancerApplicationDatabaseAndNothingElse() throws {
        let chain = [
            "Database <- WebInstances tcp 3306",
            "WebInstances -> 0.0.0.0/0 tcp 443",
            "WebInstances -> Database tcp 3306",
            "WebInstances <- WebLoadBalancer tcp 80",
            "WebLoadBalancer -> WebInstances tcp 80",
            "WebLoadBalancer <- 0.0.0.0/0 tcp 80",
        ]
        let root = try deploy()
        XCTAssertEqual(rules(root), chain)
        let secure = try deploy(["CertificateArn": "arn:aws:acm:eu-west-3:123456789012:certificate/1"])
        XCTAssertEqual(rules(secure), (chain + ["WebLoadBalancer <- 0.0.0.0/0 tcp 443"]).sorted())
        for (id, group) in root.allWithin("AWS::EC2::SecurityGroup") {
            XCTAssertEqual(group.SecurityGroupIngress, .missing, id)
            XCTAssertEqual(group.SecurityGroupEgress.elements.map(\.CidrIp), ["127.0.0.1/32"], id)
        }
        XCTAssertEqual(root.allWithin("AWS::EC2::SecurityGroup").count, 3)
        XCTAssertEqual(
            root.stacks["Data"]?["DatabaseInstance"].Properties.VPCSecurityGroups,
            ["Data/DatabaseSecurityGroup.GroupId"])
    }

    func testW7NoShellFromAnywhere() throws {
        for template in WebMarketPlus.app().synthesize().templates {
            let node = try Node(json: template.contents)
            for resource in node.Resources.members.values {
                assertNoShell(resource.Properties, template.fileName)
            }
            XCTAssertFalse(node.Resources.members.values.contains { $0.Type == "AWS::EC2::KeyPair" })
        }
    }

    private func assertNoShell(_ node: Node, _ file: String) {
        XCTAssertEqual(node.KeyName, .missing, file)
        if case .number(let from) = node.FromPort, case .number(let to) = node.ToPort {
            for port in [22.0, 3389] { XCTAssertFalse((from...to).contains(port), "\(file): \(node)") }
        }
        for child in node.elements + Array(node.members.values) { assertNoShell(child, file) }
    }

    // MARK: W8 identity

    func testW8InstancesMayUseThatBucketAndSessionManagerOnly() throws {
        let compute = try stack("Compute")
        let profile = compute["WebInstanceProfile"].Properties
        XCTAssertEqual(profile.Roles, ["Compute/InstanceRole"])
        XCTAssertEqual(
            compute["WebLaunchTemplate"].Properties.LaunchTemplateData.IamInstanceProfile.Arn,
            "Compute/WebInstanceProfile.Arn")
        let role = compute["InstanceRole"].Properties
        XCTAssertEqual(role.ManagedPolicyArns, ["arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore"])
        XCTAssertEqual(role.Policies, .missing)

        var allowed: [String: [String]] = [:]
        for policy in compute.all("AWS::IAM::Policy").values where policy.Roles.strings.contains("Compute/InstanceRole")
        {
            for statement in policy.PolicyDocument.Statement.elements {
                for action in statement.Action.strings { allowed[action, default: []] += statement.Resource.strings }
            }
        }
        let bucket = "Storage/DataLakeBucket.Arn"
        XCTAssertEqual(
            allowed,
            [
                "s3:GetBucketLocation": [bucket], "s3:ListBucket": [bucket], "s3:GetObject": [bucket + "/*"],
                "s3:PutObject": [bucket + "/*"], "s3:DeleteObject": [bucket + "/*"],
                "s3:AbortMultipartUpload": [bucket + "/*"],
                "secretsmanager:GetSecretValue": ["Data/DatabaseInstance.MasterUserSecret.SecretArn"],
            ])
    }

    func testW8WithAPasswordOfOnesOwnThereIsNoSecretToRead() throws {
        let root = try deploy(["DBPassword": "correct-horse"])
        let compute = try XCTUnwrap(root.stacks["Compute"])
        XCTAssertNil(compute.resources["InstanceReadDatabasePassword"])
        let template = try XCTUnwrap(WebMarketPlus.app().synthesize().nodes()["WebMarketPlus.Compute.template.json"])
        XCTAssertEqual(template.Parameters.DBPassword, .missing, "the password goes nowhere it is not needed")
    }

    func testW8NoPolicyAllowsEverything() throws {
        for (id, policy) in try deploy().allWithin("AWS::IAM::Policy") {
            for statement in policy.PolicyDocument.Statement.elements {
                XCTAssertFalse(statement.Resource.strings.contains("*"), id)
                XCTAssertFalse(statement.Action.strings.contains { $0.hasSuffix("*") }, id)
            }
        }
    }

    // MARK: W9 variables

    func testW9VariablesHaveTheDescribedDefaults() throws {
        let nodes = try WebMarketPlus.app().synthesize().nodes()
        let parameters = try XCTUnwrap(nodes["WebMarketPlus.template.json"]).Parameters
        XCTAssertEqual(parameters.ProjectName.Default, "webmarket-plus")
        XCTAssertEqual(parameters.Environment.Default, "dev")
        for (name, parameter) in parameters.members {
            XCTAssertNotEqual(parameter.Description, .missing, name)
            XCTAssertNotEqual(parameter.Default, .missing, "\(name) must not be asked for")
        }
    }

    func testW9ThePasswordIsSecretEverywhereAndHasNoDefault() throws {
        for (file, template) in try WebMarketPlus.app().synthesize().nodes() {
            for (name, parameter) in template.Parameters.members where name.lowercased().contains("password") {
                XCTAssertEqual(parameter.NoEcho, true, "\(file) \(name)")
                XCTAssertTrue(["", .missing].contains(parameter.Default), "\(file) \(name)")
            }
            XCTAssertFalse(template.Outputs.allStrings.contains("DBPassword"), file)
        }
        let given = try stack("Data", ["DBPassword": "correct-horse"])["DatabaseInstance"].Properties
        XCTAssertEqual(given.MasterUserPassword, "correct-horse")
        XCTAssertEqual(try stack("Data")["DatabaseInstance"].Properties.ManageMasterUserPassword, true)
    }

    func testW9PasswordsThatRDSRefusesAreRefusedBefore() throws {
        let password = try XCTUnwrap(
            WebMarketPlus.app().synthesize().templates[0].parameters.first { $0.name == "DBPassword" })
        for good in ["", "12345678", "a!#$%&'()*+,-.:;<=>?[]^_`{|}~Z", String(repeating: "x", count: 41)] {
            XCTAssertEqual(password.violations(of: good), [], good)
        }
        for bad in [
            "1234567", "with/slash", "with@sign", "with\"mark", "with space", "pässword!",
            String(repeating: "x", count: 42),
        ] {
            XCTAssertFalse(password.violations(of: bad).isEmpty, bad)
        }
    }

    func testW9VersionsOfMySQL() throws {
        let version = try XCTUnwrap(
            WebMarketPlus.app().synthesize().templates[0].parameters.first { $0.name == "DatabaseVersion" })
        for good in ["8.0", "8.4", "8.0.46", "8.4.6", "8.0.46-rds.20260908"] {
            XCTAssertEqual(version.violations(of: good), [], good)
        }
        for bad in ["", "8", "8.1", "5.7", "8.0.", "9.0", "8.4.x", "latest"] {
            XCTAssertFalse(version.violations(of: bad).isEmpty, bad)
        }
        XCTAssertEqual(
            try stack("Data", ["DatabaseVersion": "8.4"])["DatabaseSettings"].Properties.Family, "mysql8.4")
    }

    // MARK: W10 outputs

    func testW10OutputsNameWhatTheToolsNeed() throws {
        let outputs = try deploy().outputs
        let expected: [String: Node] = [
            "AlbDnsName": "Compute/WebLoadBalancer.DNSName", "S3BucketName": "Storage/DataLakeBucket",
            "RdsEndpoint": "Data/DatabaseInstance.Endpoint.Address", "RdsInstanceId": "Data/DatabaseInstance",
            "AutoScalingGroupName": "Compute/WebGroup", "DashboardName": "webmarket-plus-dashboard-dev",
            "VpcId": "Network/VPC", "TargetGroupArn": "Compute/WebTargetGroup",
            "LoadBalancerArn": "Compute/WebLoadBalancer", "AlarmTopicArn": "Monitoring/AlarmsTopic",
        ]
        for (name, value) in expected { XCTAssertEqual(outputs[name], value, name) }
        XCTAssertFalse(outputs.values.contains(.missing))
    }

    // MARK: W16 what stops at night

    func testW16DevStopsAtNightOnlyWhereItIsAskedTo() throws {
        func scheduled(_ parameters: [String: String]) throws -> [String] {
            let root = try deploy(parameters)
            return
                (Array(root.allWithin("AWS::AutoScaling::ScheduledAction").keys)
                + root.allWithin("AWS::Scheduler::Schedule").keys).sorted()
        }
        XCTAssertEqual(try scheduled([:]), [])
        XCTAssertEqual(
            try scheduled(["OfficeHours": "true"]),
            ["Compute/OfficeHoursStart", "Compute/OfficeHoursStop", "Data/OfficeHoursStart", "Data/OfficeHoursStop"])
        for environment in ["local", "staging", "prod"] {
            XCTAssertEqual(try scheduled(["OfficeHours": "true", "Environment": environment]), [], environment)
        }
        let compute = try stack("Compute", ["OfficeHours": "true", "MinimumInstances": "3", "MaximumInstances": "5"])
        XCTAssertEqual(compute["OfficeHoursStart"].Properties.MinSize, "3")
        XCTAssertEqual(compute["OfficeHoursStart"].Properties.MaxSize, "5")
        XCTAssertEqual(compute["OfficeHoursStop"].Properties.AutoScalingGroupName, "Compute/WebGroup")
        let policy = try stack("Data", ["OfficeHours": "true"])["OfficeHoursStartAndStop"].Properties.PolicyDocument
        XCTAssertEqual(policy.Statement[0].Resource, ["Data/DatabaseInstance.DBInstanceArn"])
    }

    func testW16AskingForItElsewhereIsRefusedBeforeAnythingHappens() throws {
        let root = try XCTUnwrap(WebMarketPlus.app().synthesize().nodes()["WebMarketPlus.template.json"])
        let rule = root.Rules.OnlyDevStopsAtNight
        XCTAssertEqual(rule.RuleCondition, ["Fn::Equals": [["Ref": "OfficeHours"], "true"]])
        XCTAssertEqual(rule.Assertions.elements.map(\.Assert), [["Fn::Equals": [["Ref": "Environment"], "dev"]]])
    }

    // MARK: Everywhere

    func testEverythingTaggableCarriesProjectAndEnvironment() throws {
        let nodes = try WebMarketPlus.app().synthesize().nodes()
        for (file, template) in nodes {
            for (id, resource) in template.Resources.members where resource.Properties.Tags != .missing {
                for (key, parameter) in [("Project", "ProjectName"), ("Environment", "Environment")] {
                    XCTAssertEqual(resource.Properties.tag(key), ["Ref": .string(parameter)], "\(file) \(id)")
                }
            }
        }
        let disks = try stack("Compute")["WebLaunchTemplate"].Properties.LaunchTemplateData.TagSpecifications[0]
        XCTAssertEqual(disks.ResourceType, "volume")
        XCTAssertEqual(disks.Tags.value(of: "Environment"), "dev")
        XCTAssertEqual(disks.Tags.value(of: "Project"), "webmarket-plus")
    }

    func testWhatHoldsDataOutlivesItsStack() throws {
        let root = try deploy()
        XCTAssertEqual(root.stacks["Data"]?["DatabaseInstance"].DeletionPolicy, "Snapshot")
        XCTAssertEqual(root.stacks["Storage"]?["DataLakeBucket"].DeletionPolicy, "Retain")
    }
}
