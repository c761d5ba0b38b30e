import AWSEC2
import Constructs
import TemplateTesting
import XCTest

final class NetworkTests: XCTestCase {
    private func network(
        zones: Int = 2, nat: Network.NATGateways = .single, flowLogs: FlowLogs? = nil
    ) throws -> EvaluatedStack {
        try synthesize { stack in
            _ = Network(in: stack, name: "shop", zones: zones, nat: nat, flowLogs: flowLogs)
        }
    }

    /// Where the addresses outside the network lead, for each subnet.
    private func defaultRoutes(_ stack: EvaluatedStack) -> [String: String] {
        var routes: [String: String] = [:]
        for association in stack.all("AWS::EC2::SubnetRouteTableAssociation").values {
            let route = stack.all("AWS::EC2::Route").values.first {
                $0.RouteTableId == association.RouteTableId && $0.DestinationCidrBlock == "0.0.0.0/0"
            }
            routes[association.SubnetId.string] = [route?.GatewayId, route?.NatGatewayId].map { $0?.string ?? "" }
                .joined()
        }
        return routes
    }

    func testThreeTiersInEveryZone() throws {
        for zones in 1...4 {
            let stack = try network(zones: zones)
            let subnets = stack.all("AWS::EC2::Subnet")
            XCTAssertEqual(subnets.count, 3 * zones)
            XCTAssertEqual(stack.all("AWS::EC2::SubnetRouteTableAssociation").count, 3 * zones)
            for (id, subnet) in subnets {
                XCTAssertEqual(subnet.AvailabilityZone.string, "eu-west-3" + id.suffix(1).lowercased(), id)
                XCTAssertEqual(subnet.MapPublicIpOnLaunch, false, id)
                XCTAssertEqual(subnet.VpcId, "VPC")
            }
        }
    }

    func testOnlyThePublicTierIsRoutedToTheInternetGateway() throws {
        let stack = try network()
        XCTAssertEqual(
            defaultRoutes(stack),
            [
                "PublicSubnetA": "InternetGateway", "PublicSubnetB": "InternetGateway",
                "ApplicationSubnetA": "NATGatewayA", "ApplicationSubnetB": "NATGatewayA",
                "IsolatedSubnetA": "", "IsolatedSubnetB": "",
            ])
    }

    func testNothingLeadsOutOfTheIsolatedTier() throws {
        for nat in [Network.NATGateways.none, .single, .perZone] {
            let stack = try network(nat: nat)
            XCTAssertFalse(stack.all("AWS::EC2::Route").values.contains { $0.RouteTableId == "IsolatedRouteTable" })
            let endpoints = stack.all("AWS::EC2::VPCEndpoint").values.flatMap(\.RouteTableIds.strings)
            XCTAssertFalse(endpoints.isEmpty)
            XCTAssertFalse(endpoints.contains("IsolatedRouteTable"))
        }
    }

    func testWithoutNATTheApplicationTierReachesStorageOnly() throws {
        let stack = try network(nat: .none)
        XCTAssertEqual(defaultRoutes(stack)["ApplicationSubnetA"], "")
        XCTAssertTrue(stack.all("AWS::EC2::NatGateway").isEmpty)
        XCTAssertTrue(stack.all("AWS::EC2::EIP").isEmpty)
        let endpoint = stack["StorageEndpoint"].Properties
        XCTAssertEqual(endpoint.ServiceName, "com.amazonaws.eu-west-3.s3")
        XCTAssertEqual(endpoint.VpcEndpointType, "Gateway")
        XCTAssertEqual(endpoint.RouteTableIds, ["ApplicationRouteTable"])
    }

    func testNATInEveryZoneKeepsZonesApart() throws {
        let stack = try network(zones: 3, nat: .perZone)
        let routes = defaultRoutes(stack)
        for zone in ["A", "B", "C"] {
            XCTAssertEqual(routes["ApplicationSubnet\(zone)"], "NATGateway\(zone)")
            XCTAssertEqual(stack["NATGateway\(zone)"].Properties.SubnetId.string, "PublicSubnet\(zone)")
            XCTAssertEqual(
                stack["NATGateway\(zone)"].Properties.AllocationId.string, "NATAddress\(zone).AllocationId")
        }
        XCTAssertEqual(stack["StorageEndpoint"].Properties.RouteTableIds.elements.count, 3)
    }

    func testConditionalNATFallsBackToTheFirstZone() throws {
        for (flag, gateways) in [("true", ["NATGatewayA", "NATGatewayB"]), ("false", ["NATGatewayA", "NATGatewayA"])] {
            let stack = try synthesize(["PerZone": flag]) { stack in
                _ = Network(in: stack, name: "shop", nat: .perZoneIf(stack.flag("PerZone")))
            }
            let routes = defaultRoutes(stack)
            XCTAssertEqual(["A", "B"].map { routes["ApplicationSubnet\($0)"] }, gateways)
            XCTAssertEqual(Set(stack.all("AWS::EC2::NatGateway").keys), Set(gateways))
            XCTAssertEqual(
                stack.all("AWS::EC2::EIP").count, Set(gateways).count, "an address without gateway costs money")
        }
    }

    func testPublicAddressesAndRoutesWaitForTheInternetGateway() throws {
        let stack = try network(nat: .perZone)
        for id in ["NATAddressA", "NATAddressB", "PublicInternetRoute"] {
            XCTAssertEqual(stack[id].DependsOn, ["InternetAccess"], id)
        }
    }

    func testATierCanBeWaitedFor() throws {
        let stack = try synthesize { stack in
            let network = Network(in: stack, name: "shop", nat: .perZone)
            _ = stack.add("Bastion", EC2.Instance(), dependsOn: [network.applicationTier])
        }
        XCTAssertEqual(
            Set(stack["Bastion"].DependsOn.strings),
            [
                "ApplicationRouteTableAssociationA", "ApplicationRouteTableAssociationB", "ApplicationInternetRouteA",
                "ApplicationInternetRouteB", "StorageEndpoint",
            ])
    }

    func testAddingAZoneChangesNoExistingResource() throws {
        for nat in [Network.NATGateways.none, .perZone] {
            let two = try network(zones: 2, nat: nat).resources
            var three = try network(zones: 3, nat: nat).resources
            // The endpoint is told of the new route table; that is an update in place.
            three["StorageEndpoint"] = two["StorageEndpoint"]
            for (id, resource) in two { XCTAssertEqual(three[id], resource, id) }
            XCTAssertGreaterThan(three.count, two.count)
        }
    }

    func testABadAddressPlanIsReportedAtTheCallersLine() {
        let line = #line + 1
        let diagnostics = diagnose { _ = Network(in: $0.scope("Net"), name: "shop", cidr: "10.0.0.0/8") }
        assertOneError(diagnostics, "address-plan", at: line)
    }

    func testEverythingIsNamedAfterItsPlace() throws {
        let stack = try network()
        XCTAssertEqual(stack["VPC"].Properties.tag("Name"), "shop-vpc")
        XCTAssertEqual(stack["ApplicationSubnetB"].Properties.tag("Name"), "shop-application-b")
    }
}

final class FlowLogsTests: XCTestCase {
    func testRecordsTheWholeNetworkThroughARoleThatMayOnlyWriteThere() throws {
        let stack = try synthesize { stack in
            _ = Network(in: stack, name: "shop", flowLogs: FlowLogs(.rejected, retentionInDays: 14))
        }
        let log = stack["FlowLog"]
        XCTAssertEqual(log.Properties.ResourceId, "VPC")
        XCTAssertEqual(log.Properties.ResourceType, "VPC")
        XCTAssertEqual(log.Properties.TrafficType, "REJECT")
        XCTAssertEqual(log.Properties.DeliverLogsPermissionArn, "FlowLogRole.Arn")
        XCTAssertEqual(log.DependsOn, ["FlowLogWrite"])
        XCTAssertEqual(stack["FlowLogGroup"].Properties.RetentionInDays, 14)
        let policy = stack["FlowLogWrite"].Properties
        XCTAssertEqual(policy.Roles, ["FlowLogRole"])
        XCTAssertEqual(policy.PolicyDocument.Statement[0].Resource, ["FlowLogGroup.Arn"])
        let trust = stack["FlowLogRole"].Properties.AssumeRolePolicyDocument.Statement[0]
        XCTAssertEqual(trust.Principal.Service, "vpc-flow-logs.amazonaws.com")
        XCTAssertEqual(trust.Condition.StringEquals["aws:SourceAccount"], "123456789012")
    }

    func testAConditionCoversAllOfIt() throws {
        let parts: Set = ["FlowLog", "FlowLogGroup", "FlowLogRole", "FlowLogWrite"]
        for (flag, expected) in [("true", parts), ("false", [])] {
            let stack = try synthesize(["Flows": flag]) { stack in
                _ = Network(in: stack, name: "shop", flowLogs: FlowLogs(condition: stack.flag("Flows")))
            }
            XCTAssertEqual(Set(stack.resources.keys).intersection(parts), expected)
        }
    }

    func testNoneWithoutAsking() throws {
        let stack = try synthesize { _ = Network(in: $0, name: "shop") }
        XCTAssertTrue(stack.all("AWS::EC2::FlowLog").isEmpty)
        XCTAssertTrue(stack.all("AWS::Logs::LogGroup").isEmpty)
    }
}
