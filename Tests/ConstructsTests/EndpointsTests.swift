import AWSEC2
import Constructs
import TemplateTesting
import XCTest

final class EndpointsTests: XCTestCase {
    private func endpoints(
        nat: Network.NATGateways = .none, interfaces: [EndpointService] = [], zones: Int? = nil,
        _ build: (Stack, Endpoints) -> Void = { _, _ in }
    ) throws -> EvaluatedStack {
        try synthesize { stack in
            let network = Network(in: stack.scope("Net"), name: "shop", nat: nat)
            build(
                stack,
                Endpoints(
                    in: stack.scope("Ways"), network: network, name: "shop", interfaces: interfaces, zones: zones))
        }
    }

    func testTablesAreReachedForNothingBesideNAT() throws {
        let stack = try endpoints(nat: .perZone)
        let endpoint = stack["WaysDynamoDBEndpoint"].Properties
        XCTAssertEqual(endpoint.VpcEndpointType, "Gateway")
        XCTAssertEqual(endpoint.ServiceName, "com.amazonaws.eu-west-3.dynamodb")
        XCTAssertEqual(endpoint.RouteTableIds, ["NetApplicationRouteTableA", "NetApplicationRouteTableB"])
        try stack.expectCount(2, of: "AWS::EC2::VPCEndpoint")
        XCTAssertEqual(stack.all("AWS::EC2::SecurityGroup").count, 0, "routes need none")
    }

    func testContainersNeedNoNATWhereTheirServicesHaveAddresses() throws {
        let stack = try endpoints(interfaces: .forContainers) { stack, endpoints in
            _ = ContainerService(
                in: stack.scope("Worker"),
                Container(
                    ContainerImage(in: Repository.existing("Own", named: "shop"), tag: "1"), size: .quarterVCPU(.mib512)
                ),
                network: .existing(vpc: "vpc-0abc", applicationSubnets: ["subnet-0a"]))
        }
        let interfaces = stack.all("AWS::EC2::VPCEndpoint").values.filter { $0.VpcEndpointType == "Interface" }
        XCTAssertEqual(
            Set(interfaces.map(\.ServiceName.string)),
            ["com.amazonaws.eu-west-3.ecr.api", "com.amazonaws.eu-west-3.ecr.dkr", "com.amazonaws.eu-west-3.logs"])
        for interface in interfaces {
            XCTAssertEqual(interface.PrivateDnsEnabled, true, "clients ask for the names that they know")
            XCTAssertEqual(interface.SubnetIds, ["NetApplicationSubnetA", "NetApplicationSubnetB"])
            XCTAssertEqual(interface.SecurityGroupIds, ["WaysSecurityGroup.GroupId"])
        }
    }

    func testWhoeverIsLedThereIsLetIn() throws {
        let rule = try endpoints(interfaces: [.queues])["WaysFromNetwork443"].Properties
        XCTAssertEqual(rule.CidrIp, "10.0.0.0/16")
        XCTAssertEqual(rule.FromPort, 443)
        XCTAssertEqual(rule.ToPort, 443)
    }

    func testAFunctionThatReachesNothingElseReachesThem() throws {
        let stack = try synthesize { stack in
            let network = Network(in: stack.scope("Net"), name: "shop", nat: .none)
            let ways = Endpoints(in: stack.scope("Ways"), network: network, name: "shop", interfaces: [.queues])
            ways.allowConnections(
                from: Function(
                    in: stack.scope("Mailer"), code: .inline("", runtime: .python3_13), network: network))
        }
        XCTAssertEqual(stack["MailerToWays443"].Properties.DestinationSecurityGroupId, "WaysSecurityGroup.GroupId")
    }

    func testFewerZonesCostLess() throws {
        XCTAssertEqual(
            try endpoints(interfaces: [.queues], zones: 1)["WaysQueuesEndpoint"].Properties.SubnetIds,
            ["NetApplicationSubnetA"])
    }

    func testANetworkThatWasThereBeforeIsSaidMoreOf() throws {
        let stack = try synthesize { stack in
            let network = Network.existing(
                vpc: "vpc-0abc", applicationSubnets: stack.parameter("Subnets", .ids(of: EC2.Subnet.self)))
            _ = Endpoints(
                in: stack.scope("Ways"), network: network, name: "shop", interfaces: [.secrets],
                routeTables: ["rtb-0abc"], addresses: "10.1.0.0/16")
        }
        XCTAssertEqual(stack["WaysS3Endpoint"].Properties.RouteTableIds, ["rtb-0abc"])
        XCTAssertEqual(stack["WaysDynamoDBEndpoint"].Properties.RouteTableIds, ["rtb-0abc"])
        XCTAssertEqual(stack["WaysFromNetwork443"].Properties.CidrIp, "10.1.0.0/16")
    }

    func testWhatCutsOffOthersOrCannotBeMadeIsToldWhereItIsAsked() {
        let existing = Network.existing(vpc: "vpc-0abc", applicationSubnets: ["subnet-0a"])
        let cases: [(code: String, add: (Scope, Network) -> Void)] = [
            ("endpoint-gateways", { _ = Endpoints(in: $0, network: $1, name: "shop", gateways: [.s3]) }),
            ("endpoint-gateways", { scope, _ in _ = Endpoints(in: scope, network: existing, name: "shop") }),
            (
                "endpoint-addresses",
                { scope, _ in
                    _ = Endpoints(in: scope, network: existing, name: "shop", gateways: [], interfaces: [.queues])
                }
            ),
            (
                "endpoint-zones",
                { _ = Endpoints(in: $0, network: $1, name: "shop", interfaces: [.queues], zones: 3) }
            ),
            (
                "endpoint-interfaces",
                { _ = Endpoints(in: $0, network: $1, name: "shop", interfaces: .forContainers + [.logs]) }
            ),
            (
                "endpoint-interfaces",
                { scope, network in
                    let none = Endpoints(in: scope, network: network, name: "shop")
                    none.allowConnections(from: SecurityGroup.existing(in: scope, id: "sg-0abc"))
                }
            ),
        ]
        for (index, (code, add)) in cases.enumerated() {
            let found = diagnose { stack in
                add(stack.scope("Ways", line: 1234), Network(in: stack.scope("Net"), name: "shop", nat: .none))
            }.filter { $0.severity == .error }
            XCTAssertTrue(found.map(\.code).contains(code), "case \(index): \(found)")
            XCTAssertEqual(found.first { $0.code == code }?.location?.line, 1234, "case \(index)")
        }
    }
}
