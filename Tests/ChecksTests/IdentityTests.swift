import Diagnostics
import XCTest

/// What values identify, and what is left alone since nobody can know it.
final class IdentityTests: XCTestCase {
    /// Where something of the wrong type is found in a template with these resources.
    private func found(_ resources: String, _ sections: String = "") throws -> [String] {
        try diagnostics("{ \"Resources\": { \(resources) }\(sections) }")
            .filter { ["reference-type", "parameter-type-use"].contains($0.code) }.map {
                "\($0.logicalID ?? "") \($0.property ?? "") \($0.code)"
            }.sorted()
    }

    private let role = #"""
        "Role": { "Type": "AWS::IAM::Role", "Properties": { "AssumeRolePolicyDocument": {} } }
        """#

    private func server(_ profile: String) -> String {
        #""Server": { "Type": "AWS::EC2::Instance", "Properties": { "IamInstanceProfile": \#(profile) } }"#
    }

    func testANameIsLeftAloneWhereAnotherResourceMayHaveItToo() throws {
        let wrong = ["Server Properties.IamInstanceProfile reference-type"]
        XCTAssertEqual(try found("\(role), \(server(#"{ "Ref": "Role" }"#))"), wrong)
        let profile = #"""
            "Profile": { "Type": "AWS::IAM::InstanceProfile", "Properties": {
              "Roles": [{ "Ref": "Role" }], "InstanceProfileName": { "Ref": "Role" } } }
            """#
        XCTAssertEqual(try found("\(role), \(profile), \(server(#"{ "Ref": "Role" }"#))"), [])
        let named = role.replacing("\"AssumeRole", with: "\"RoleName\": \"shop\", \"AssumeRole")
        XCTAssertEqual(try found("\(named), \(server(#"{ "Ref": "Role" }"#))"), [])
        // An ARN is none of any name.
        XCTAssertEqual(try found("\(named), \(server(#"{ "Fn::GetAtt": ["Role", "Arn"] }"#))"), wrong)
    }

    func testWhatStandsForAnotherPasses() throws {
        let key = #"""
            "Key": { "Type": "AWS::KMS::Key", "Properties": { "KeyPolicy": {} } },
            "Alias": { "Type": "AWS::KMS::Alias", "Properties": { "AliasName": "alias/shop", "TargetKeyId": { "Ref": "Key" } } }
            """#
        for value in [#"{ "Ref": "Alias" }"#, #"{ "Ref": "Key" }"#, #"{ "Fn::GetAtt": "Key.Arn" }"#] {
            let queue = #""Queue": { "Type": "AWS::SQS::Queue", "Properties": { "KmsMasterKeyId": \#(value) } }"#
            XCTAssertEqual(try found("\(key), \(queue)"), [], value)
        }
    }

    func testAFunctionIsNamedInAnyForm() throws {
        let function = #"""
            \#(role),
            "Function": { "Type": "AWS::Lambda::Function", "Properties": {
              "Role": { "Fn::GetAtt": "Role.Arn" }, "Runtime": "python3.13", "Handler": "index.handler",
              "Code": { "ZipFile": "pass" } } }
            """#
        for value in [
            #"{ "Ref": "Function" }"#, #"{ "Fn::GetAtt": "Function.Arn" }"#, #"{ "Fn::Sub": "${Function}" }"#,
        ] {
            let version = #""Version": { "Type": "AWS::Lambda::Version", "Properties": { "FunctionName": \#(value) } }"#
            XCTAssertEqual(try found("\(function), \(version)"), [], value)
        }
    }

    func testWhatIsNotKnownIsLeftAlone() throws {
        let parameter = #", "Parameters": { "Given": { "Type": "String" } }"#
        for value in [
            #"{ "Ref": "Given" }"#, #"{ "Ref": "Custom" }"#, #"{ "Fn::GetAtt": "Custom.Any" }"#,
            #"{ "Fn::ImportValue": "role" }"#, #"{ "Fn::Sub": "${Given}:role/shop" }"#,
            #"{ "Fn::Select": [0, { "Fn::Split": [",", { "Ref": "Given" }] }] }"#,
        ] {
            let custom = #""Custom": { "Type": "Custom::Finder", "Properties": { "ServiceToken": "arn:aws:sns:x" } }"#
            XCTAssertEqual(try found("\(custom), \(server(value))", parameter), [], value)
            let mapping = #"""
                "Mapping": { "Type": "AWS::SNS::TopicPolicy", "Properties": { "PolicyDocument": {}, "Topics": [\#(value)] } }
                """#
            XCTAssertEqual(try found("\(custom), \(mapping)", parameter), [], value)
        }
    }

    func testASecurityGroupOfNoNetworkIsKnownByItsName() throws {
        func groups(_ properties: String) throws -> [String] {
            try found(
                #"""
                "Group": { "Type": "AWS::EC2::SecurityGroup", "Properties": { "GroupDescription": "shop"\#(properties) } },
                "Server": { "Type": "AWS::EC2::Instance", "Properties": { "SecurityGroups": [{ "Ref": "Group" }] } }
                """#)
        }
        XCTAssertEqual(try groups(""), [])
    }

    func testADefaultIsLeftAloneWhereAConditionDecidesOfIt() throws {
        func queue(_ delay: String, _ attributes: String = "") throws -> [String] {
            try found(
                #""Queue": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": \#(delay) }\#(attributes) }"#,
                #"""
                , "Parameters": { "Delay": { "Type": "String", "Default": "none" } },
                "Conditions": { "Delays": { "Fn::Not": [{ "Fn::Equals": [{ "Ref": "Delay" }, "none"] }] } }
                """#)
        }
        XCTAssertEqual(try queue(#"{ "Ref": "Delay" }"#), ["Queue Properties.DelaySeconds parameter-type-use"])
        XCTAssertEqual(try queue(#"{ "Fn::If": ["Delays", { "Ref": "Delay" }, { "Ref": "AWS::NoValue" }] }"#), [])
        XCTAssertEqual(try queue(#"{ "Ref": "Delay" }"#, #", "Condition": "Delays""#), [])
    }

    func testADefaultIsLeftAloneThatNoStackUses() throws {
        let queue = #"""
            { "Parameters": { "Delay": { "Type": "Number", "Default": 5000 } },
              "Resources": { "Queue": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": { "Ref": "Delay" } } } } }
            """#
        func codes(_ parameters: String) throws -> [String] {
            try diagnostics(
                #"""
                { "Resources": { "Child": { "Type": "AWS::CloudFormation::Stack", "Properties": {
                    "TemplateURL": "queue.json"\#(parameters) } } } }
                """#, nested: ["queue.json": queue]
            ).map(\.code)
        }
        XCTAssertEqual(try codes(""), ["parameter-type-use"])
        XCTAssertEqual(try codes(#", "Parameters": { "Delay": "5" }"#), [])
    }

    func testNoFixLeadsBackToWhereItIs() throws {
        let api = #""Api": { "Type": "AWS::ApiGateway::RestApi", "Properties": { "Name": "shop" } }"#
        func path(_ parent: String) -> String {
            #"{ "Type": "AWS::ApiGateway::Resource", "Properties": { "RestApiId": { "Ref": "Api" }, "PathPart": "a", "ParentId": \#(parent) } }"#
        }
        func fixes(_ resources: String) throws -> [String] {
            try diagnostics("{ \"Resources\": { \(api), \(resources) } }").filter { $0.code == "reference-type" }
                .compactMap(\.fix)
        }
        let wrong = path(#"{ "Ref": "Api" }"#)
        XCTAssertEqual(try fixes(#""A": \#(wrong)"#), ["use Fn::GetAtt Api.RootResourceId"])
        // What waits for it is of no use either.
        XCTAssertEqual(
            try fixes(#""A": \#(wrong), "B": \#(path(#"{ "Ref": "A" }"#))"#), ["use Fn::GetAtt Api.RootResourceId"])
        let dangling = try diagnostics(#"{ "Resources": { "QueueA": { "Type": "T::O::A", "DependsOn": "QueueB" } } }"#)
        XCTAssertEqual(dangling.compactMap(\.fix), ["declare it, or correct the name"])
    }

    func testTheFixLeadsToWhatIsWanted() throws {
        let fixes = try diagnostics(
            #"""
            { "Resources": { \#(role), "Server": { "Type": "AWS::Lambda::Function", "Properties": {
                "Role": { "Ref": "Role" }, "Runtime": "python3.13", "Handler": "index.handler", "Code": { "ZipFile": "pass" } } },
              "Vpc": { "Type": "AWS::EC2::VPC", "Properties": { "CidrBlock": "10.0.0.0/16" } },
              "Subnet": { "Type": "AWS::EC2::Subnet", "Properties": { "CidrBlock": "10.0.0.0/24", "VpcId": { "Ref": "Subnet" } } } } }
            """#
        ).filter { $0.code == "reference-type" }.compactMap(\.fix)
        XCTAssertEqual(fixes.sorted(), ["use Fn::GetAtt Role.Arn", "use Ref Vpc"])
    }

    func testWhatIsNoneOfAFewTypesIsToldWithAllOfThem() throws {
        func found(_ value: String) throws -> Diagnostic? {
            try diagnostics(
                #"""
                { "Parameters": { "Given": { "Type": "String" } }, "Resources": {
                    "Queue": { "Type": "AWS::SQS::Queue" }, "Topic": { "Type": "AWS::SNS::Topic" },
                    "Hook": { "Type": "AWS::AutoScaling::LifecycleHook", "Properties": { "AutoScalingGroupName": "web",
                      "LifecycleTransition": "autoscaling:EC2_INSTANCE_LAUNCHING", "NotificationTargetARN": \#(value) } },
                    "Role": { "Type": "AWS::IAM::Role", "Properties": { "AssumeRolePolicyDocument": {} } } } }
                """#
            ).first { $0.code == "reference-type" }
        }
        for value in [
            #"{ "Fn::GetAtt": "Queue.Arn" }"#, #"{ "Ref": "Topic" }"#, #"{ "Ref": "Given" }"#,
            #"{ "Fn::ImportValue": "topic" }"#, #"{ "Fn::Sub": "arn:${AWS::Partition}:sns:${AWS::Region}:1:t" }"#,
        ] {
            XCTAssertNil(try found(value)?.message, value)
        }
        let role = try XCTUnwrap(found(#"{ "Fn::GetAtt": "Role.Arn" }"#))
        XCTAssertEqual(
            role.message,
            "NotificationTargetARN takes the ARN of an AWS::Lambda::Function, AWS::Lambda::Alias, AWS::Lambda::Version, AWS::SQS::Queue "
                + "or AWS::SNS::Topic, and Role.Arn is the ARN of an AWS::IAM::Role"
        )
        XCTAssertEqual(role.fix, "give it to RoleARN")
        let address = try XCTUnwrap(found(#"{ "Ref": "Queue" }"#))
        XCTAssertTrue(address.message.hasSuffix("and Queue is the identifier of an AWS::SQS::Queue"), address.message)
        XCTAssertEqual(address.fix, "use Fn::GetAtt Queue.Arn")
    }

    func testOfATableItsStreamIsRead() throws {
        let table = #"""
            "Table": { "Type": "AWS::DynamoDB::Table", "Properties": {
              "BillingMode": "PAY_PER_REQUEST", "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }],
              "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
              "StreamSpecification": { "StreamViewType": "NEW_IMAGE" } } }, "Queue": { "Type": "AWS::SQS::Queue" }
            """#
        func fixes(_ attribute: String) throws -> [String?] {
            try diagnostics(
                #"""
                { "Resources": { \#(table), "Mapping": { "Type": "AWS::Lambda::EventSourceMapping", "Properties": {
                    "FunctionName": "reader", "StartingPosition": "LATEST", "EventSourceArn": { "Fn::GetAtt": "Table.\#(attribute)" } } } } }
                """#
            ).filter { $0.code == "reference-type" }.map(\.fix)
        }
        XCTAssertEqual(try fixes("Arn"), ["use Fn::GetAtt Table.StreamArn"])
        XCTAssertEqual(try fixes("StreamArn"), [])
    }

    func testAnAddressIsTakenWhereResourcesAreByTheirARNs() throws {
        func found(_ endpoint: String) throws -> [String] {
            try diagnostics(
                #"""
                { "Parameters": { "Domain": { "Type": "String" } }, "Resources": {
                    "Queue": { "Type": "AWS::SQS::Queue" }, "Topic": { "Type": "AWS::SNS::Topic" },
                    "Bucket": { "Type": "AWS::S3::Bucket" },
                    "Subscription": { "Type": "AWS::SNS::Subscription", "Properties": {
                      "TopicArn": { "Ref": "Topic" }, "Protocol": \#(endpoint) } } } }
                """#
            ).filter { $0.code == "reference-type" }.map(\.message)
        }
        XCTAssertEqual(try found(#""https", "Endpoint": { "Fn::Sub": "https://${Domain}/paid" }"#), [])
        XCTAssertEqual(try found(#""email", "Endpoint": { "Fn::Sub": "ops@${Domain}" }"#), [])
        XCTAssertEqual(
            try found(#""sqs", "Endpoint": { "Ref": "Queue" }"#),
            ["Endpoint takes the ARN of an AWS::SQS::Queue, and Queue is the identifier of an AWS::SQS::Queue"],
            "once, by what the protocol asks for")
        XCTAssertEqual(try found(#""https", "Endpoint": { "Fn::GetAtt": "Bucket.Arn" }"#).count, 1)
    }
}
