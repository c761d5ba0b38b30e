import CloudFormation
import XCTest

final class FunctionTests: XCTestCase {
    func testRefAndGetAtt() {
        XCTAssertEqual(rendered { $0.add("T", Test.Thing()).thingID }, #"{ "Ref": "T" }"#)
        XCTAssertEqual(
            rendered { $0.add("T", Test.Thing()).address }, #"{ "Fn::GetAtt": ["T", "Endpoint.Address"] }"#)
    }

    func testJoinSplitSelect() {
        let text: Value<String> = AWS.stackID
        XCTAssertEqual(
            rendered(text.split(separator: "/")[1]),
            #"{ "Fn::Select": [1, { "Fn::Split": ["/", { "Ref": "AWS::StackId" }] }] }"#)
        XCTAssertEqual(
            rendered((["a", AWS.region] as List).joined(separator: "-")),
            #"{ "Fn::Join": ["-", ["a", { "Ref": "AWS::Region" }]] }"#)
        XCTAssertEqual(rendered((["a", "b"] as List<Value<String>>)[1]), #""b""#)
        XCTAssertEqual(
            rendered { stack in
                let index = stack.parameter("Index", .integer)
                return (["a", "b"] as List<Value<String>>)[index]
            },
            #"{ "Fn::Select": [{ "Ref": "Index" }, ["a", "b"]] }"#)
    }

    func testAvailabilityZonesAndAddressRanges() {
        XCTAssertEqual(rendered(List.availabilityZones(in: "eu-west-3")), #"{ "Fn::GetAZs": "eu-west-3" }"#)
        XCTAssertEqual(
            rendered(List.cidr(of: "10.0.0.0/16", count: 6, hostBits: 8)),
            #"{ "Fn::Cidr": ["10.0.0.0/16", 6, 8] }"#)
    }

    func testBase64ImportValueAndTransform() {
        XCTAssertEqual(rendered(Value<String>.base64(AWS.region)), #"{ "Fn::Base64": { "Ref": "AWS::Region" } }"#)
        XCTAssertEqual(
            rendered(Value<ID<Test.Thing>>.importValue("shared-\(AWS.region)")),
            #"{ "Fn::ImportValue": { "Fn::Sub": "shared-${AWS::Region}" } }"#)
        XCTAssertEqual(
            rendered(JSON.transform("AWS::Include", parameters: ["Location": "s3://b/k"])),
            #"{ "Fn::Transform": { "Name": "AWS::Include", "Parameters": { "Location": "s3://b/k" } } }"#)
    }

    func testOutputsOfStacksThatAreDeployedOnTheirOwn() {
        XCTAssertEqual(
            rendered(Value<ID<Test.Thing>>.stackOutput("ThingId", of: "shared")),
            #"{ "Fn::GetStackOutput": { "StackName": "shared", "OutputName": "ThingId" } }"#)
        XCTAssertEqual(
            rendered { stack in
                Value<String>.stackOutput(
                    "Url", of: "shop-\(stack.parameter("Environment"))", region: "us-east-1",
                    roleARN: "arn:aws:iam::111122223333:role/Reader")
            },
            #"{ "Fn::GetStackOutput": { "StackName": { "Fn::Sub": "shop-${Environment}" }, "OutputName": "Url", "#
                + #""Region": "us-east-1", "RoleArn": "arn:aws:iam::111122223333:role/Reader" } }"#)
    }

    func testOutputsHoldListsAsText() {
        XCTAssertEqual(
            rendered(List<Value<ID<Test.Thing>>>.importValue("things")),
            #"{ "Fn::Split": [",", { "Fn::ImportValue": "things" }] }"#)
        XCTAssertEqual(
            rendered(List<Value<ID<Test.Thing>>>.stackOutput("Things", of: "shared")),
            #"{ "Fn::Split": [ ",", { "Fn::GetStackOutput": { "StackName": "shared", "OutputName": "Things" } } ] }"#)
    }

    func testOutputsOfStacksAreReadWhereCloudFormationReadsThem() {
        let output: Value<String> = .stackOutput("Url", of: "shop")
        XCTAssertEqual(
            synthesize { stack in
                stack.add("R", bucket(JSON("\(output)-a" as Value<String>)))
                stack.output("O", output)
            }.messages, "")
        let allowed = synthesize { stack in
            stack.add("R", bucket(), condition: stack.condition("C", output == "a"))
            stack.add("I", bucket(JSON(Value<String>.importValue("x-\(output)"))))
            stack.output("O", "a", export: output)
        }
        XCTAssertEqual(allowed.codes, Array(repeating: "function-not-allowed", count: 3), allowed.messages)
    }

    func testFindInMap() {
        XCTAssertEqual(
            rendered { stack in
                let sizes: Mapping<Value<Int>> = stack.mapping("Sizes", ["dev": ["count": 1], "prod": ["count": 4]])
                return sizes.value(stack.parameter("Environment"), "count")
            },
            #"{ "Fn::FindInMap": ["Sizes", { "Ref": "Environment" }, "count"] }"#)
    }

    func testFunctionsBeyondTheBasicLanguageDeclareItsExtensions() {
        func transform(_ make: (Stack) -> some TemplateValue) -> String {
            synthesize { stack in
                let value = make(stack)
                stack.add("R", bucket(JSON(value)))
            }.section("Transform")
        }
        let extensions = #""AWS::LanguageExtensions""#
        XCTAssertEqual(transform { _ in AWS.notificationARNs.count }, extensions)
        XCTAssertEqual(transform { _ in Value<String>.toJSONString(["a": 1]) }, extensions)
        XCTAssertEqual(
            transform { $0.mapping("M", ["a": ["b": "c"]]).value("x-\(AWS.region)", "b") as JSON }, extensions)
        XCTAssertEqual(
            transform { $0.mapping("M", ["a": ["b": "c"]]).value("a", "b", default: "d") as JSON }, extensions)
        XCTAssertEqual(transform { $0.mapping("M", ["a": ["b": "c"]]).value(AWS.region, "b") as JSON }, "no Transform")
        XCTAssertEqual(transform { _ in ["Fn::Length": [1, 2]] as JSON }, extensions)
    }

    func testLanguageExtensionsComeBeforeOtherTransforms() {
        let assembly = synthesize { stack in
            stack.addTransform("AWS::Serverless-2016-10-31")
            stack.add("R", bucket(JSON(AWS.notificationARNs.count)))
        }
        XCTAssertTrue(
            assembly.template().contains(
                """
                  "Transform": [
                    "AWS::LanguageExtensions",
                    "AWS::Serverless-2016-10-31"
                  ],
                """), assembly.template())
    }

    func testRotationByAFunctionThatAWSMakesDeclaresItsTransform() {
        func template(_ properties: KeyValuePairs<String, JSON>, _ transform: String? = nil) -> String {
            synthesize { stack in
                if let transform { stack.addTransform(transform) }
                stack.add("R", RawResource("AWS::SecretsManager::RotationSchedule", properties: properties))
            }.template()
        }
        let hosted: KeyValuePairs<String, JSON> = [
            "SecretId": "shop", "HostedRotationLambda": ["RotationType": "MySQLSingleUser"],
        ]
        XCTAssertTrue(template(hosted).contains(#""Transform": "AWS::SecretsManager-2024-09-16""#), template(hosted))
        let older = template(hosted, "AWS::SecretsManager-2020-07-23")
        XCTAssertTrue(older.contains(#""Transform": "AWS::SecretsManager-2020-07-23""#), "the user's own stays alone")
        XCTAssertFalse(template(["SecretId": "shop"]).contains("Transform"))
    }

    func testServerlessTypesDeclareTheirTransformAfterAllOthers() {
        func transform(_ build: @escaping (Stack) -> Void) -> String {
            let assembly = synthesize { stack in
                stack.add("F", RawResource("AWS::Serverless::Function", properties: ["Handler": "a.b"]))
                build(stack)
            }
            XCTAssertEqual(assembly.messages, "")
            let lines = assembly.template().split(separator: "\n").map { $0.drop { $0 == " " } }
            return lines.drop { !$0.hasPrefix("\"Transform") }.prefix { !$0.hasPrefix("\"Resources") }.joined(
                separator: " ")
        }
        XCTAssertEqual(transform { _ in }, #""Transform": "AWS::Serverless-2016-10-31","#)
        XCTAssertEqual(
            transform { stack in
                stack.addTransform("Ours")
                stack.add("R", bucket(JSON(AWS.notificationARNs.count)))
            }, #""Transform": [ "AWS::LanguageExtensions", "Ours", "AWS::Serverless-2016-10-31" ],"#)
        XCTAssertEqual(
            transform { stack in
                stack.addTransform("AWS::Serverless-2016-10-31")
                stack.addTransform("Ours")
            }, #""Transform": [ "AWS::Serverless-2016-10-31", "Ours" ],"#)
    }

    func testWhatTheServerlessTransformMakesCanBeNamed() {
        let assembly = synthesize { stack in
            stack.add("F", RawResource("AWS::Serverless::Function", properties: ["Handler": "a.b"]))
            stack.add("R", bucket(["Fn::GetAtt": ["FRole", "Arn"]]))
        }
        XCTAssertEqual(assembly.messages, "")
    }

    func testLengthAndJSONString() {
        XCTAssertEqual(rendered(AWS.notificationARNs.count), #"{ "Fn::Length": { "Ref": "AWS::NotificationARNs" } }"#)
        XCTAssertEqual(
            rendered(Value<String>.toJSONString(["a": JSON(AWS.region)])),
            #"{ "Fn::ToJsonString": { "a": { "Ref": "AWS::Region" } } }"#)
    }

    func testPseudoParameters() {
        XCTAssertEqual(
            [
                AWS.accountID, AWS.partition, AWS.region, AWS.stackID, AWS.stackName, AWS.urlSuffix, .noValue,
            ].map(rendered),
            ["AccountId", "Partition", "Region", "StackId", "StackName", "URLSuffix", "NoValue"]
                .map { #"{ "Ref": "AWS::\#($0)" }"# })
    }

    func testDynamicReferences() {
        XCTAssertEqual(rendered(Value<String>.ssm("/a/b")), #""{{resolve:ssm:/a/b}}""#)
        XCTAssertEqual(rendered(Value<String>.ssm("/a/b", version: 3)), #""{{resolve:ssm:/a/b:3}}""#)
        XCTAssertEqual(rendered(Value<String>.ssmSecure("/a", version: 1)), #""{{resolve:ssm-secure:/a:1}}""#)
        XCTAssertEqual(
            rendered(Value<String>.secretsManager("db")), #""{{resolve:secretsmanager:db:SecretString}}""#)
        XCTAssertEqual(
            rendered(Value<String>.secretsManager("db", key: "password", versionStage: "AWSPREVIOUS")),
            #""{{resolve:secretsmanager:db:SecretString:password:AWSPREVIOUS}}""#)
        XCTAssertEqual(
            rendered(Value<String>.secretsManager("db", versionID: "v1")),
            #""{{resolve:secretsmanager:db:SecretString:::v1}}""#)
        XCTAssertEqual(
            rendered { Value<String>.secretsManager($0.add("Secret", Test.Thing()).thingID.text, key: "password") },
            #"{ "Fn::Sub": "{{resolve:secretsmanager:${Secret}:SecretString:password}}" }"#)
    }

    func testConditionalValues() {
        XCTAssertEqual(
            rendered { stack in
                let isLarge = stack.condition("IsLarge", stack.parameter("Size") == "large")
                return Value<Int>.if(isLarge, 14, else: .noValue)
            },
            #"{ "Fn::If": ["IsLarge", 14, { "Ref": "AWS::NoValue" }] }"#)
    }
}
