import AWSResourceCatalogue
import Checks
import Diagnostics
import Template
import XCTest

/// Resources held against the schemas of their types.
final class SchemaTests: XCTestCase {
    /// What is found in a resource with properties.
    private func found(_ type: String, _ properties: String, _ sections: String = "") throws -> [String] {
        try diagnostics(
            """
            { "Resources": { "R": { "Type": "\(type)", "Properties": \(properties) } }\(sections) }
            """
        ).map { "\($0.property ?? "-") \($0.code)" }
    }

    private let condition = #", "Conditions": { "C": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "eu-west-3"] } }"#

    func testNumbersTextsAndLists() throws {
        XCTAssertEqual(
            try found("AWS::SQS::Queue", #"{ "DelaySeconds": 99999, "MaximumMessageSize": "-5" }"#).sorted(),
            ["Properties.DelaySeconds out-of-range", "Properties.MaximumMessageSize out-of-range"])
        XCTAssertEqual(try found("AWS::SQS::Queue", #"{ "DelaySeconds": "80", "FifoQueue": "true" }"#), [])
        XCTAssertEqual(
            try found("AWS::SQS::Queue", #"{ "DelaySeconds": "soon" }"#), ["Properties.DelaySeconds wrong-value-type"])
        XCTAssertEqual(
            try found("AWS::SQS::Queue", #"{ "QueueName": ["a"] }"#), ["Properties.QueueName wrong-value-type"])
        XCTAssertEqual(try found("AWS::SQS::Queue", #"{ "Tags": {} }"#), ["Properties.Tags wrong-value-type"])
        XCTAssertEqual(try found("AWS::SQS::Queue", #"{ "QueueName": null }"#), ["Properties.QueueName null-value"])
    }

    func testWhatIsRequiredIsNotToBeLeftOut() throws {
        func fixes(_ type: String, _ properties: String) throws -> [String] {
            try diagnostics("{ \"Resources\": { \"R\": { \"Type\": \"\(type)\", \"Properties\": \(properties) } } }")
                .compactMap(\.fix)
        }
        XCTAssertEqual(try fixes("AWS::SQS::Queue", #"{ "QueueName": null }"#), ["leave it out"])
        XCTAssertEqual(
            try fixes("AWS::SSM::Parameter", #"{ "Type": "String", "Value": null }"#), ["write a value: it is required"]
        )
        XCTAssertEqual(
            try fixes("AWS::IAM::ManagedPolicy", #"{ "PolicyDocument": null }"#), ["write a value: it is required"])
    }

    func testTypesAndPropertiesThatThereAreNot() throws {
        let found = try diagnostics(
            #"{ "Resources": { "R": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySecond": 5 } } } }"#)
        XCTAssertEqual(found.map(\.code), ["unknown-property"])
        XCTAssertEqual(found.map(\.severity), [.error])
        XCTAssertEqual(found[0].fix, "did you mean DelaySeconds?")
        // It may be newer than the schemas.
        let new = try diagnostics(
            #"{ "Resources": { "R": { "Type": "AWS::SQS::Queue", "Properties": { "Elephants": 5 } } } }"#)
        XCTAssertEqual(new.map(\.severity), [.warning])
        XCTAssertEqual(try self.found("AWS::SQS::Queues", "{}"), ["- unknown-type"])
        XCTAssertEqual(try self.found("Custom::Anything", #"{ "ServiceToken": "arn:x", "Any": 1 }"#), [])
        XCTAssertEqual(try self.found("Vendor::Of::Thing", #"{ "Any": null }"#), [])
    }

    func testServerlessResourcesHaveWhatTheirGlobalsHave() throws {
        func found(_ globals: String, _ properties: String, _ attributes: String = "") throws -> [String] {
            try diagnostics(
                #"""
                { "Transform": "AWS::Serverless-2016-10-31", "Globals": \#(globals), "Resources": { "R": {
                  "Type": "AWS::Serverless::Function", "Properties": \#(properties)\#(attributes) } } }
                """#
            ).map { "\($0.property ?? "-") \($0.code)" }
        }
        let code = #""CodeUri": "a", "Handler": "a.b""#
        let old = #"{ "Function": { "Runtime": "nodejs12.x" } }"#
        XCTAssertEqual(try found(old, "{ \(code) }"), ["Properties.Runtime runtime-ended"])
        XCTAssertEqual(try found(old, #"{ \#(code), "Runtime": "nodejs24.x" }"#), [])
        XCTAssertEqual(try found(old, "{ \(code) }", #", "IgnoreGlobals": ["Runtime"]"#), [])
        XCTAssertEqual(try found(old, "{ \(code) }", #", "IgnoreGlobals": "*""#), [])
        XCTAssertEqual(try found(old, #"{ "PackageType": "Image", "ImageUri": "a", "Runtime": null }"#), [])
        XCTAssertEqual(
            try found(
                #"{ "Function": { "Environment": { "Variables": { "AWS_REGION": "a" } } } }"#,
                #"{ \#(code), "Environment": { "Variables": { "B": "c" } } }"#),
            ["Properties.Environment.Variables.AWS_REGION reserved-variable"])
        // Its schemas name fewer kinds of values than the transform takes.
        let pool =
            #""Events": { "E": { "Type": "Cognito", "Properties": { "UserPool": "p", "Trigger": "PreSignUp" } } }"#
        XCTAssertEqual(
            try diagnostics(
                #"""
                { "Transform": "AWS::Serverless-2016-10-31", "Resources": { "R": {
                  "Type": "AWS::Serverless::Function", "Properties": { \#(code), "Runtime": "nodejs24.x", \#(pool) } } } }
                """#
            ).filter { $0.severity == .error }, [])
    }

    func testIdentifiersAreWrittenAsEC2WritesThem() throws {
        func found(_ id: String) throws -> [String] {
            try self.found("AWS::EC2::Subnet", #"{ "VpcId": \#(id), "CidrBlock": "10.0.0.0/24" }"#)
        }
        for right in [#""vpc-0a1b2c3d""#, #""vpc-0123456789abcdef0""#, #""{{resolve:ssm:vpc}}""#] {
            XCTAssertEqual(try found(right), [], right)
        }
        for wrong in [#""vpc-0a""#, #""subnet-0a1b2c3d""#, #""vpc-0a1b2c3g""#, #""Main""#] {
            XCTAssertEqual(try found(wrong), ["Properties.VpcId malformed-identifier"], wrong)
        }
        XCTAssertEqual(
            try found(#"{ "Fn::Join": ["-", ["vpc", "main"]] }"#), ["Properties.VpcId malformed-identifier"])
        XCTAssertEqual(
            try found(#"{ "Fn::Select": [1, ["vpc-0a1b2c3d", "main"]] }"#), ["Properties.VpcId malformed-identifier"])
        XCTAssertEqual(try found(#"{ "Fn::Sub": "vpc-${AWS::AccountId}" }"#), [])
        func image(_ id: String) throws -> [String] {
            try self.found("AWS::EC2::Instance", #"{ "InstanceType": "t3.micro", "ImageId": "\#(id)" }"#)
        }
        XCTAssertEqual(try image("resolve:ssm:/images/server"), [])
        XCTAssertEqual(try image("server"), ["Properties.ImageId malformed-identifier"])
    }

    func testAFunctionOfLiteralsIsHeldAgainstRulesToo() throws {
        let table =
            #"{ "KeySchema": [{ "AttributeName": "a", "KeyType": "HASH" }], "#
            + #""AttributeDefinitions": [{ "AttributeName": "a", "AttributeType": "S" }], "BillingMode": "#
        let byRequest = #"{ "Fn::Join": ["_", ["PAY", "PER", "REQUEST"]] } }"#
        XCTAssertEqual(try found("AWS::DynamoDB::Table", table + byRequest), [])
        XCTAssertEqual(
            try found("AWS::DynamoDB::Table", table + #"{ "Fn::Join": ["", ["PROVI", "SIONED"]] } }"#),
            ["Properties missing-property"])
    }

    func testRequiredPropertiesAlsoUnderConditions() throws {
        XCTAssertEqual(
            try found("AWS::SNS::Subscription", #"{ "TopicArn": "arn:aws:sns:eu-west-3:123456789012:t" }"#),
            ["Properties missing-property"])
        func topic(_ protocolValue: String) -> String {
            #"{ "TopicArn": "arn:aws:sns:eu-west-3:123456789012:t", "Protocol": \#(protocolValue) }"#
        }
        XCTAssertEqual(try found("AWS::SNS::Subscription", topic(#""email""#)), [])
        let removed = topic(#"{ "Fn::If": ["C", "email", { "Ref": "AWS::NoValue" }] }"#)
        let diagnostics = try diagnostics(
            #"{ "Resources": { "R": { "Type": "AWS::SNS::Subscription", "Properties": \#(removed) } }\#(condition) }"#)
        XCTAssertEqual(diagnostics.map(\.message), ["Protocol is missing where C does not hold, and required"])
        // Where the resource exists, it is there.
        let conditional = try ChecksTests.diagnostics(
            #"""
            { "Resources": { "R": { "Type": "AWS::SNS::Subscription", "Condition": "C", "Properties": \#(removed) } }\#(condition) }
            """#)
        XCTAssertEqual(conditional.map(\.code), [])
    }

    func testBothBranchesOfAConditionCount() throws {
        XCTAssertEqual(
            try found("AWS::SQS::Queue", #"{ "DelaySeconds": { "Fn::If": ["C", 5, 1000] } }"#, condition),
            ["Properties.DelaySeconds.Fn::If.2 out-of-range"])
    }

    func testEachBranchMayFitAnAlternativeOfItsOwn() throws {
        func cluster(_ first: String, _ second: String) throws -> [String] {
            try found(
                "AWS::RDS::GlobalCluster",
                #"{ "SourceDBClusterIdentifier": { "Fn::If": ["C", "\#(first)", "\#(second)"] } }"#, condition)
        }
        let name = "shop"
        let arn = "arn:aws:rds:eu-west-3:123456789012:cluster:shop-of-the-west"
        XCTAssertEqual(try cluster(name, arn), [])
        XCTAssertEqual(
            try cluster(name, "a b"), ["Properties.SourceDBClusterIdentifier.Fn::If.2 pattern-mismatch"])
    }

    func testElementsDifferByTheirKeys() throws {
        func rules(_ first: String, _ second: String) throws -> [String] {
            try diagnostics(
                """
                { "Conditions": { "C": { "Fn::Equals": [{ "Ref": "AWS::Region" }, "eu-west-3"] } },
                  "Resources": { "R": { "Type": "AWS::Events::Rule", "Properties": { "ScheduleExpression": "rate(1 day)",
                    "Targets": [\(first), \(second)] } } } }
                """
            ).filter { $0.code != "unused-condition" }.map { "\($0.property ?? "") \($0.code)" }
        }
        func target(_ id: String) -> String {
            #"{ "Id": \#(id), "Arn": "arn:aws:lambda:eu-west-3:111122223333:function:f" }"#
        }
        XCTAssertEqual(try rules(target(#""a""#), target(#""b""#)), [])
        XCTAssertEqual(try rules(target(#""a""#), target(#""a""#)).last, "Properties.Targets.1 repeated-element")
        XCTAssertEqual(
            try rules(target(#"{ "Fn::If": ["C", "a", "b"] }"#), target(#""a""#)), [], "it may be another one")
    }

    func testADocumentInATextIsHeldAgainstItsSchema() throws {
        func policy(_ text: String) throws -> [String] {
            try diagnostics(
                """
                { "Resources": { "R": { "Type": "AWS::ECR::Repository", "Properties": {
                  "LifecyclePolicy": { "LifecyclePolicyText": \(text) } } } } }
                """
            ).map(\.code)
        }
        let rule = #"\"tagStatus\": \"any\", \"countType\": \"imageCountMoreThan\", \"countNumber\": "#
        func text(_ count: String) -> String {
            #"{ \"rules\": [{ \"rulePriority\": 1, \"selection\": { \#(rule)\#(count) }, \"action\": { \"type\": \"expire\" } }] }"#
        }
        XCTAssertEqual(try policy("\"" + text("5") + "\""), [])
        XCTAssertEqual(try policy("\"" + text("0") + "\""), ["out-of-range"])
        XCTAssertEqual(
            try policy(#"{ "Fn::Sub": ["\#(text("${N}"))", { "N": { "Ref": "AWS::StackName" } }] }"#), [], "unknown")
    }

    func testWhatARuleAsksUnderAConditionIsNotAskedOfADefault() throws {
        let found = try diagnostics(
            """
            { "Parameters": { "Nodes": { "Type": "Number", "Default": 1 } },
              "Conditions": { "One": { "Fn::Equals": [{ "Ref": "Nodes" }, 1] } },
              "Resources": { "C": { "Type": "AWS::ElastiCache::CacheCluster", "Properties": { "Engine": "memcached",
                "CacheNodeType": "cache.t4g.micro", "NumCacheNodes": { "Ref": "Nodes" },
                "AZMode": { "Fn::If": ["One", "single-az", "cross-az"] } } } } }
            """)
        XCTAssertEqual(found, [])
    }

    func testASecretIsNotShown() throws {
        let found = try diagnostics(
            #"""
            { "Resources": { "U": { "Type": "AWS::IAM::User", "Properties": { "LoginProfile": { "Password": ["hunter2"] } } },
              "D": { "Type": "AWS::RDS::DBInstance", "Properties": {
                "DBInstanceClass": "db.t3.micro", "Engine": "mysql", "MasterUsername": "shop", "AllocatedStorage": "20",
                "ApplyImmediately": "hunter2" } } } }
            """#)
        XCTAssertEqual(found.map(\.code), ["wrong-value-type", "wrong-value-type"])
        XCTAssertEqual(found.map(\.isConfidential), [true, true], "written, and never shown again by AWS")
        XCTAssertFalse("\(found)".contains("hunter2"), "\(found)")
        // Others are shown.
        let queue = try diagnostics(
            #"{ "Resources": { "Q": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": "soon" } } } }"#)
        XCTAssertTrue(queue[0].message.contains("soon"))
        XCTAssertFalse(queue[0].isConfidential)
    }

    func testTextsAgainstPatternsLengthsAndAllowedValues() throws {
        func function(_ properties: String, handler: String = "index.handler") throws -> [String] {
            try found(
                "AWS::Lambda::Function",
                #"""
                { "Role": "arn:aws:iam::123456789012:role/r", "Code": { "ZipFile": "x" }, "Runtime": "python3.13",
                  "Handler": "\#(handler)", \#(properties) }
                """#)
        }
        XCTAssertEqual(try function(#""PackageType": "Zip", "Description": "x""#), [])
        XCTAssertEqual(try function(#""PackageType": "Tar""#), ["Properties.PackageType value-not-allowed"])
        let long = String(repeating: "x", count: 257)
        XCTAssertEqual(try function("\"Description\": \"\(long)\""), ["Properties.Description wrong-length"])
        XCTAssertEqual(
            try function(#""Timeout": 3"#, handler: "index handler"), ["Properties.Handler pattern-mismatch"])
    }

    func testAttributes() throws {
        func codes(_ attribute: String) throws -> [String] {
            try diagnostics(
                """
                { "Resources": { "Q": { "Type": "AWS::SQS::Queue" } },
                  "Outputs": { "O": { "Value": { "Fn::GetAtt": ["Q", "\(attribute)"] } } } }
                """
            ).map { "\($0.code) \($0.fix ?? "")" }
        }
        XCTAssertEqual(try codes("Arn"), [])
        XCTAssertEqual(try codes("ARN"), ["unknown-attribute did you mean Arn?"])
    }

    func testOutputsOfNestedTemplates() throws {
        let found = try diagnostics(
            """
            { "Resources": { "S": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "in.json" } } },
              "Outputs": { "O": { "Value": { "Fn::GetAtt": ["S", "Outputs.Nme"] } } } }
            """,
            nested: [
                "in.json":
                    #"{ "Resources": { "Q": { "Type": "AWS::SQS::Queue" } }, "Outputs": { "Name": { "Value": "x" } } }"#
            ])
        XCTAssertEqual(found.map(\.code), ["unknown-output"])
        XCTAssertEqual(found.map(\.fix), ["did you mean Name?"])
    }

    func testReadOnlyPropertiesAndRepetitions() throws {
        XCTAssertEqual(try found("AWS::SQS::Queue", #"{ "Arn": "x" }"#), ["Properties.Arn read-only-property"])
        XCTAssertEqual(
            try found("AWS::SNS::Topic", #"{ "TopicName": "t", "DisplayName": { "Ref": "AWS::NoValue" } }"#), [])
    }

    func testWhatIsRightInOneResourceIsAskedOfOthersToo() throws {
        func found(_ type: String, _ properties: [String]) throws -> [String] {
            let resources = properties.enumerated().map { index, properties in
                #""R\#(index)": { "Type": "\#(type)", "Properties": \#(properties) }"#
            }
            return try diagnostics(#"{ "Resources": { \#(resources.joined(separator: ", ")) } }"#)
                .map { "\($0.logicalID ?? "-") \($0.property ?? "-") \($0.code)" }.sorted()
        }
        let right = #"{ "DelaySeconds": 5, "Tags": [{ "Key": "a", "Value": "b" }] }"#
        XCTAssertEqual(
            try found(
                "AWS::SQS::Queue", [right, right, #"{ "DelaySeconds": 99999 }"#, right, #"{ "DelaySeconds": 99999 }"#]),
            ["R2 Properties.DelaySeconds out-of-range", "R4 Properties.DelaySeconds out-of-range"])
        // The same elements in another list, and of another kind.
        XCTAssertEqual(
            try found(
                "AWS::SQS::Queue",
                [
                    right, #"{ "Tags": [{ "Key": "a", "Value": "b" }, { "Key": "a", "Value": "b" }] }"#,
                    #"{ "Tags": { "a": "b" } }"#,
                ]
            ).filter { $0.hasPrefix("R2") || $0.hasSuffix("Tags.1 repeated-element") },
            ["R1 Properties.Tags.1 repeated-element", "R2 Properties.Tags wrong-value-type"])
    }

    func testARuleIsAskedOfEveryResource() throws {
        func table(_ name: String, _ more: String = "") -> String {
            """
            "\(name)": { "Type": "AWS::DynamoDB::Table", "Properties": { "TableName": "\(name)",
              "AttributeDefinitions": [{ "AttributeName": "id", "AttributeType": "S" }],
              "KeySchema": [{ "AttributeName": "id", "KeyType": "HASH" }]\(more) } }
            """
        }
        let onDemand = #", "BillingMode": "PAY_PER_REQUEST""#
        let tables =
            (0..<6).map { table("T\($0)", onDemand) } + [
                table(
                    "Last",
                    onDemand + #", "ProvisionedThroughput": { "ReadCapacityUnits": 5, "WriteCapacityUnits": 5 }"#)
            ]
        let found = try diagnostics(#"{ "Resources": { \#(tables.joined(separator: ", ")) } }"#)
        XCTAssertEqual(Set(found.map(\.logicalID)), ["Last"])
    }

    func testWhatAProgramMayWriteAFileMayNot() throws {
        let text = #"""
            { "Resources": { "S": { "Type": "AWS::EC2::Subnet",
                "Properties": { "VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24" } } } }
            """#
        let made = Template(resources: [
            "S": Template.Resource(
                type: "AWS::EC2::Subnet", properties: ["VpcId": "vpc-1", "CidrBlock": "10.0.0.0/24"])
        ])
        let found = try TemplateChecker(
            [
                // The one that is made is looked at first.
                CheckedTemplate(made, file: "made.json", byteCount: 2 * text.utf8.count),
                CheckedTemplate(
                    Template(parsing: Array(text.utf8), file: "shop.json"), file: "shop.json",
                    byteCount: text.utf8.count),
            ], catalogue: .aws
        ).diagnostics()
        let malformed = found.filter { $0.code == "malformed-identifier" }
        XCTAssertEqual(malformed.map { $0.place.map { "\($0)" }?.contains("shop.json") }, [true])
    }
}
