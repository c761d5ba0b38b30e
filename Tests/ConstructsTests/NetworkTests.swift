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
            routes[association.SubnetId.string] = [route?.GatewayId, route?.NatGatewayId, route?.InstanceId]
                .map { $0?.string ?? "" }.joined()
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

    func testASmallMachineLeadsOutOfTheApplicationTierWhereItIsAskedFor() throws {
        let stack = try network(nat: .instance)
        XCTAssertEqual(
            defaultRoutes(stack),
            [
                "PublicSubnetA": "InternetGateway", "PublicSubnetB": "InternetGateway",
                "ApplicationSubnetA": "NATInstance", "ApplicationSubnetB": "NATInstance",
                "IsolatedSubnetA": "", "IsolatedSubnetB": "",
            ])
        let machine = stack["NATInstance"]
        XCTAssertEqual(machine.Properties.SourceDestCheck, false, "EC2 drops what is not addressed to it otherwise")
        XCTAssertEqual(machine.Properties.NetworkInterfaces[0].AssociatePublicIpAddress, true)
        XCTAssertEqual(machine.Properties.NetworkInterfaces[0].SubnetId, "PublicSubnetA")
        XCTAssertEqual(machine.Properties.MetadataOptions.HttpTokens, "required")
        XCTAssertEqual(machine.Properties.BlockDeviceMappings[0].Ebs.Encrypted, true)
        XCTAssertEqual(machine.Properties.CreditSpecification, ["CPUCredits": "standard"])
        XCTAssertEqual(machine.Properties.IamInstanceProfile, .missing, "it may do nothing in AWS")
        XCTAssertEqual(machine.CreationPolicy.ResourceSignal.Count, 1, "a deployment fails when it does not serve")
        XCTAssertTrue(
            Set(machine.DependsOn.strings).isSuperset(of: ["PublicInternetRoute", "NATToInternet", "NATFromNetwork"]))
        XCTAssertEqual(stack["NATFromNetwork"].Properties.CidrIp, "10.0.0.0/16")
        try stack.expectCount(0, of: "AWS::EC2::NatGateway")
        try stack.expectCount(0, of: "AWS::EC2::EIP")
    }

    /// Runs the script with stand-ins for what only a machine has.
    func testTheMachinesScriptHandsOnAndStaysSoAfterAStart() throws {
        let script = try network(nat: .instance)["NATInstance"].Properties.UserData.string
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("nat-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let standIns = """
            cd '\(folder.path)'
            dnf() { :; }
            systemctl() { echo "systemctl $*" >> calls; }
            sysctl() { echo "sysctl $*" >> calls; }
            cfn-signal() { echo "signal $*" >> calls; }
            ip() { echo 'default via 10.0.0.1 dev ens5 proto dhcp src 10.0.0.7 metric 512'; }
            iptables() { echo "iptables $*" >> calls; }
            iptables-save() { echo rules; }

            """
        let local = script.replacingOccurrences(of: "/opt/aws/bin/cfn-signal", with: "cfn-signal")
            .replacingOccurrences(of: "/etc/sysctl.d/", with: folder.path + "/")
            .replacingOccurrences(of: "/etc/sysconfig/", with: folder.path + "/")
        let bash = Process()
        bash.executableURL = URL(fileURLWithPath: "/bin/bash")
        bash.arguments = ["-c", standIns + local]
        try bash.run()
        bash.waitUntilExit()
        XCTAssertEqual(bash.terminationStatus, 0)
        func read(_ name: String) throws -> String {
            try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        }
        XCTAssertEqual(try read("90-nat.conf"), "net.ipv4.ip_forward = 1\n")
        XCTAssertEqual(try read("iptables"), "rules\n", "what the service loads at each start")
        XCTAssertEqual(
            try read("calls").components(separatedBy: "\n"),
            [
                "systemctl enable --now iptables", "sysctl -p \(folder.path)/90-nat.conf",
                "iptables -t nat -A POSTROUTING -o ens5 -j MASQUERADE", "iptables -F FORWARD",
                "iptables -t nat -C POSTROUTING -o ens5 -j MASQUERADE",
                "signal --exit-code 0 --stack stack/ --resource NATInstance --region eu-west-3", "",
            ])
    }

    func testNothingLeadsOutOfTheIsolatedTier() throws {
        for nat in [Network.NATGateways.none, .single, .instance, .perZone] {
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
