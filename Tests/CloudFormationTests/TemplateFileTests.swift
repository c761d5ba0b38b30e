import CloudFormation
import Foundation
import Template
import XCTest

/// CloudFormation templates that somebody wrote, nested as they are.
final class TemplateFileTests: XCTestCase {
    private static let text = """
        { "Parameters": {
            "Days": { "Type": "Number", "MinValue": 1, "MaxValue": 14 },
            "Kind": { "Type": "String", "Default": "fifo", "AllowedValues": ["fifo", "standard"] },
            "Thing": { "Type": "Test::Thing::Id", "Default": "t-1" },
            "Zones": { "Type": "CommaDelimitedList", "Default": "" }
          },
          "Resources": { "Queue":   { "Type": "Own::SQS::Queue", "DeletionPolicy": "Retain", "Properties": {
            "Used": { "Fn::Sub": ["${Days} ${Kind} ${Thing} ${Z}", { "Z": { "Fn::Select": [0, { "Ref": "Zones" }] } }] } } } },
          "Outputs": { "QueueArn": { "Value": { "Fn::GetAtt": ["Queue", "Arn"] } } } }
        """
    private let file = TemplateFile("Legacy/queue.json", contents: Array(TemplateFileTests.text.utf8))

    func testAFileIsNestedAsItIsAndItsOutputsAreValues() {
        let assembly = synthesize { stack in
            let thing = stack.scope("Old").add("T", Test.Thing())
            let legacy = stack.scope("Old").nestedStack(
                "Queues", template: file,
                parameters: ["Days": 7, "Zones": .init(thing.zones), "Thing": .init(thing.thingID), "Kind": "standard"])
            let arn = legacy.output("QueueArn", as: ARN<Test.Thing>.self)
            let other = stack.nestedStack("Other")
            other.add("R", bucket(JSON(arn)))
            stack.add("After", bucket(), dependsOn: [legacy])
        }
        XCTAssertEqual(assembly.messages, "")
        XCTAssertEqual(assembly.template("OldQueues"), Self.text)
        XCTAssertTrue(
            assembly.section("Resources").contains(
                """
                  "OldQueues": {
                    "Type": "AWS::CloudFormation::Stack",
                    "Properties": {
                      "Parameters": {
                        "Days": "7",
                        "Kind": "standard",
                        "Thing": { "Ref": "OldT" },
                        "Zones": { "Fn::Join": [",", { "Fn::GetAtt": ["OldT", "Zones"] }] }
                      },
                      "TemplateURL": "./Root.OldQueues.template.json"
                    }
                  },
                """), assembly.section("Resources"))
        XCTAssertTrue(
            assembly.template().contains(#"{ "Fn::GetAtt": ["OldQueues", "Outputs.QueueArn"] }"#), assembly.template())
        XCTAssertTrue(assembly.template().contains(#""DependsOn": ["#), assembly.template())
    }

    func testDeploymentKnowsWhatTheFileHolds() throws {
        let assembly = synthesize { _ = $0.nestedStack("Queues", template: file, parameters: ["Days": 7]) }
        XCTAssertEqual(assembly.templates.map(\.fileName), ["Root.template.json", "Root.Queues.template.json"])
        XCTAssertEqual(assembly.templates[0].resources.first?.nestedTemplate, "Root.Queues.template.json")
        let queue = try XCTUnwrap(assembly.templates[1].resources.first)
        let declared = assembly.templates[1].template.resources["Queue"]
        XCTAssertEqual(declared?.type, "Own::SQS::Queue")
        XCTAssertEqual(declared?.deletionPolicy, "Retain")
        XCTAssertEqual(queue.path, "Root/Queues/Queue")
        XCTAssertEqual(assembly.templates[1].stackPath, ["Root", "Queues"])
    }

    func testWhatTheParametersDoNotTakeIsReported() {
        enum Other: ParameterIdentifiable { static let parameterType = "Test::Other::Id" }
        func messages(_ parameters: KeyValuePairs<String, TemplateArgument>) -> String {
            synthesize { _ = $0.nestedStack("Queues", template: file, parameters: parameters) }.messages
        }
        let missing = messages([:])
        XCTAssertTrue(missing.contains("Legacy/queue.json wants a value for its parameter Days [missing"), missing)
        XCTAssertTrue(missing.contains("Legacy/queue.json:2:5: note: declared here"), missing)
        let unknown = messages(["Days": 1, "Dayz": 1])
        XCTAssertTrue(unknown.contains("has no parameter Dayz [unknown-template-parameter]"), unknown)
        XCTAssertTrue(unknown.contains("fix: choose one of Days, Kind, Thing, Zones"), unknown)
        let range = messages(["Days": 15])
        XCTAssertTrue(
            range.contains("the parameter Days of Legacy/queue.json must be 14 or less; given: \"15\""), range)
        let value = messages(["Days": 1, "Kind": "lifo"])
        XCTAssertTrue(value.contains("must be one of fifo, standard; given: \"lifo\""), value)
        let list = messages(["Days": 1, "Kind": .init(["a", "b"] as List<Value<String>>)])
        XCTAssertTrue(list.contains("is a String, and a list is given"), list)
        let type = messages(["Days": 1, "Thing": .init("o-1" as Value<ID<Other>>)])
        XCTAssertTrue(type.contains("is a Test::Thing::Id, and a Test::Other::Id is given"), type)
    }

    /// The line gives it, whatever the problem in it is.
    func testALineThatGivesAFileItsSecretIsNotShown() {
        let secret = """
            { "Parameters": { "Password": { "Type": "String", "MinLength": 9, "NoEcho": true } },
              "Resources": { "A": { "Type": "Own::SQS::Queue" } } }
            """
        func isConfidential(
            _ text: String, _ parameters: KeyValuePairs<String, TemplateArgument> = ["Password": "hunter2"]
        ) -> [Bool] {
            let file = TemplateFile("a.json", contents: Array(text.utf8))
            let assembly = synthesize { stack in
                stack.add("R", bucket())
                _ = stack.nestedStack("A", template: file, parameters: parameters)
            }
            XCTAssertFalse(assembly.messages.contains("hunter2"), assembly.messages)
            return assembly.diagnostics.filter { $0.severity == .error }.map(\.isConfidential)
        }
        XCTAssertEqual(isConfidential(secret), [true, true], "too short, and for everyone to read")
        XCTAssertEqual(isConfidential(secret, ["Pasword": "hunter2"]), [true, true], "a typing mistake")
        XCTAssertEqual(isConfidential("{"), [true], "nobody knows")
        XCTAssertEqual(isConfidential(secret.replacing("true", with: "false"), [:]), [false], "it has none")
    }

    func testASecretThatIsGivenAsTextIsReported() {
        let file = TemplateFile(
            "a.json",
            contents: Array(
                """
                { "Parameters": { "Password": { "Type": "String", "NoEcho": true } },
                  "Resources": { "A": { "Type": "Own::SQS::Queue", "Properties": { "P": { "Ref": "Password" } } } } }
                """.utf8))
        func codes(_ value: TemplateArgument) -> [String] {
            synthesize { _ = $0.nestedStack("A", template: file, parameters: ["Password": value]) }.diagnostics
                .map(\.code)
        }
        XCTAssertEqual(codes("hunter2"), ["secret-in-template"])
        XCTAssertEqual(codes(""), [])
        XCTAssertEqual(codes("{{resolve:secretsmanager:shop}}"), [])
        XCTAssertEqual(
            synthesize { stack in
                let secret = stack.parameter("Secret", noEcho: true)
                _ = stack.nestedStack("A", template: file, parameters: ["Password": .init(secret)])
            }.diagnostics.map(\.code), [])
    }

    func testAnOutputThatTheFileLacksIsReportedWhereItIsUsed() {
        var line = 0
        let assembly = synthesize { stack in
            let legacy = stack.nestedStack("Queues", template: file, parameters: ["Days": 7])
            line = #line + 1
            stack.output("Url", legacy.output("QueueUrl"))
        }
        XCTAssertTrue(
            assembly.messages.contains(
                "TemplateFileTests.swift:\(line): error: Legacy/queue.json has no output QueueUrl"), assembly.messages)
        XCTAssertTrue(assembly.messages.contains("fix: choose one of QueueArn"), assembly.messages)
    }

    func testWhatIsNoTemplateSaysWhyAndWhere() {
        func message(_ text: String) -> String {
            let file = TemplateFile("a.json", contents: Array(text.utf8))
            return synthesize { stack in
                stack.add("R", bucket())
                _ = stack.nestedStack("A", template: file)
            }.messages
        }
        let broken = message("{\n  \"Resources\": {,}\n}")
        XCTAssertTrue(broken.contains("a.json is no JSON: met ',' where a key or '}' is expected"), broken)
        XCTAssertTrue(broken.contains("a.json:2:17: note: here"), broken)
        XCTAssertTrue(
            message("{}").contains("a.json is no template: the template has no section Resources"), message("{}"))
        let empty = message(#"{"Resources": {}}"#)
        XCTAssertTrue(empty.contains("it has no resources"), empty)
        let list = message(#"{"Resources": []}"#)
        XCTAssertTrue(list.contains("Resources is an object, and this is a list"), list)
        let nested = message(
            """
            { "Resources": { "Inner": { "Type": "AWS::CloudFormation::Stack",
              "Properties": { "TemplateURL": "s3://bucket/inner.json" } } } }
            """)
        XCTAssertTrue(nested.contains("nests s3://bucket/inner.json as Inner, which is no address"), nested)
        XCTAssertTrue(nested.contains("a.json:2:19: note: here"), nested)
    }

    func testAFileIsReadFromItsPath() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("templates-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let path = folder.appendingPathComponent("queue.json").path
        try Data(Self.text.utf8).write(to: URL(fileURLWithPath: path))
        func assembly(_ path: String) -> Assembly {
            synthesize { stack in
                stack.add("R", bucket())
                _ = stack.nestedStack("Queues", template: TemplateFile(path), parameters: ["Days": 7])
            }
        }
        XCTAssertEqual(assembly(path).messages, "")
        XCTAssertEqual(assembly(path).template("Queues"), Self.text)
        XCTAssertTrue(assembly(path + "x").messages.contains("\(path)x is not there"), assembly(path + "x").messages)
    }
}
