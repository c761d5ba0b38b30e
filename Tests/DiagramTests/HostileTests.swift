import Plan
import Template
import XCTest

@testable import Diagram

/// Whatever templates hold, a picture comes to an end.
final class HostileTests: XCTestCase {
    private func write(_ architecture: Architecture) {
        XCTAssertFalse(architecture.svg.isEmpty)
        XCTAssertFalse(architecture.mermaid.isEmpty)
        XCTAssertFalse(architecture.html { "\($0)" }.isEmpty)
    }

    func testNothingIsAPictureToo() throws {
        write(try architecture(""))
    }

    func testReferencesThatLeadNowhereOrInCircles() throws {
        let resources = """
            "A": { "Type": "AWS::IAM::Role", "Properties": { "X": { "Ref": "B" } } },
            "B": { "Type": "AWS::IAM::Role", "Properties": { "X": { "Ref": "A" } } },
            "C": { "Type": "AWS::EC2::Subnet", "Properties": { "VpcId": { "Ref": "C" }, "AvailabilityZone": { "Fn::Select": [-1, []] } } },
            "D": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": { "Fn::GetAtt": ["Nothing", "At.All"] } } },
            "E": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "SecurityGroupIngress": { "Ref": "E" } } },
            "F": { "Type": "AWS::EC2::SecurityGroupIngress", "Properties": { "GroupId": { "Ref": "E" }, "SourceSecurityGroupId": { "Ref": "E" } } },
            "G": { "Type": "AWS::EC2::Route", "Properties": { "RouteTableId": { "Ref": "G" }, "GatewayId": 7 } },
            "H": { "Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": { "LoadBalancerArn": { "Ref": "H" }, "DefaultActions": 3 } },
            "I": { "Type": "", "Properties": {} }, "J": { "Type": "::::" }, "K": { "Type": "AWS::CloudFormation::Stack" }
            """
        write(try architecture(resources))
    }

    func testManyResourcesAreFewCards() throws {
        let queues = (0..<900).map { "\"Queue\($0)\": { \"Type\": \"AWS::SQS::Queue\" }" }
        let types = (0..<500).map { "\"Thing\($0)\": { \"Type\": \"Own::Service\($0)::Thing\" }" }
        let found = try architecture((queues + types).joined(separator: ","))
        XCTAssertLessThanOrEqual(found.cards.count, 120)
        XCTAssertEqual(found.resourceCount, 1400)
        write(found)
    }

    func testEverybodyMayTalkToEverybody() throws {
        let group = Sample.group(
            "Group",
            #"{ "IpProtocol": "-1", "SourceSecurityGroupId": { "Ref": "Group" } }, { "IpProtocol": "-1", "CidrIp": "0.0.0.0/0" }"#
        )
        let servers = (0..<130).map { index in
            """
            "Server\(index)": { "Type": "AWS::EC2::Instance", "Properties": { "SecurityGroupIds": [{ "Ref": "Group" }], "Tags": [],
              "SubnetId": { "Ref": "Where\(index)" } } }
            """
        }
        let net = #""Net": { "Type": "AWS::EC2::VPC", "Properties": {} },"#
        let found = try architecture(net + group + servers.joined(separator: ","))
        write(found)
        XCTAssertGreaterThan(found.undrawnCount, 0)
        XCTAssertTrue(found.svg.contains("and \(found.undrawnCount) more connections"), "what has no room is counted")
    }

    func testStacksThatDoubleWhatTheyAreGiven() throws {
        func stack(_ isLast: Bool) throws -> Template {
            let inner =
                #", "In": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "in.json","#
                + #" "Parameters": { "Text": { "Fn::Join": ["", [{ "Ref": "Text" }, { "Ref": "Text" }, { "Ref": "Topic" }]] } } } }"#
            return try Template(
                parsing: Array(
                    #"""
                    { "Parameters": { "Text": { "Type": "String", "Default": "x" } }, "Resources": {
                      "Topic": { "Type": "AWS::SNS::Topic", "Properties": { "DisplayName": { "Ref": "Text" } } }\#(isLast ? "" : inner) } }
                    """#.utf8), file: "a.json")
        }
        var tree = TemplateTree(try stack(true))
        for _ in 1..<30 { tree = TemplateTree(try stack(false), nested: ["In": tree]) }
        write(Architecture(of: PlannedTemplates(tree), title: "Deep"))
    }
}
