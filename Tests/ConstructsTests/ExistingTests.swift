import AWSEC2
import Constructs
import TemplateTesting
import XCTest

/// Constructs in what was there before: nothing of it is made, and nothing is looked up.
final class ExistingTests: XCTestCase {
    /// A database and a service in a network that others made.
    private func build(in stack: Stack, network: Network, role: Role) {
        let database = MySQLDatabase(
            in: stack.scope("Database"), name: "shop", network: network, version: "8.4", instanceClass: "db.t3.micro")
        let service = LoadBalancedService(
            in: stack.scope("Web"), name: "shop", network: network, image: "ami-0abc", instanceType: "t3.micro",
            role: role, userData: .webServer(title: "Shop", healthPath: "/health"))
        database.allowConnections(from: service)
    }

    func testConstructsGoIntoANetworkThatWasThereBefore() throws {
        let stack = try synthesize(["Isolated": "subnet-0e,subnet-0f"]) { stack in
            let network = Network.existing(
                vpc: "vpc-0abc", publicSubnets: ["subnet-0a", "subnet-0b"], applicationSubnets: ["subnet-0c"],
                isolatedSubnets: stack.parameter("Isolated", .ids(of: EC2.Subnet.self)))
            build(
                in: stack, network: network,
                role: .existing(in: stack.scope("Instance"), named: "shop-instance", path: "/teams/"))
        }
        let types = Set(stack.resources.values.map(\.Type.description))
        for type in ["VPC", "Subnet", "RouteTable", "Route", "InternetGateway", "VPCGatewayAttachment"] {
            XCTAssertFalse(types.contains("AWS::EC2::\(type)"), type)
        }
        XCTAssertFalse(types.contains("AWS::IAM::Role"))
        XCTAssertEqual(stack["WebInstancesSecurityGroup"].Properties.VpcId, "vpc-0abc")
        XCTAssertEqual(stack["WebTargetGroup"].Properties.VpcId, "vpc-0abc")
        XCTAssertEqual(stack["WebLoadBalancer"].Properties.Subnets, ["subnet-0a", "subnet-0b"])
        XCTAssertEqual(stack["WebLoadBalancer"].DependsOn, .missing)
        XCTAssertEqual(stack["WebGroup"].Properties.VPCZoneIdentifier, ["subnet-0c"])
        XCTAssertEqual(stack["WebInstanceProfile"].Properties.Roles, ["shop-instance"])
        XCTAssertEqual(stack["DatabaseSubnets"].Properties.SubnetIds, ["subnet-0e", "subnet-0f"])
    }

    func testATierThatAnExistingNetworkDoesNotNameIsReportedWhereItIsNeeded() {
        let diagnostics = diagnose { stack in
            build(
                in: stack, network: .existing(vpc: "vpc-0abc", publicSubnets: ["subnet-0a"]),
                role: .existing(in: stack.scope("Instance"), named: "shop-instance"))
        }
        XCTAssertEqual(diagnostics.map(\.code), ["database-zones", "load-balancer-zones", "instance-zones"])
        XCTAssertTrue(diagnostics[0].message.contains("isolated subnets in 2 zones; the network has none"))
        XCTAssertTrue(diagnostics[1].message.contains("public subnets in 2 zones; the network has 1"))
        XCTAssertTrue(diagnostics[2].fix?.contains("applicationSubnets: [...]") == true, "\(diagnostics[2])")
    }

    func testGrantsToANamedRoleAreAttachedToIt() throws {
        let stack = try synthesize { stack in
            let role = Role.existing(in: stack.scope("Reports"), named: "reports", path: "/teams/")
            let archive = PrivateBucket.existing(
                "Archive", name: "example-archive",
                key: Key.existing(in: stack.scope("Shared"), arn: "arn:aws:kms:eu-west-3:111122223333:key/k"))
            archive.grantReadWrite(to: role, prefix: "2026/")
            stack.output("Role", role.arn)
        }
        XCTAssertEqual(Set(stack.resources.keys), ["ReportsReadWriteArchive2026"])
        let policy = stack["ReportsReadWriteArchive2026"].Properties
        XCTAssertEqual(policy.Roles, ["reports"])
        let statements = policy.PolicyDocument.Statement
        XCTAssertEqual(statements[2].Resource, ["arn:aws:s3:::example-archive/2026/*"])
        XCTAssertEqual(statements[3].Action, ["kms:Decrypt", "kms:GenerateDataKey"])
        XCTAssertEqual(statements[3].Resource, ["arn:aws:kms:eu-west-3:111122223333:key/k"])
        XCTAssertEqual(stack.outputs["Role"], "arn:aws:iam::123456789012:role/teams/reports")
    }

    func testNothingIsGrantedToARoleThatOthersSeeToAndThatIsSaid() {
        let diagnostics = diagnose { stack in
            let role = Role.existing(
                in: stack.scope("Reports"), arn: "arn:aws:iam::444455556666:role/reports")
            PrivateBucket(in: stack.scope("Data")).grantRead(to: role)
        }
        XCTAssertEqual(diagnostics.map(\.code), ["grant-to-existing-role"])
        XCTAssertEqual(diagnostics[0].severity, .warning)
        XCTAssertTrue(diagnostics[0].message.contains("ReadData "), diagnostics[0].message)
        XCTAssertTrue(
            diagnostics[0].fix?.contains("s3:GetBucketLocation, s3:GetObject, s3:ListBucket") == true,
            "\(diagnostics[0])")
    }

    func testInstancesNeedTheNameOfTheirRole() {
        let line = #line + 3
        let diagnostics = diagnose { stack in
            let network = Network(in: stack.scope("Network"), name: "shop")
            let role = Role.existing(in: stack.scope("Instance"), arn: "arn:aws:iam::444455556666:role/shop")
            build(in: stack, network: network, role: role)
        }
        assertOneError(diagnostics, "role-without-name", at: line)
    }

    func testAnExistingGroupConnectsAndIsConnectedTo() throws {
        let stack = try synthesize { stack in
            let batch = SecurityGroup.existing(in: stack.scope("Batch"), id: "sg-0abc")
            let database = MySQLDatabase(
                in: stack.scope("Database"), name: "shop", network: Network(in: stack.scope("Network"), name: "shop"),
                version: "8.4", instanceClass: "db.t3.micro")
            database.allowConnections(from: batch)
            batch.allowToInternet(port: 443)
        }
        XCTAssertEqual(stack["BatchToDatabase3306"].Properties.GroupId, "sg-0abc")
        XCTAssertEqual(stack["BatchToDatabase3306Ingress"].Properties.SourceSecurityGroupId, "sg-0abc")
        XCTAssertEqual(stack["BatchToInternet443"].Properties.GroupId, "sg-0abc")
        XCTAssertEqual(stack["BatchSecurityGroup"], .missing)
    }

    func testAlarmsTellATopicThatWasThereBefore() throws {
        let stack = try synthesize { stack in
            let topic = "arn:aws:sns:eu-west-3:111122223333:operators"
            let alarms = Alarms(in: stack.scope("Alarms"), name: "shop", existingTopic: Value(topic))
            alarms.alarm(
                "Errors", "Look.", Metric("Shop", "Errors", dimensions: [:], statistic: .sum), .above, 1)
        }
        XCTAssertEqual(Set(stack.resources.keys), ["AlarmsErrors"])
        XCTAssertEqual(
            stack["AlarmsErrors"].Properties.AlarmActions, ["arn:aws:sns:eu-west-3:111122223333:operators"])
    }
}
