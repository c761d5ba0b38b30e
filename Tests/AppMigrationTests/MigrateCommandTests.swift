import AWSAccessTesting
import Environments
import Foundation
import NewApp
import Terminal
import TerminalTesting
import XCTest

@testable import AppMigration

final class MigrateCommandTests: XCTestCase {
    private var folder = ""

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "migrate-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String, to name: String) throws {
        try text.write(toFile: folder + "/" + name, atomically: true, encoding: .utf8)
    }

    private func run(
        _ words: String..., aws: FakeAWS = FakeAWS()
    ) async throws -> (code: ExitCode, output: String, errors: String) {
        let screen = TestTerminal()
        let arguments = try MigrateCommand.syntax.parse(words)
        let context = CommandContext(terminal: screen.terminal(), aws: { _ in aws.cli() })
        let code = await MigrateCommand().run(arguments, in: context)
        return (code, screen.output, screen.errors.replacingOccurrences(of: folder, with: "DIR"))
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: folder + "/shop/" + path, encoding: .utf8)
    }

    private static let queue =
        #"{ "Resources": { "Q": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": 5 } } } }"#

    func testTheAppIsAPackageAsNewAppMakesItWithTheStacksOfTheTemplate() async throws {
        try write(
            #"""
            { "Resources": {
                "Data": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "data.json" } },
                "Told": { "Type": "AWS::SNS::Topic" }
            } }
            """#, to: "root.json")
        try write(Self.queue, to: "data.json")
        let outcome = try await run(folder + "/root.json", "--into", folder + "/shop", "--no-proof")
        XCTAssertEqual(outcome.code, .success, outcome.errors)
        XCTAssertTrue(outcome.output.contains("3 resources in 2 files"), outcome.output)
        XCTAssertTrue(try text("Stacks/Shop.swift").contains(#"Data(in: stack.nestedStack("Data"))"#))
        XCTAssertTrue(try text("Stacks/Data.swift").contains("SQS.Queue(delaySeconds: 5)"))
        XCTAssertTrue(try text("Sources/Infra/main.swift").contains("await AppCommand(Shop.app).main()"))
        let manifest = try text("Package.swift")
        XCTAssertTrue(manifest.contains(#".product(name: "AWSSNS","#), manifest)
        XCTAssertTrue(manifest.contains(#".product(name: "AWSSQS","#), manifest)
        XCTAssertTrue(try text("Tests/StacksTests/ShopTests.swift").contains("Shop.app().expectTemplates"))
        XCTAssertTrue(try text("parameters/local.json").contains(#""stackName": "shop-local""#))
    }

    func testCheckOnlySaysWhatWouldBeRaw() async throws {
        try write(
            #"{ "Resources": { "A": { "Type": "Custom::Thing" }, "Q": { "Type": "AWS::SQS::Queue", "Properties": { "New": 1 } } } }"#,
            to: "t.json")
        let outcome = try await run(folder + "/t.json", "--check", "--name", "Shop")
        XCTAssertEqual(outcome.code, .success, outcome.errors)
        XCTAssertTrue(outcome.output.contains("1 resource of types that no module has"), outcome.output)
        XCTAssertTrue(outcome.output.contains("1 property set in raw JSON"), outcome.output)
        XCTAssertTrue(
            outcome.output.contains("t.json:1: Resources/Q/Properties/New: no type has the property New"),
            outcome.output)
        XCTAssertTrue(outcome.output.contains("Resources/A: no module has the type Custom::Thing"), outcome.output)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), ["t.json"])
    }

    func testBadInputIsSaidAtItsPlaceAndLeavesNothing() async throws {
        for (text, message) in [
            ("{ \"Resources\": ", "t.json:1"),
            ("{\n\"Resources\": {\n\"N\": { \"Type\": { \"Fn::Rain::Module\": \"vpc.yml\" } } } }", "t.json:3"),
            ("{\n\"Resources\": {},\n\"Modules\": {} }", "t.json:3"),
        ] {
            try write(text, to: "t.json")
            let outcome = try await run(folder + "/t.json", "--into", folder + "/shop")
            XCTAssertEqual(outcome.code, .failure)
            XCTAssertTrue(outcome.errors.contains(message), outcome.errors)
            XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), ["t.json"])
        }
        let missing = try await run(folder + "/none.json", "--check")
        XCTAssertEqual(missing.code, .failure)
        XCTAssertTrue(missing.errors.contains("there is no such file"), missing.errors)
    }

    func testANestedFileThatIsNotThereIsTold() async throws {
        try write(
            #"{ "Resources": { "N": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "gone.json" } } } }"#,
            to: "t.json")
        let outcome = try await run(folder + "/t.json", "--check", "--name", "Shop")
        XCTAssertEqual(outcome.code, .success, outcome.errors)
        XCTAssertTrue(outcome.output.contains("gone.json, so that its address stays"), outcome.output)
    }

    private func writeApp(_ source: String) throws {
        try FileManager.default.createDirectory(atPath: folder + "/shop/Stacks", withIntermediateDirectories: true)
        try write(
            #"targets: [.target(name: "Stacks", dependencies: [.product(name: "AWSSNS", package: "Kit")])]"#,
            to: "shop/Package.swift")
        try write(source, to: "shop/Stacks/Shop.swift")
    }

    func testAnAppThatIsThereGetsANestedStackMoreAndIsToldWhatToAdd() async throws {
        let source = "enum Shop {\n    static func app() { let root = app.stack(\"Shop\") }\n}\nstruct Data {}\n"
        try writeApp(source)
        try write(
            #"""
            { "Parameters": { "Delay": { "Type": "Number" }, "Days": { "Type": "Number", "Default": 4 } }, "Resources": {
                "Q": { "Type": "AWS::SQS::Queue", "Properties": { "DelaySeconds": { "Ref": "Delay" } } },
                "Data": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "data.json" } }
            } }
            """#, to: "orders.json")
        try write(Self.queue, to: "data.json")
        let outcome = try await run(folder + "/orders.json", "--into", folder + "/shop")
        XCTAssertEqual(outcome.code, .success, outcome.errors)
        XCTAssertTrue(
            outcome.output.contains(#"_ = Orders(in: root.nestedStack("Orders"), delay: ...)"#), outcome.output)
        XCTAssertTrue(outcome.output.contains("delay is a Value<Int>"), outcome.output)
        XCTAssertTrue(outcome.output.contains(#".product(name: "AWSSQS", package: "Kit"),"#), outcome.output)
        XCTAssertFalse(outcome.output.contains("AWSSNS"), outcome.output)
        let swift = try text("Stacks/Orders.swift")
        XCTAssertTrue(swift.contains("init(in stack: Stack, delay: Value<Int>)"), swift)
        XCTAssertTrue(swift.contains(#"stack.parameter("Days", .integer, given: nil, default: 4)"#), swift)
        XCTAssertTrue(try text("Stacks/DataStack.swift").contains("SQS.Queue"), "Data is a type of the app's")
        XCTAssertEqual(try text("Stacks/Shop.swift"), source)

        let again = try await run(folder + "/orders.json", "--into", folder + "/shop")
        XCTAssertEqual(again.code, .usage)
        XCTAssertTrue(again.errors.contains("'Orders' is that of a type which is there already"), again.errors)
    }

    func testNothingIsAddedToAnAppWhereOneFileIsThereAlready() async throws {
        try writeApp("enum Shop {}\n")
        try write(Self.queue, to: "orders.json")
        try write("// nothing\n", to: "shop/Stacks/Orders.swift")
        let outcome = try await run(folder + "/orders.json", "--into", folder + "/shop")
        XCTAssertEqual(outcome.code, .failure)
        XCTAssertTrue(outcome.errors.contains("there is a file of that name"), outcome.errors)
        XCTAssertEqual(
            try FileManager.default.contentsOfDirectory(atPath: folder + "/shop/Stacks").sorted(),
            ["Orders.swift", "Shop.swift"])
        XCTAssertEqual(try text("Stacks/Orders.swift"), "// nothing\n")
    }

    func testAFolderWithFilesIsLeftAlone() async throws {
        try write(Self.queue, to: "t.json")
        let outcome = try await run(folder + "/t.json", "--into", folder, "--name", "Shop", "--no-proof")
        XCTAssertEqual(outcome.code, .failure)
        XCTAssertTrue(outcome.errors.contains("is not empty"), outcome.errors)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder), ["t.json"])
    }

    func testADeployedStackBringsItsNestedOnesAndTheValuesOfItsParameters() async throws {
        let aws = FakeAWS()
        // "DescribeStacks", "GetTemplate" and "ListStackResources" in the AWS CloudFormation API Reference.
        aws.on(
            "cloudformation describe-stacks",
            #"""
            {"Stacks":[{"StackId":"arn:aws:cloudformation:eu-west-3:123456789012:stack/shop/1","StackName":"shop",
            "StackStatus":"CREATE_COMPLETE","CreationTime":"2026-01-01T00:00:00Z","Parameters":[
            {"ParameterKey":"Tier","ParameterValue":"prod"},{"ParameterKey":"Word","ParameterValue":"****"}]}]}
            """#)
        aws.on(
            "cloudformation get-template --stack-name arn:aws:cloudformation:eu-west-3:123456789012:stack/shop/1",
            #"""
            {"TemplateBody":{"Parameters":{"Tier":{"Type":"String"},"Word":{"Type":"String","NoEcho":true}},"Resources":{
            "Data":{"Type":"AWS::CloudFormation::Stack","Properties":{"TemplateURL":"https://s3.amazonaws.com/b/data.json"}}}}}
            """#)
        aws.on(
            "cloudformation list-stack-resources",
            #"""
            {"StackResourceSummaries":[{"LogicalResourceId":"Data","PhysicalResourceId":"arn:data",
            "ResourceType":"AWS::CloudFormation::Stack","ResourceStatus":"CREATE_COMPLETE","LastUpdatedTimestamp":"2026-01-01T00:00:00Z"}]}
            """#)
        aws.on("cloudformation get-template --stack-name arn:data", "{\"TemplateBody\":\(Self.queue)}")
        let outcome = try await run(
            "--stack", "shop", "--region", "eu-west-3", "--into", folder + "/shop", "--no-proof", aws: aws)
        XCTAssertEqual(outcome.code, .success, outcome.errors)
        XCTAssertTrue(try text("Stacks/Data.swift").contains("delaySeconds: 5"))
        let environment = try text("parameters/dev.json")
        XCTAssertTrue(environment.contains(#""stackName": "shop""#), environment)
        XCTAssertTrue(environment.contains(#""Tier": "prod""#), environment)
        XCTAssertFalse(environment.contains("Word"), environment)
    }

    func testNoNameHidesWhatTheSwiftUses() async throws {
        try write(Self.queue, to: "sqs.json")
        try write(#"{ "Resources": { "B": { "Type": "AWS::S3::Bucket" } } }"#, to: "bucket.json")
        let taken = try await run(folder + "/bucket.json", "--check", "--name", "S3")
        XCTAssertEqual(taken.code, .usage)
        XCTAssertTrue(taken.errors.contains("--name"), taken.errors)
        try write(
            #"{ "Resources": { "SQS": { "Type": "AWS::CloudFormation::Stack", "Properties": { "TemplateURL": "sqs.json" } } } }"#,
            to: "root.json")
        let nested = try await run(folder + "/root.json", "--into", folder + "/shop", "--no-proof")
        XCTAssertEqual(nested.code, .success, nested.errors)
        XCTAssertTrue(try text("Stacks/SQSStack.swift").contains("SQS.Queue(delaySeconds: 5)"))
    }

    func testWhatIsMissingInTheCommandLineIsSaid() async throws {
        let neither = try await run("--check")
        XCTAssertEqual(neither.code, .usage)
        let placeless = try await run("--stack", "shop", "--check")
        XCTAssertEqual(placeless.code, .usage)
        XCTAssertTrue(placeless.errors.contains("--region"), placeless.errors)
        try write(Self.queue, to: "t.json")
        let nowhere = try await run(folder + "/t.json")
        XCTAssertEqual(nowhere.code, .usage)
        XCTAssertTrue(nowhere.errors.contains("--into"), nowhere.errors)
    }

    func testYAMLNeedsTheToolsOfAClone() throws {
        XCTAssertThrowsError(try YAMLDecoder(clone: "/nowhere").json(of: "t.yaml")) { error in
            XCTAssertTrue("\(error)".contains("not installed"), "\(error)")
        }
    }
}
