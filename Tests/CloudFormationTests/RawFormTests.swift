import CloudFormation
import XCTest

/// What no type covers: sections of macros, loops that only a deployment knows, attributes of resources.
final class RawFormTests: XCTestCase {
    func testASectionOfAMacroStandsInTheTemplateWithItsReferences() {
        let assembly = synthesize { root in
            let seconds = root.parameter("Seconds", .integer, default: 3)
            root.addTransform("AWS::Serverless-2016-10-31")
            root.addSection("Globals", ["Function": ["Timeout": JSON(seconds)]])
            root.add("One", bucket())
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Globals"),
            """
            {
              "Function": {
                "Timeout": { "Ref": "Seconds" }
              }
            }
            """)
    }

    func testNoSectionOfCloudFormationIsWrittenBesideItsMembers() {
        let assembly = synthesize { root in
            root.add("One", bucket())
            root.addSection("Outputs", ["A": ["Value": "b"]])
        }
        XCTAssertEqual(assembly.codes, ["illegal-name"])
        XCTAssertTrue(assembly.messages.contains("RawFormTests.swift:28"), assembly.messages)
    }

    func testALoopOverAParameterBringsItsTransformAndKeepsConditionsThatItNames() {
        let assembly = synthesize { root in
            let names = root.parameter("Names", .commaDelimitedList, default: ["a"])
            let stage = root.parameter("Stage", default: "dev")
            _ = root.condition("IsProduction", stage == "prod")
            root.addMember(
                "Fn::ForEach::Topics",
                ["Name", JSON(names), ["Topic${Name}": ["Type": "AWS::SNS::Topic", "Condition": "IsProduction"]]],
                to: .resources)
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertTrue(assembly.template().contains(#""Transform": "AWS::LanguageExtensions""#), assembly.template())
        XCTAssertTrue(assembly.section("Conditions").contains("IsProduction"), assembly.template())
        XCTAssertTrue(assembly.section("Resources").contains("Fn::ForEach::Topics"), assembly.template())
    }

    func testAMacroTakesParameters() {
        let assembly = synthesize { root in
            root.addTransform("AWS::Include", parameters: ["Location": "s3://bucket/part.yaml"])
            root.add("One", bucket())
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(
            assembly.section("Transform"),
            """
            {
              "Name": "AWS::Include",
              "Parameters": {
                "Location": "s3://bucket/part.yaml"
              }
            }
            """)
    }

    func testAnAttributeIsAddedOrTakesThePlaceOfAnotherOne() {
        let assembly = synthesize { root in
            let policy = root.parameter("Policy", default: "Retain")
            let one = root.add("One", bucket(), deletionPolicy: .delete)
            one.overrideAttribute("DeletionPolicy", with: JSON(policy))
            one.overrideAttribute("Version", with: "1.0")
        }
        XCTAssertEqual(assembly.codes.filter { $0 != "wrong-value-type" }, [], assembly.messages)
        XCTAssertEqual(
            assembly.section("Resources"),
            """
            {
              "One": {
                "Type": "Own::S3::Bucket",
                "DeletionPolicy": { "Ref": "Policy" },
                "UpdateReplacePolicy": "Delete",
                "Version": "1.0",
                "Properties": {
                  "BucketName": "b"
                }
              }
            }
            """)
    }

    func testTheTypeOfAResourceIsNoAttributeToOverride() {
        let assembly = synthesize { root in
            root.add("One", bucket()).overrideAttribute("Type", with: "Other::S3::Bucket")
        }
        XCTAssertEqual(assembly.codes, ["override-path"])
    }

    func testANestedStackHasTagsTopicsAndATime() {
        let assembly = synthesize { root in
            let topic = root.parameter("Topic")
            let inner = root.nestedStack(
                "Inner", deletionPolicy: .retainExceptOnCreate, notificationARNs: [topic], tags: ["Team": "shop"],
                timeoutInMinutes: 20, metadata: ["Why": "slow"])
            inner.add("One", bucket())
            inner.resource?.override("DisableRollback", with: true)
        }
        XCTAssertEqual(assembly.codes.filter { $0 != "unknown-property" }, [], assembly.messages)
        XCTAssertEqual(
            assembly.section("Resources"),
            """
            {
              "Inner": {
                "Type": "AWS::CloudFormation::Stack",
                "DeletionPolicy": "RetainExceptOnCreate",
                "UpdateReplacePolicy": "Retain",
                "Metadata": {
                  "Why": "slow"
                },
                "Properties": {
                  "DisableRollback": true,
                  "NotificationARNs": [
                    { "Ref": "Topic" }
                  ],
                  "Tags": [
                    { "Key": "Team", "Value": "shop" }
                  ],
                  "TemplateURL": "./Root.Inner.template.json",
                  "TimeoutInMinutes": 20
                }
              }
            }
            """)
    }

    func testAConditionalOutputIsReadByWhoDecidesThemselves() {
        let assembly = synthesize { root in
            let stage = root.parameter("Stage", default: "dev")
            let isProduction = root.condition("IsProduction", stage == "prod")
            let inner = root.nestedStack("Inner")
            let size = inner.parameter("Size", .string, given: "large")
            let isLarge = inner.condition("IsLarge", size == "large")
            inner.output("Name", inner.add("One", bucket(), condition: isLarge).ref, condition: isLarge)
            let name: Value<String> = inner.readOutput("Name")
            root.add("Two", bucket(JSON(Value.if(isProduction, name, else: "none"))))
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertTrue(
            assembly.section("Resources").contains(
                #""Fn::If": ["IsProduction", { "Fn::GetAtt": ["Inner", "Outputs.Name"] }, "none"]"#),
            assembly.template())
        XCTAssertFalse(assembly.section("Conditions").contains("IsLarge"), assembly.template())
    }

    func testARangeMayBeOpenAtOneEnd() {
        let assembly = synthesize { root in
            let days = root.parameter("Days", .integer, default: 7, allowedRange: ...14)
            let count = root.parameter("Count", .integer, default: 7, allowedRange: 2...)
            let name = root.parameter("Name", default: "a", allowedLength: ...8)
            root.add("One", bucket("\(days)-\(count)-\(name)"))
        }
        XCTAssertEqual(assembly.messages, "")
        let parameters = assembly.section("Parameters")
        XCTAssertTrue(parameters.contains(#""MaxValue": 14"#), parameters)
        XCTAssertTrue(parameters.contains(#""MinValue": 2"#), parameters)
        XCTAssertTrue(parameters.contains(#""MaxLength": 8"#), parameters)
        XCTAssertEqual(parameters.components(separatedBy: "MinValue").count, 2, parameters)
        XCTAssertFalse(parameters.contains("MinLength"), parameters)
    }

    func testAnUpdatePolicySaysWhatIsWrittenAndNoMore() {
        let assembly = synthesize { root in
            root.add(
                "One", bucket(),
                updatePolicy: UpdatePolicy(
                    autoScalingReplacingUpdate: .init(willReplace: true),
                    autoScalingRollingUpdate: .init(minInstancesInService: 1, pauseTime: "PT5M")))
            root.add("Two", bucket(), updatePolicy: UpdatePolicy(enableVersionUpgrade: true))
        }
        let resources = assembly.section("Resources")
        XCTAssertTrue(resources.contains(#""MinInstancesInService": 1"#), resources)
        XCTAssertTrue(resources.contains(#""EnableVersionUpgrade": true"#), resources)
        XCTAssertFalse(resources.contains("SuspendProcesses"), resources)
    }
}
