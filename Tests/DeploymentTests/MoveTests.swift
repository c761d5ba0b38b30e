import AWSAccessTesting
import Diagnostics
import EnvironmentsTesting
import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import CloudFormation
@testable import Deployment
@testable import Environments

/// Declared moves in a deployment. What AWS answers is in the form of "create-stack-refactor", "describe-stack-refactor",
/// "list-stack-refactor-actions" and "list-stack-refactors" in the AWS CLI Command Reference.
final class MoveTests: XCTestCase {
    private let root = "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1"
    private let refactor = "9c384f70-4e07-4ed7-a65d-fee5eb430841"
    private let aws = FakeAWS()
    private let screen = TestTerminal()

    private func template(_ name: String) -> String {
        #"{ "Resources": { "\#(name)": { "Type": "AWS::SQS::Queue" }, "Topic": { "Type": "AWS::SNS::Topic" } } }"#
    }

    /// Queue became Orders, and the change set has nothing to add to that.
    private func play(_ states: String..., deployed name: String = "Queue") {
        aws.on("cloudformation list-stack-refactors", #"{"StackRefactorSummaries": []}"#)
        aws.on("cloudformation describe-stacks", stackJSON("UPDATE_COMPLETE", id: root))
        aws.on("cloudformation get-template", #"{"TemplateBody": \#(template(name))}"#)
        aws.on(
            "cloudformation list-stack-resources",
            stackResourcesJSON((name, "https://sqs/q", "AWS::SQS::Queue"), ("Topic", "arn:topic", "AWS::SNS::Topic")))
        aws.on("cloudformation create-stack-refactor", #"{"StackRefactorId": "\#(refactor)"}"#)
        let counter = Counter()
        aws.on("cloudformation describe-stack-refactor") { [refactor] _ in
            let state = states[min(counter.next(), states.count) - 1]
            return .success(#"{"StackRefactorId": "\#(refactor)", \#(state)}"#)
        }
        aws.on(
            "cloudformation list-stack-refactor-actions",
            """
            {"StackRefactorActions": [{"Action": "MOVE", "Entity": "RESOURCE", "PhysicalResourceId": "https://sqs/q",
              "Description": "No configuration changes detected.", "Detection": "MANUAL", "ResourceMapping": {
                "Source": {"StackName": "\(root)", "LogicalResourceId": "Queue"},
                "Destination": {"StackName": "\(root)", "LogicalResourceId": "Orders"}}}]}
            """)
        aws.on("cloudformation execute-stack-refactor", "")
        aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
        aws.on("s3 sync", "")
        aws.on("cloudformation describe-stack-events", #"{"StackEvents": []}"#)
        aws.on("cloudformation create-change-set", #"{"Id": "arn:change-set"}"#)
        aws.on(
            "cloudformation describe-change-set",
            """
            {"ChangeSetId": "arn:change-set", "StackId": "\(root)", "Status": "FAILED", "Changes": [],
              "StatusReason": "The submitted information didn't contain changes."}
            """)
        aws.on("cloudformation delete-change-set", "")
    }

    private static let looking = #""Status": "CREATE_IN_PROGRESS", "ExecutionStatus": "UNAVAILABLE""#
    private static let ready = #""Status": "CREATE_COMPLETE", "ExecutionStatus": "AVAILABLE""#
    private static let busy = #""Status": "CREATE_COMPLETE", "ExecutionStatus": "EXECUTE_IN_PROGRESS""#
    private static let done = #""Status": "CREATE_COMPLETE", "ExecutionStatus": "EXECUTE_COMPLETE""#

    private func deploy(
        formerly: String = "Queue", _ options: Deployer.Options = .init(), isProtected: Bool = false,
        answer: String? = nil
    ) async throws {
        let template = SynthesizedTemplate(
            ["Web"], template("Orders"), parameters: Fixture.parameters, lines: ["Orders": 12],
            formerly: ["Orders": formerly])
        let deployer = Deployer(
            templates: DeployableTemplates(templates: [template]),
            environment: Fixture.environment(isProtected: isProtected), aws: aws.cli(),
            terminal: screen.terminal(answer: answer))
        try await deployer.deploy(options)
    }

    private func asked(_ words: String) -> [Command] {
        aws.commands.filter { $0.arguments.joined(separator: " ").hasPrefix("cloudformation " + words) }
    }

    private func order() -> [String] {
        aws.commands.map { $0.arguments[1] }.filter {
            ["create-stack-refactor", "execute-stack-refactor", "create-change-set"].contains($0)
        }
    }

    func testMovesComeBeforeTheChangeSet() async throws {
        play(Self.looking, Self.ready, Self.busy, Self.done)
        try await deploy()
        XCTAssertEqual(order(), ["create-stack-refactor", "execute-stack-refactor", "create-change-set"])
        let request = try XCTUnwrap(asked("create-stack-refactor").first)
        XCTAssertTrue(
            request.arguments.contains(
                #"[{"Destination":{"LogicalResourceId":"Orders","StackName":"web-dev"},"Source":{"LogicalResourceId":"Queue","StackName":"web-dev"}}]"#
            ), "\(request.arguments)")
        let input = String(decoding: try XCTUnwrap(request.input), as: UTF8.self)
        XCTAssertTrue(input.contains(#"\"Orders\": {\n      \"Type\": \"AWS::SQS::Queue\""#), input)
        XCTAssertTrue(
            screen.output.contains("> Orders  AWS::SQS::Queue  is moved from Queue, and is not touched\n"),
            screen.output)
        XCTAssertTrue(screen.output.contains("Orders  Queue  https://sqs/q\n"), screen.output)
        XCTAssertTrue(screen.errors.contains("moved 1 resource: nothing was made anew\n"), screen.errors)
    }

    func testWhatWasMovedIsNotMovedAgain() async throws {
        play(Self.ready, deployed: "Orders")
        try await deploy()
        XCTAssertEqual(aws.commands.filter { $0.arguments[1].contains("refactor") }.count, 0, "\(aws.lines)")
    }

    func testWhatHasBeenMovedTakesNoSecondReadingOfTheTemplates() async throws {
        play(Self.ready, deployed: "Orders")
        try await deploy(.init(revertsDrift: true))
        XCTAssertEqual(order(), ["create-change-set"])
        XCTAssertEqual(asked("get-template").count, 1, "\(aws.lines)")
    }

    /// The rest is not wanted, but what was moved is moved.
    func testARefusalAfterMovesTellsThatTheyWereMade() async throws {
        play(Self.ready, Self.done)
        aws.forget("cloudformation get-template")
        aws.on(
            "cloudformation get-template", #"{"TemplateBody": \#(template("Queue"))}"#,
            #"{"TemplateBody": \#(template("Orders"))}"#)
        aws.forget("cloudformation describe-change-set")
        aws.on(
            "cloudformation describe-change-set",
            """
            {"ChangeSetId": "arn:change-set", "ChangeSetName": "deploy-1", "StackId": "\(root)",
              "Status": "CREATE_COMPLETE", "ExecutionStatus": "AVAILABLE", "Changes": [
                {"Type": "Resource", "ResourceChange": {"Action": "Modify", "LogicalResourceId": "Orders",
                  "PhysicalResourceId": "https://sqs/q", "ResourceType": "AWS::SQS::Queue", "Replacement": "True",
                  "Scope": ["Properties"], "Details": []}}]}
            """)
        await assertFails(
            with: "what was moved stays where it is now, nothing else was changed, and the change set is deleted"
        ) { try await deploy() }
        XCTAssertEqual(asked("execute-change-set").count, 0)
        XCTAssertEqual(asked("delete-change-set").count, 1)
    }

    func testWhatAWSRefusesIsSaidBeforeAnythingIsDone() async throws {
        let reason =
            "Stack Refactor does not support AWS::EC2::KeyPair because the resource type does not allow tag updates after creation."
        play(#""Status": "CREATE_FAILED", "StatusReason": "\#(reason)", "ExecutionStatus": "UNAVAILABLE""#)
        await assertFails(with: reason) { try await deploy() }
        XCTAssertEqual(order(), ["create-stack-refactor"])
    }

    func testMovesThatFailAreSaidToBeTakenBack() async throws {
        play(
            Self.ready,
            #""Status": "CREATE_COMPLETE", "ExecutionStatus": "ROLLBACK_COMPLETE", "ExecutionStatusReason": "Resource Queue does not match the destination resource's properties.""#
        )
        await assertFails(
            with:
                "the moves failed and were taken back: Resource Queue does not match the destination resource's properties."
        ) { try await deploy() }
        XCTAssertEqual(
            order(), ["create-stack-refactor", "execute-stack-refactor"], "nothing is deployed on top of it")
    }

    func testADryRunAsksNothingOfAWS() async throws {
        play(Self.ready)
        try await deploy(.init(goal: .dryRun))
        XCTAssertEqual(order(), [])
        XCTAssertTrue(screen.output.contains("is moved from Queue"), screen.output)
        XCTAssertTrue(screen.errors.contains("dry run: nothing was changed"), screen.errors)
    }

    func testNothingIsPreparedOnTopOfMovesThatAreToCome() async throws {
        play(Self.ready)
        await assertFails(with: "1 resource of web-dev has to be moved before a change set can be made of the rest") {
            try await deploy(.init(goal: .preparation))
        }
        XCTAssertEqual(order(), [])
    }

    func testAProtectedEnvironmentAsksFirst() async throws {
        play(Self.ready, Self.done)
        await assertFails(with: "not confirmed: nothing was changed") {
            try await deploy(isProtected: true, answer: "n")
        }
        XCTAssertEqual(order(), ["create-stack-refactor"])
    }

    func testWhatAnEarlierRunHasBegunIsFollowedFirst() async throws {
        play(Self.busy, Self.done)
        aws.forget("cloudformation get-template")
        aws.on(
            "cloudformation get-template", #"{"TemplateBody": \#(template("Queue"))}"#,
            #"{"TemplateBody": \#(template("Orders"))}"#)
        aws.forget("cloudformation list-stack-refactors")
        aws.on(
            "cloudformation list-stack-refactors",
            """
            {"StackRefactorSummaries": [
              {"StackRefactorId": "\(refactor)", "Description": "deploy web-dev: formerly", \(Self.busy)},
              {"StackRefactorId": "other", "Description": "deploy web-prod: formerly", \(Self.busy)}]}
            """)
        try await deploy()
        XCTAssertEqual(asked("describe-stack-refactor").count, 2)
        XCTAssertEqual(order(), ["create-change-set"])
    }

    func testALostAnswerOfTheExecutionIsLookedUp() async throws {
        play(Self.ready, Self.busy, Self.done)
        aws.forget("cloudformation execute-stack-refactor")
        aws.on(
            "cloudformation execute-stack-refactor",
            error: "Could not connect to the endpoint URL: \"https://cloudformation.eu-west-3.amazonaws.com/\"")
        try await deploy()
        XCTAssertEqual(asked("execute-stack-refactor").count, 1, "it had begun")
        XCTAssertTrue(screen.errors.contains("moved 1 resource"), screen.errors)
    }

    func testAFormerNameThatNeverWasStopsTheDeployment() async throws {
        play(Self.ready)
        await assertFails(with: "Stacks/Web.swift:12") { try await deploy(formerly: "Quue") }
        await assertFails(with: "did you mean 'Queue'?") { try await deploy(formerly: "Quue") }
        XCTAssertEqual(order(), [])
    }

    func testAnAppWithoutMovesAsksForNone() async throws {
        play(Self.ready, deployed: "Orders")
        let deployer = Deployer(
            templates: DeployableTemplates(templates: [
                SynthesizedTemplate(["Web"], template("Orders"), parameters: Fixture.parameters)
            ]),
            environment: Fixture.environment(), aws: aws.cli(), terminal: screen.terminal())
        try await deployer.deploy(.init())
        XCTAssertEqual(asked("list-stack-refactors").count, 0)
    }

    private func assertFails(with text: String, _ work: () async throws -> Void, line: UInt = #line) async {
        do {
            try await work()
            XCTFail("it does not fail", line: line)
        } catch {
            XCTAssertTrue("\(error)".contains(text), "\(error)", line: line)
        }
    }
}
