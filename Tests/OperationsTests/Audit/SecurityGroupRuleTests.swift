import XCTest

@testable import Operations

final class SecurityGroupRuleTests: XCTestCase {
    /// Findings when the database's security group has one more permission.
    private func findings(
        _ permission: String, group: String = "sg-db", lists: [String: String] = [:]
    ) async throws -> [FakeWebMarket.Report.Finding] {
        try await FakeWebMarket.findings { web in
            let name = ["sg-db": "db", "sg-web": "web", "sg-default": "default"][group] ?? ""
            let tags = group == "sg-default" ? "[]" : FakeWebMarket.tags
            let head =
                #""GroupId":"\#(group)","GroupName":"\#(name)","VpcId":"vpc-1","Tags":\#(tags),"IpPermissions":["#
            web.replace("ec2 describe-security-groups", head, with: head + permission + (group == "sg-web" ? "," : ""))
            for (id, entries) in lists {
                web.answer("ec2 get-managed-prefix-list-entries --prefix-list-id \(id)", #"{"Entries":[\#(entries)]}"#)
            }
        }
    }

    private func open(
        _ from: Int, _ to: Int, _ source: String = #""IpRanges":[{"CidrIp":"0.0.0.0/0"}]"#,
        protocol name: String = "tcp"
    ) -> String {
        #"{"IpProtocol":"\#(name)","FromPort":\#(from),"ToPort":\#(to),\#(source)}"#
    }

    func testTheCorrectDeploymentHasNoHighFinding() async throws {
        let report = try await FakeWebMarket().report()
        XCTAssertEqual(report.findings.map(\.code), ["OPS004", "SEC050"])
        XCTAssertEqual(report.findings.map(\.severity), ["medium", "medium"])
        XCTAssertEqual(report.notChecked.map(\.why), [])
    }

    func testSSHOpenToTheWorldIsFound() async throws {
        let found = try await findings(open(22, 22))
        XCTAssertEqual(found.map(\.code), ["SEC001"])
        XCTAssertEqual(found.at(0).severity, "high")
        XCTAssertEqual(found.at(0).resource.name, "Data/DatabaseSecurityGroup")
        XCTAssertEqual(found.at(0).resource.id, "sg-db")
        XCTAssertTrue(found.at(0).why.hasPrefix("tcp 22 is open to 0.0.0.0/0; "), found.at(0).why)
        XCTAssertEqual(
            found.at(0).fix,
            "aws ec2 revoke-security-group-ingress --group-id sg-db --protocol tcp --port 22 --cidr 0.0.0.0/0 --region eu-west-3"
        )
    }

    func testSSHInARangeAndByProtocolNumberIsFound() async throws {
        let range = try await findings(open(20, 30))
        XCTAssertEqual(range.map(\.code), ["SEC001"])
        let number = try await findings(open(22, 22, protocol: "6"))
        XCTAssertEqual(number.map(\.code), ["SEC001"])
    }

    func testSSHOverIPv6IsFoundAndCanBeRevoked() async throws {
        let found = try await findings(open(22, 22, #""Ipv6Ranges":[{"CidrIpv6":"::/0"}]"#))
        XCTAssertEqual(found.map(\.code), ["SEC001"])
        XCTAssertEqual(
            found.at(0).fix,
            "aws ec2 revoke-security-group-ingress --group-id sg-db --ip-permissions 'IpProtocol=tcp,FromPort=22,ToPort=22,Ipv6Ranges=[{CidrIpv6=::/0}]' --region eu-west-3"
        )
    }

    func testAPrefixListWithTheWorldInItIsFound() async throws {
        let source = #""PrefixListIds":[{"PrefixListId":"pl-1"}]"#
        let world = try await findings(
            open(22, 22, source), lists: ["pl-1": #"{"Cidr":"10.0.0.0/8"},{"Cidr":"0.0.0.0/0"}"#])
        XCTAssertEqual(world.map(\.code), ["SEC001"])
        XCTAssertTrue(world.at(0).why.contains("0.0.0.0/0 (in prefix list pl-1)"), world.at(0).why)
        let office = try await findings(open(22, 22, source), lists: ["pl-1": #"{"Cidr":"198.51.100.0/24"}"#])
        XCTAssertEqual(office.map(\.code), [])
    }

    func testPrefixListsOfOtherNetworksAreNotRead() async throws {
        var web = FakeWebMarket()
        let head = #""GroupName":"other","VpcId":"vpc-9","Tags":[],"IpPermissions":["#
        web.replace(
            "ec2 describe-security-groups", head,
            with: head + open(22, 22, #""PrefixListIds":[{"PrefixListId":"pl-9"}]"#) + ",")
        web.deny("ec2 get-managed-prefix-list-entries", "ec2:GetManagedPrefixListEntries")
        let report = try await web.report()
        XCTAssertEqual(report.notChecked.map(\.resource.name), [])
    }

    func testHalvesOfTheInternetAreTheWorldAndAnOfficeIsNot() async throws {
        let halves = try await findings(open(22, 22, #""IpRanges":[{"CidrIp":"0.0.0.0/1"},{"CidrIp":"128.0.0.0/1"}]"#))
        XCTAssertEqual(halves.map(\.code), ["SEC001", "SEC001"])
        let office = try await findings(
            open(22, 22, #""IpRanges":[{"CidrIp":"198.51.100.0/24"},{"CidrIp":"10.0.0.0/8"}]"#))
        XCTAssertEqual(office.map(\.code), [])
    }

    func testRemoteDesktopIsFound() async throws {
        let found = try await findings(open(3389, 3389))
        XCTAssertEqual(found.map(\.code), ["SEC002"])
        XCTAssertEqual(found.at(0).severity, "high")
    }

    func testADatabasesPortIsFoundWithItsName() async throws {
        let found = try await findings(open(3306, 3306))
        XCTAssertEqual(found.map(\.code), ["SEC003"])
        XCTAssertTrue(found.at(0).why.hasPrefix("tcp 3306 (MySQL) is open to 0.0.0.0/0"), found.at(0).why)
        let memcached = try await findings(open(11_211, 11_211, protocol: "udp"))
        XCTAssertEqual(memcached.map(\.code), ["SEC003"])
    }

    func testAllPortsAreOneFinding() async throws {
        for permission in [
            #"{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}"#, open(0, 65_535), open(1, 65_535),
            open(0, 65_535, protocol: "udp"),
        ] {
            let found = try await findings(permission)
            XCTAssertEqual(found.map(\.code), ["SEC004"], permission)
        }
        let every = try await findings(open(-1, -1))
        XCTAssertEqual(every.map(\.code), ["SEC004"])
        XCTAssertTrue(every.at(0).fix.contains("--port -1 "), every.at(0).fix)
        let all = try await findings(#"{"IpProtocol":"-1","IpRanges":[{"CidrIp":"0.0.0.0/0"}]}"#)
        XCTAssertEqual(
            all.at(0).fix,
            "aws ec2 revoke-security-group-ingress --group-id sg-db --protocol -1 --cidr 0.0.0.0/0 --region eu-west-3")
    }

    func testAnotherPortIsFoundWhereTheLoadBalancersAreMeant() async throws {
        let beside = try await findings(open(8080, 8080))
        XCTAssertEqual(beside.map(\.code), ["SEC005"])
        XCTAssertEqual(beside.at(0).severity, "medium")
        let behind = try await findings(open(80, 80), group: "sg-web")
        XCTAssertEqual(behind.map(\.code), ["SEC005"], "instances are reached through the load balancer only")
        let ping = try await findings(
            #"{"IpProtocol":"icmp","FromPort":-1,"ToPort":-1,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}"#)
        XCTAssertEqual(ping.map(\.code), [])
    }

    func testAGroupMadeByHandInTheNetworkIsLookedAt() async throws {
        let found = try await findings(open(22, 22), group: "sg-default")
        XCTAssertEqual(found.map(\.code), ["SEC001"])
        XCTAssertEqual(found.at(0).resource.name, "sg-default")
    }
}
