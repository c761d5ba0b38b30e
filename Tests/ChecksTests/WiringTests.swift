import XCTest

/// What is wired across nested stacks, and under which conditions.
final class WiringTests: XCTestCase {
    private let network = """
        { "Resources": { "V": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } } },
          "Outputs": { "VpcId": { "Value": { "Ref": "V" } } } }
        """

    /// A root with a network in one nested stack and what uses it in another.
    private func found(
        parameters: String, subnets: String, attributes: String = "", more: String = ""
    ) throws -> [String] {
        let root = """
            { "Resources": {
                "Network": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "network.json" } },
                "Subnets": { "Type": "AWS::CloudFormation::Stack"\(attributes), "Properties": {
                  "TemplateURL": "subnets.json", "Parameters": \(parameters) } } }\(more) }
            """
        let found = try diagnostics(root, nested: ["network.json": network, "subnets.json": subnets])
        return found.filter { !$0.code.hasPrefix("unused-") }.map { "\($0.logicalID ?? "-") \($0.code)" }
    }

    private func subnets(_ parameters: String, block: String, conditions: String = "") -> String {
        """
        { "Parameters": { "VpcId": { "Type": "AWS::EC2::VPC::Id" }\(parameters) }\(conditions),
          "Resources": { "S": { "Type": "AWS::EC2::Subnet", "Properties": {
            "VpcId": { "Ref": "VpcId" }, "CidrBlock": \(block) } } } }
        """
    }

    private let vpc = #""VpcId": { "Fn::GetAtt": ["Network", "Outputs.VpcId"] }"#

    func testParametersAndOutputsOfNestedStacksAreFollowed() throws {
        let template = subnets(
            #", "Block": { "Type": "String", "Default": "10.1.0.0/24" }"#, block: #"{ "Ref": "Block" }"#)
        XCTAssertEqual(
            try found(parameters: "{ \(vpc) }", subnets: template), ["S addresses-outside-network"], "the default")
        XCTAssertEqual(try found(parameters: #"{ \#(vpc), "Block": "10.0.1.0/24" }"#, subnets: template), [])
        XCTAssertEqual(
            try found(parameters: #"{ \#(vpc), "Block": "10.2.0.0/24" }"#, subnets: template),
            ["S addresses-outside-network"])
        XCTAssertEqual(
            try found(
                parameters: #"{ \#(vpc), "Block": { "Ref": "Given" } }"#, subnets: template,
                more: #", "Parameters": { "Given": { "Type": "String", "Default": "10.2.0.0/24" } }"#),
            [], "whoever deploys may give another one")
    }

    func testOfTwoThatAreCalledTheSameTheStacksAreNamed() throws {
        func found(_ first: String, _ second: String) throws -> [String] {
            let stacks = [("First", first), ("Second", second)].map { name, value in
                """
                "\(name)": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                  "TemplateURL": "queue.json", "Parameters": { "Stage": \(value) } } }
                """
            }
            let root = """
                { "Parameters": { "Stage": { "Type": "String" } }, "Resources": { \(stacks.joined(separator: ",")) } }
                """
            let queue = """
                { "Parameters": { "Stage": { "Type": "String" } },
                  "Resources": { "Q": { "Type": "AWS::SQS::Queue", "Properties": {
                    "QueueName": { "Fn::Sub": "${Stage}-${AWS::Region}" } } } } }
                """
            return try diagnostics(root, nested: ["queue.json": queue]).filter { $0.code == "duplicate-identifier" }
                .map(
                    \.message)
        }
        XCTAssertEqual(
            try found(#"{ "Ref": "Stage" }"#, #"{ "Fn::Join": ["", [{ "Ref": "Stage" }]] }"#),
            ["Q of the stack Second has the same QueueName as Q of the stack First"])
        XCTAssertEqual(try found(#"{ "Ref": "Stage" }"#, #"{ "Fn::Sub": "${Stage}2" }"#), [])
        XCTAssertEqual(
            try found(#"{ "Ref": "AWS::StackName" }"#, #"{ "Ref": "AWS::StackName" }"#),
            ["Q of the stack Second has the same QueueName as Q of the stack First"], "both are given the root's name")
    }

    func testWhoNamesAResourceOnlyInSomeCaseIsFound() throws {
        func found(_ subnet: String) throws -> [String] {
            let resources = """
                "N": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } },
                "S": { "Type": "AWS::EC2::Subnet", "Properties": { "VpcId": { "Ref": "N" }, "CidrBlock": "10.0.0.0/24" } },
                "O": { "Type": "AWS::EC2::Subnet", "Properties": { "VpcId": { "Ref": "N" }, "CidrBlock": "10.0.1.0/24" } },
                "I": { "Type": "AWS::EC2::InternetGateway" },
                "G": { "Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {
                  "VpcId": { "Ref": "N" }, "InternetGatewayId": { "Ref": "I" } } },
                "T": { "Type": "AWS::EC2::RouteTable", "Properties": { "VpcId": { "Ref": "N" } } },
                "R": { "Type": "AWS::EC2::Route", "DependsOn": "G", "Properties": {
                  "RouteTableId": { "Ref": "T" }, "DestinationCidrBlock": "0.0.0.0/0", "GatewayId": { "Ref": "I" } } },
                "A": { "Type": "AWS::EC2::SubnetRouteTableAssociation", "Properties": {
                  "RouteTableId": { "Ref": "T" }, "SubnetId": \(subnet) } },
                "E": { "Type": "AWS::EC2::EIP", "DependsOn": "G" },
                "NAT": { "Type": "AWS::EC2::NatGateway", "Properties": {
                  "SubnetId": { "Ref": "S" }, "AllocationId": { "Fn::GetAtt": ["E", "AllocationId"] } } }
                """
            let template = """
                { "Conditions": { "C": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "x"] } }, "Resources": { \(resources) } }
                """
            return try diagnostics(template).filter { $0.logicalID == "NAT" }.map(\.code)
        }
        XCTAssertEqual(try found(#"{ "Ref": "O" }"#), ["nat-without-internet"])
        XCTAssertEqual(try found(#"{ "Ref": "S" }"#), [])
        XCTAssertEqual(try found(#"{ "Fn::If": ["C", { "Ref": "S" }, { "Ref": "O" }] }"#), [], "it may be")
        XCTAssertEqual(try found(#"{ "Fn::If": ["C", { "Ref": "O" }, { "Ref": "O" }] }"#), [], "not looked into")
    }

    func testWhatIsJoinedByCommasMayHaveCommasInIt() throws {
        let template = subnets(
            #", "Blocks": { "Type": "CommaDelimitedList" }"#, block: #"{ "Fn::Select": [1, { "Ref": "Blocks" }] }"#)
        func found(_ blocks: String) throws -> [String] {
            try self.found(
                parameters: #"{ \#(vpc), "Blocks": { "Fn::Join": [",", \#(blocks)] } }"#, subnets: template,
                more: #", "Parameters": { "Given": { "Type": "String", "Default": "10.0.1.0/24" } }"#)
        }
        XCTAssertEqual(try found(#"["10.0.1.0/24,10.2.0.0/24", "10.0.3.0/24"]"#), ["S addresses-outside-network"])
        XCTAssertEqual(try found(#"["10.0.1.0/24,10.0.2.0/24", "10.2.0.0/24"]"#), [])
        XCTAssertEqual(try found(#"[{ "Ref": "Given" }, "10.2.0.0/24"]"#), [], "it may have several in it")
    }

    func testElementsAreFoundWhereTheyStandBesidesThoseThatAreRemoved() throws {
        let rule = #"{ "IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "CidrIp": "10.0.0.0/8" }"#
        let template = """
            { "Resources": { "G": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "d",
                "SecurityGroupIngress": [\(rule), { "Ref": "AWS::NoValue" }, \(rule)] } } } }
            """
        let found = try diagnostics(template).filter { $0.code == "repeated-element" }
        XCTAssertEqual(found.map(\.property), ["Properties.SecurityGroupIngress.2"])
    }

    func testTextIsPutTogether() throws {
        let template = subnets(
            #", "Start": { "Type": "String" }"#, block: #"{ "Fn::Sub": "${Start}.1.0.0/24" }"#)
        XCTAssertEqual(
            try found(parameters: #"{ \#(vpc), "Start": "10" }"#, subnets: template),
            [
                "S addresses-outside-network"
            ])
    }

    func testConditionsOfWhatANestedStackIsGivenAreDecided() throws {
        let template = subnets(
            #", "Stage": { "Type": "String" }"#, block: #"{ "Fn::If": ["IsLarge", "10.1.0.0/24", "10.0.0.0/24"] }"#,
            conditions: """
                , "Conditions": { "IsLarge": { "Fn::And": [{ "Condition": "IsLive" }, { "Condition": "IsLive" }] },
                  "IsLive": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "Stage" }, "test"] }] } }
                """)
        XCTAssertEqual(try found(parameters: #"{ \#(vpc), "Stage": "test" }"#, subnets: template), [])
        XCTAssertEqual(
            try found(parameters: #"{ \#(vpc), "Stage": "live" }"#, subnets: template),
            [
                "S addresses-outside-network"
            ])
        XCTAssertEqual(
            try found(
                parameters: #"{ \#(vpc), "Stage": { "Ref": "Given" } }"#, subnets: template,
                more: #", "Parameters": { "Given": { "Type": "String" } }"#),
            ["S addresses-outside-network"], "it is one of the cases, and told once")
    }

    func testResourcesOfDifferentTemplatesAreSeenTogether() throws {
        let root = """
            { "Resources": {
                "V": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } },
                "One": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                  "TemplateURL": "subnets.json", "Parameters": { "VpcId": { "Ref": "V" }, "Block": "10.0.0.0/24" } } },
                "Two": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                  "TemplateURL": "subnets.json", "Parameters": { "VpcId": { "Ref": "V" }, "Block": "BLOCK" } } } } }
            """
        let template = subnets(#", "Block": { "Type": "String" }"#, block: #"{ "Ref": "Block" }"#)
        func codes(_ block: String) throws -> [String] {
            try diagnostics(
                root.replacingOccurrences(of: "BLOCK", with: block), nested: ["subnets.json": template]
            ).map(\.code)
        }
        XCTAssertEqual(try codes("10.0.1.0/24"), [])
        XCTAssertEqual(try codes("10.0.0.128/25"), ["overlapping-addresses"], "once of two stacks of one template")
    }

    func testAStackWaitsForAllThatIsInIt() throws {
        let attached = """
            { "Parameters": { "Gateway": { "Type": "String" } },
              "Resources": { "Attached": { "Type": "AWS::EC2::VPCGatewayAttachment", "Properties": {
                "VpcId": "vpc-12345678", "InternetGatewayId": { "Ref": "Gateway" } } } } }
            """
        let routes = """
            { "Parameters": { "Gateway": { "Type": "String" } },
              "Resources": { "R": { "Type": "AWS::EC2::Route", "Properties": {
                "RouteTableId": "rtb-12345678", "DestinationCidrBlock": "0.0.0.0/0",
                "GatewayId": { "Ref": "Gateway" } } } } }
            """
        func codes(_ attributes: String) throws -> [String] {
            try diagnostics(
                """
                { "Resources": {
                    "G": { "Type": "AWS::EC2::InternetGateway" },
                    "Attachment": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                      "TemplateURL": "attached.json", "Parameters": { "Gateway": { "Ref": "G" } } } },
                    "Routes": { "Type": "AWS::CloudFormation::Stack"\(attributes), "Properties": {
                      "TemplateURL": "routes.json", "Parameters": { "Gateway": { "Ref": "G" } } } } } }
                """, nested: ["attached.json": attached, "routes.json": routes]
            ).map { "\($0.logicalID ?? "-") \($0.code)" }
        }
        XCTAssertEqual(try codes(""), ["R missing-dependency"])
        XCTAssertEqual(try codes(#", "DependsOn": "Attachment""#), [])
    }

    func testStacksInACircleEnd() throws {
        let template = #"""
            { "Parameters": { "Block": { "Type": "String" } },
              "Resources": { "S": { "Type": "AWS::EC2::Subnet", "Properties": {
                "VpcId": "vpc-12345678", "CidrBlock": { "Fn::Select": [0, [{ "Ref": "Block" }]] } } } },
              "Outputs": { "Again": { "Value": { "Fn::Select": [0, [{ "Ref": "Block" }]] } } } }
            """#
        let root = """
            { "Resources": { "Loop": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                "TemplateURL": "loop.json", "Parameters": { "Block": { "Fn::GetAtt": ["Loop", "Outputs.Again"] } } } } } }
            """
        XCTAssertEqual(try diagnostics(root, nested: ["loop.json": template]).map(\.code), ["dependency-cycle"])
    }

    func testOfTwoThatExcludeEachOtherNothingIsSaid() throws {
        func associations(_ first: String, _ second: String) throws -> [String] {
            try diagnostics(
                """
                { "Parameters": { "Stage": { "Type": "String" } },
                  "Conditions": { "IsLive": { "Fn::Equals": [{ "Ref": "Stage" }, "live"] },
                    "IsTest": { "Fn::Equals": [{ "Ref": "Stage" }, "test"] } },
                  "Resources": {
                    "A": { "Type": "AWS::EC2::SubnetRouteTableAssociation"\(first), "Properties": {
                      "SubnetId": "subnet-12345678", "RouteTableId": "rtb-12345678" } },
                    "B": { "Type": "AWS::EC2::SubnetRouteTableAssociation"\(second), "Properties": {
                      "SubnetId": "subnet-12345678", "RouteTableId": "rtb-87654321" } } } }
                """
            ).map(\.code).filter { !$0.hasPrefix("unused-") }
        }
        let (live, test) = (#", "Condition": "IsLive""#, #", "Condition": "IsTest""#)
        XCTAssertEqual(try associations(live, test), [])
        XCTAssertEqual(try associations("", test), ["duplicate-route-table"])
        XCTAssertEqual(try associations(live, ""), ["duplicate-route-table"])
        XCTAssertEqual(try associations(live, live), ["duplicate-route-table"])
    }

    func testWhatIsHandedOutMayBeOpenedElsewhere() throws {
        func database(_ more: String) throws -> [String] {
            try diagnostics(
                """
                { "Resources": {
                    "V": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } },
                    "G": { "Type": "AWS::EC2::SecurityGroup", "Properties": {
                      "GroupDescription": "data", "VpcId": { "Ref": "V" }, "SecurityGroupIngress": [
                        { "IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "10.0.0.0/16" }] } },
                    "D": { "Type": "AWS::EFS::MountTarget", "Properties": {
                      "FileSystemId": "fs-12345678", "SubnetId": "subnet-12345678",
                      "SecurityGroups": [{ "Fn::GetAtt": ["G", "GroupId"] }] } } }\(more) }
                """
            ).map(\.code)
        }
        XCTAssertEqual(try database(""), ["closed-port"])
        XCTAssertEqual(
            try database(#", "Outputs": { "Group": { "Value": { "Fn::Sub": "${G.GroupId}" } } }"#), [],
            "whoever reads the output may add a rule")
    }
}
