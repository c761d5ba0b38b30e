import Plan
import Template
import XCTest

@testable import Diagram

/// The architecture of resources, as JSON has them.
func architecture(
    _ resources: String, parameters: String = "", conditions: String = "", given: [String: String] = [:],
    region: String? = nil
) throws -> Architecture {
    Architecture(of: try templates(resources, parameters, conditions, given, region), title: "Test")
}

/// Templates with resources, as JSON has them.
func templates(
    _ resources: String, _ parameters: String = "", _ conditions: String = "", _ given: [String: String] = [:],
    _ region: String? = nil
) throws -> PlannedTemplates {
    let text = """
        { "Parameters": { \(parameters) }, "Conditions": { \(conditions) }, "Resources": { \(resources) } }
        """
    return PlannedTemplates(
        TemplateTree(try Template(parsing: Array(text.utf8), file: "a.json")),
        given: GivenValues(given.mapValues { GivenValues.Value($0) }), region: region)
}

extension Architecture {
    /// As in `Web -> Data: TCP 3306`, sorted.
    var lines: [String] {
        connections.map { connection in
            "\(connection.from) -> \(connection.to): \(connection.label)" + (connection.isCertain ? "" : "?")
        }.sorted()
    }

    func card(named id: String, file: StaticString = #filePath, line: UInt = #line) throws -> Card {
        try XCTUnwrap(card(id), "no card \(id) among \(cards.map(\.id))", file: file, line: line)
    }
}

/// A network of three tiers over two zones with what is usual in it.
enum Sample {
    static func subnet(_ name: String, _ zone: Int, table: String) -> String {
        """
        "\(name)": { "Type": "AWS::EC2::Subnet", "Properties": { "VpcId": { "Ref": "Net" }, "CidrBlock": "10.0.\(zone).0/24",
          "AvailabilityZone": { "Fn::Select": [\(zone), { "Fn::GetAZs": "" }] } } },
        "\(name)Table": { "Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
          "SubnetId": { "Ref": "\(name)" }, "RouteTableId": { "Ref": "\(table)" } } },
        """
    }

    static func table(_ name: String, route: String?) -> String {
        """
        "\(name)": { "Type": "AWS::EC2::RouteTable", "Properties": { "VpcId": { "Ref": "Net" } } },
        """
            + (route.map {
                """
                "\(name)Out": { "Type": "AWS::EC2::Route", "Properties": {
                  "RouteTableId": { "Ref": "\(name)" }, "DestinationCidrBlock": "0.0.0.0/0", \($0) } },
                """
            } ?? "")
    }

    static let network = """
        "Net": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } },
        "Gateway": { "Type": "AWS::EC2::InternetGateway" },
        "Attached": { "Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {
          "VpcId": { "Ref": "Net" }, "InternetGatewayId": { "Ref": "Gateway" } } },
        "Address": { "Type": "AWS::EC2::EIP" },
        "Nat": { "Type": "AWS::EC2::NatGateway", "Properties": {
          "SubnetId": { "Ref": "FrontA" }, "AllocationId": { "Fn::GetAtt": ["Address", "AllocationId"] } } },
        """ + table("Front", route: #""GatewayId": { "Ref": "Gateway" }"#)
        + table("Middle", route: #""NatGatewayId": { "Ref": "Nat" }"#) + table("Back", route: nil)
        + subnet("FrontA", 0, table: "Front") + subnet("FrontB", 1, table: "Front")
        + subnet("MiddleA", 0, table: "Middle") + subnet("MiddleB", 1, table: "Middle")
        + subnet("BackA", 0, table: "Back") + subnet("BackB", 1, table: "Back")

    static func group(_ name: String, _ rules: String = "") -> String {
        """
        "\(name)": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "VpcId": { "Ref": "Net" },
          "GroupDescription": "x", "SecurityGroupIngress": [\(rules)] } },
        """
    }

    static let shop =
        network
        + group("Open", #"{ "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "0.0.0.0/0" }"#)
        + group(
            "Inner",
            #"{ "IpProtocol": "tcp", "FromPort": 8080, "ToPort": 8080, "SourceSecurityGroupId": { "Ref": "Open" } }"#)
        + group(
            "Deep",
            #"{ "IpProtocol": "tcp", "FromPort": 3306, "ToPort": 3306, "SourceSecurityGroupId": { "Fn::GetAtt": ["Inner", "GroupId"] } }"#
        )
            + """
            "Balancer": { "Type": "AWS::ElasticLoadBalancingV2::LoadBalancer", "Properties": {
              "Subnets": [{ "Ref": "FrontA" }, { "Ref": "FrontB" }], "SecurityGroups": [{ "Ref": "Open" }] } },
            "Listener": { "Type": "AWS::ElasticLoadBalancingV2::Listener", "Properties": { "LoadBalancerArn": { "Ref": "Balancer" },
              "Port": 443, "Protocol": "HTTPS", "DefaultActions": [{ "Type": "forward", "TargetGroupArn": { "Ref": "Targets" } }] } },
            "Targets": { "Type": "AWS::ElasticLoadBalancingV2::TargetGroup", "Properties": { "Port": 8080, "Protocol": "HTTP", "VpcId": { "Ref": "Net" } } },
            "Launch": { "Type": "AWS::EC2::LaunchTemplate", "Properties": { "LaunchTemplateData": {
              "InstanceType": "t3.micro", "SecurityGroupIds": [{ "Ref": "Inner" }] } } },
            "Servers": { "Type": "AWS::AutoScaling::AutoScalingGroup", "Properties": { "MinSize": 2, "MaxSize": 4,
              "VPCZoneIdentifier": [{ "Ref": "MiddleA" }, { "Ref": "MiddleB" }], "TargetGroupARNs": [{ "Ref": "Targets" }],
              "LaunchTemplate": { "LaunchTemplateId": { "Ref": "Launch" } } } },
            "Places": { "Type": "AWS::RDS::DBSubnetGroup", "Properties": { "SubnetIds": [{ "Ref": "BackA" }, { "Ref": "BackB" }] } },
            "Data": { "Type": "AWS::RDS::DBInstance", "Properties": { "Engine": "mysql", "DBSubnetGroupName": { "Ref": "Places" },
              "VPCSecurityGroups": [{ "Ref": "Deep" }] } }
            """
}
