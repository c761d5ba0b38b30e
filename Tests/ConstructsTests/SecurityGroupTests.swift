import AWSEC2
import Constructs
import TemplateTesting
import XCTest

final class SecurityGroupTests: XCTestCase {
    private func groups(_ names: String..., then act: ([SecurityGroup]) -> Void) throws -> EvaluatedStack {
        try synthesize { stack in
            let vpc = stack.add("VPC", EC2.VPC(cidrBlock: "10.0.0.0/16"))
            act(names.map { SecurityGroup(in: stack.scope($0), vpc: vpc.vpcId, description: $0, name: Value($0)) })
        }
    }

    func testClosedInBothDirectionsUntilAllowed() throws {
        let stack = try groups("Web") { _ in }
        let group = stack["WebSecurityGroup"].Properties
        XCTAssertEqual(group.SecurityGroupIngress, .missing)
        // Without any egress rule, EC2 adds one that allows everything.
        XCTAssertEqual(group.SecurityGroupEgress.elements.map(\.CidrIp), ["127.0.0.1/32"])
        XCTAssertTrue(stack.all("AWS::EC2::SecurityGroupIngress").isEmpty)
        XCTAssertTrue(stack.all("AWS::EC2::SecurityGroupEgress").isEmpty)
    }

    func testAConnectionIsAllowedAtBothEndsAndOnOnePort() throws {
        let stack = try groups("Web", "Data") { $0[1].allow(from: $0[0], port: 3306) }
        let egress = stack["WebToData3306"].Properties
        XCTAssertEqual(egress.GroupId, "WebSecurityGroup.GroupId")
        XCTAssertEqual(egress.DestinationSecurityGroupId, "DataSecurityGroup.GroupId")
        let ingress = stack["WebToData3306Ingress"].Properties
        XCTAssertEqual(ingress.GroupId, "DataSecurityGroup.GroupId")
        XCTAssertEqual(ingress.SourceSecurityGroupId, "WebSecurityGroup.GroupId")
        for rule in [egress, ingress] {
            XCTAssertEqual(rule.IpProtocol, "tcp")
            XCTAssertEqual(rule.FromPort, 3306)
            XCTAssertEqual(rule.ToPort, 3306)
            XCTAssertEqual(rule.CidrIp, .missing)
        }
        XCTAssertEqual(stack.resources.count, 5)
    }

    func testTheInternetIsAllowedWhereAsked() throws {
        for (flag, rules) in [("true", ["WebFromInternet443", "WebFromInternet80"]), ("false", ["WebFromInternet80"])] {
            let stack = try synthesize(["TLS": flag]) { stack in
                let vpc = stack.add("VPC", EC2.VPC(cidrBlock: "10.0.0.0/16"))
                let group = SecurityGroup(in: stack.scope("Web"), vpc: vpc.vpcId, description: "Web", name: "web")
                group.allowFromInternet(port: 80)
                group.allowFromInternet(port: 443, condition: stack.flag("TLS"))
                group.allowToInternet(port: 443)
            }
            XCTAssertEqual(stack.all("AWS::EC2::SecurityGroupIngress").keys.sorted(), rules)
            XCTAssertEqual(stack["WebFromInternet80"].Properties.CidrIp, "0.0.0.0/0")
            XCTAssertEqual(stack["WebToInternet443"].Properties.ToPort, 443)
        }
    }

    func testRemoteShellsAreRefusedAtTheCallersLine() throws {
        for port in [22, 3389] {
            var lines: [Int] = []
            let diagnostics = diagnose { stack in
                let vpc = stack.add("VPC", EC2.VPC(cidrBlock: "10.0.0.0/16"))
                lines = [#line + 1, #line + 2]
                let web = SecurityGroup(in: stack.scope("Web"), vpc: vpc.vpcId, description: "Web", name: "web")
                let data = SecurityGroup(in: stack.scope("Data"), vpc: vpc.vpcId, description: "Data", name: "data")
                web.allowFromInternet(port: port)
                data.allow(from: web, port: port)
            }
            XCTAssertEqual(diagnostics.map(\.code), ["remote-shell-port", "remote-shell-port"])
            XCTAssertEqual(diagnostics.map(\.location?.line), lines)
            for diagnostic in diagnostics {
                XCTAssertTrue(diagnostic.message.contains("port \(port)"))
                XCTAssertTrue(diagnostic.fix?.contains("ssm start-session") == true)
            }
        }
    }

    func testPortsThatDoNotExistAreRefused() {
        let acts: [(SecurityGroup, Int) -> Void] = [
            { $0.allowFromInternet(port: $1) }, { $0.allowToInternet(port: $1) }, { $0.allow(from: $0, port: $1) },
        ]
        for port in [-1, 0, 65_536] {
            for act in acts {
                let diagnostics = diagnose { stack in
                    let vpc = stack.add("VPC", EC2.VPC(cidrBlock: "10.0.0.0/16"))
                    act(SecurityGroup(in: stack.scope("Web"), vpc: vpc.vpcId, description: "Web", name: "web"), port)
                }
                XCTAssertEqual(diagnostics.map(\.code), ["port-range"], "\(port)")
            }
        }
    }

    func testDescriptionsThatEC2RefusesAreRefused() {
        for description in ["the shop's instances", "Bücher", "", String(repeating: "x", count: 256)] {
            let diagnostics = diagnose { stack in
                let vpc = stack.add("VPC", EC2.VPC(cidrBlock: "10.0.0.0/16"))
                _ = SecurityGroup(in: stack.scope("Web"), vpc: vpc.vpcId, description: description, name: "web")
            }
            XCTAssertEqual(diagnostics.map(\.code), ["security-group-description"], description)
        }
    }
}
