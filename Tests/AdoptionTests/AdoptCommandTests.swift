import AWSAccessTesting
import AWSSQS
import CloudFormation
import Deployment
import Environments
import EnvironmentsTesting
import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import Adoption

/// What was started, in order.
private final class Calls: @unchecked Sendable {
    private let lock = NSLock()
    private var words: [[String]] = []

    var values: [[String]] { lock.withLock { words } }

    func append(_ call: [String]) { lock.withLock { words.append(call) } }
}

/// Answers are as in the AWS Cloud Control API Reference, "GetResource", and the AWS CloudFormation API Reference.
final class AdoptCommandTests: XCTestCase {
    private var folder = ""
    private let aws = FakeAWS()

    override func setUpWithError() throws {
        folder = NSTemporaryDirectory() + "adopt-" + UUID().uuidString
        for name in ["Stacks", "parameters"] {
            try FileManager.default.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        try #"{ "region": "eu-west-3", "stackName": "shop-dev", "parameters": {} }"#
            .write(toFile: folder + "/parameters/dev.json", atomically: true, encoding: .utf8)
        try Self.source.write(toFile: folder + "/Stacks/Shop.swift", atomically: true, encoding: .utf8)
        aws.on(
            "cloudformation describe-stacks",
            #"{"Stacks":[{"StackId":"arn:aws:cloudformation:eu-west-3:123456789012:stack/shop-dev/1","StackName":"shop-dev","StackStatus":"CREATE_COMPLETE","CreationTime":"2026-01-01T00:00:00Z"}]}"#
        )
        aws.on(
            "cloudformation list-stack-resources",
            #"{"StackResourceSummaries":[{"LogicalResourceId":"Failed","PhysicalResourceId":"https://sqs/1/failed","ResourceType":"AWS::SQS::Queue","ResourceStatus":"CREATE_COMPLETE","LastUpdatedTimestamp":"2026-01-01T00:00:00Z"}]}"#
        )
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private static let source = """
        import AWSSQS

        public enum Shop {
            public static func app() -> App {
                let app = App()
                let root = app.stack("Shop", description: "a (small) shop")
                root.add("Failed", SQS.Queue())
                return app
            }
        }

        """

    private func answer(_ name: String, _ properties: String) throws {
        let text = String(decoding: try JSONEncoder().encode(properties), as: UTF8.self)
        aws.on(
            #"cloudcontrol get-resource --cli-input-json {"Identifier": "https://sqs/1/\#(name)""#,
            #"{"TypeName":"AWS::SQS::Queue","ResourceDescription":{"Identifier":"https://sqs/1/\#(name)","Properties":\#(text)}}"#
        )
    }

    private func run(
        _ words: String...
    ) async throws -> (code: ExitCode, output: String, errors: String, again: [[String]]) {
        let app = App(fileID: "Stacks/Shop.swift", line: 5)
        let root = app.stack("Shop", fileID: "Stacks/Shop.swift", line: 6)
        root.add("Failed", SQS.Queue(), fileID: "Stacks/Shop.swift", line: 7)
        let templates = try DeployableTemplates(app.synthesize())
        let again = Calls()
        let command = AdoptCommand(templates: { templates }, folder: folder) {
            again.append($0)
            return 0
        }
        let screen = TestTerminal()
        let aws = aws
        let context = CommandContext(
            terminal: screen.terminal(), environments: EnvironmentDirectory(path: folder + "/parameters"),
            aws: { _ in aws.cli() })
        let code = await command.run(try command.syntax.parse(["--env", "dev"] + words), in: context)
        return (code, screen.output, screen.errors, again.values)
    }

    private func text(_ path: String) throws -> String {
        try String(contentsOfFile: "\(folder)/\(path)", encoding: .utf8)
    }

    private var files: [String] {
        get throws { try FileManager.default.contentsOfDirectory(atPath: folder + "/Stacks").sorted() }
    }

    func testTheSwiftIsWrittenCalledAndImported() async throws {
        try answer(
            "orders-new",
            #"{"QueueName":"orders-new","DelaySeconds":5,"Arn":"arn:aws:sqs:eu-west-3:1:orders-new","QueueUrl":"https://sqs/1/orders-new","Tags":[{"Key":"aws:made","Value":"x"},{"Key":"Team","Value":"shop"}]}"#
        )
        let outcome = try await run("AWS::SQS::Queue=https://sqs/1/orders-new", "--yes")
        XCTAssertEqual(outcome.code, .success, outcome.errors)
        XCTAssertEqual(
            try text("Stacks/OrdersNew.swift"),
            """
            import AWSSQS

            /// What was made by hand: https://sqs/1/orders-new.
            struct OrdersNew {
                let ordersNew: Resource<SQS.Queue>

                init(in stack: Stack) {
                    ordersNew = stack.add(
                        "OrdersNew",
                        SQS.Queue(delaySeconds: 5, queueName: "orders-new", tags: ["Team": "shop"]),
                        deletionPolicy: .retain)
                }
            }

            """)
        XCTAssertEqual(
            try text("Stacks/Shop.swift"),
            Self.source.replacing("shop\")\n", with: "shop\")\n        _ = OrdersNew(in: root)\n"))
        XCTAssertEqual(outcome.again.map { $0.suffix(2) }, [["--yes", "OrdersNew=https://sqs/1/orders-new"]])
        XCTAssertTrue(try XCTUnwrap(outcome.again.first).contains("import"), "\(outcome.again)")
    }

    func testAValueThatIsAnAttributeOfTheStackBecomesAReference() async throws {
        try answer(
            "orders",
            #"{"RedrivePolicy":{"deadLetterTargetArn":"arn:aws:sqs:eu-west-3:1:failed","maxReceiveCount":3},"QueueUrl":"https://sqs/1/orders"}"#
        )
        try answer("failed", #"{"Arn":"arn:aws:sqs:eu-west-3:1:failed","QueueUrl":"https://sqs/1/failed"}"#)
        let outcome = try await run("AWS::SQS::Queue=https://sqs/1/orders")
        XCTAssertEqual(outcome.code, .success, outcome.errors)
        let swift = try text("Stacks/Orders.swift")
        XCTAssertTrue(swift.contains("init(in stack: Stack, failed: Resource<SQS.Queue>)"), swift)
        XCTAssertTrue(
            swift.contains("redrivePolicy: .init(deadLetterTargetArn: failed.arn, maxReceiveCount: 3)"), swift)
        XCTAssertEqual(try text("Stacks/Shop.swift"), Self.source, "what it is given is its author's to say")
        XCTAssertTrue(outcome.output.contains("_ = Orders(in: root, failed: ...)"), outcome.output)
        XCTAssertTrue(outcome.output.contains("import 'Orders=https://sqs/1/orders' --env dev"), outcome.output)
        XCTAssertEqual(outcome.again, [])
    }

    func testADryRunOnlyShowsTheSwift() async throws {
        try answer("orders", #"{"DelaySeconds":5}"#)
        let outcome = try await run("AWS::SQS::Queue=https://sqs/1/orders", "--dry-run")
        XCTAssertEqual(outcome.code, .success, outcome.errors)
        XCTAssertTrue(outcome.output.contains("struct Orders {"), outcome.output)
        XCTAssertEqual(try files, ["Shop.swift"])
        XCTAssertEqual(try text("Stacks/Shop.swift"), Self.source)
        XCTAssertEqual(outcome.again, [])
    }

    func testWhatCannotBeAdoptedIsSaidAndLeavesNothing() async throws {
        aws.on(
            "cloudcontrol get-resource",
            error: "An error occurred (ResourceNotFoundException) when calling the GetResource operation: not found")
        for (word, message) in [
            ("AWS::SQS::Queue=https://sqs/1/none", "there is no AWS::SQS::Queue"),
            ("AWS::SQS::Queu=orders", "did you mean 'AWS::SQS::Queue'"),
        ] {
            let outcome = try await run(word)
            XCTAssertEqual(outcome.code, .failure)
            XCTAssertTrue(outcome.errors.contains(message), outcome.errors)
        }
        let typeless = try await run("orders")
        XCTAssertEqual(typeless.code, .usage)
        let stackless = try await run("AWS::SQS::Queue=https://sqs/1/none", "--stack", "Data")
        XCTAssertTrue(stackless.errors.contains("no nested stack Data"), stackless.errors)
        XCTAssertEqual(try files, ["Shop.swift"])
    }

    func testTheLineOfAStackIsFoundWhereItIsPlain() {
        let source = """
            let data = Data(in: root.nestedStack(
                "Data", description: "a) b"))
            let web = root.nestedStack("Web")
            root.nestedStack("Lone")
            """
        XCTAssertEqual(StackCall(in: source, at: 1)?.stack, "data.stack")
        XCTAssertEqual(
            StackCall(in: source, at: 1)?.adding("x").split(separator: "\n")[2], "x", "behind the whole statement")
        XCTAssertEqual(StackCall(in: source, at: 3)?.stack, "web")
        XCTAssertNil(StackCall(in: source, at: 4))
        XCTAssertNil(StackCall(in: source, at: 9))
    }
}
