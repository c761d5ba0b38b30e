import AWSAccessTesting
import EnvironmentsTesting
import Foundation
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// A deployment of a stuck stack that is killed at any of its calls, and run again.
final class KilledRecoveryTests: XCTestCase {
    private struct Killed: Error {}

    /// CloudFormation with one stack in it, and a process that dies at one of its calls.
    ///
    /// What calls a state allows: AWS CloudFormation API Reference, "RollbackStack", "ContinueUpdateRollback",
    /// "DeleteStack", "ExecuteChangeSet".
    private final class World: CommandRunner, @unchecked Sendable {
        private let lock = NSLock()
        private var status: String?
        /// What an operation that goes on comes to.
        private var goal: String?
        private var events: [FakeEvent] = []
        private var clock = 1
        private var looks = 0
        private var calls = 0
        /// The call at which the process dies, and whether AWS has still done what it was told.
        private var death: (call: Int, isDone: Bool)?
        private(set) var orders: [String] = []
        private let id = "arn:stack/root"

        init(status: String, death: (call: Int, isDone: Bool)?) {
            self.death = death
            enter(status)
        }

        var end: (status: String?, orders: [String], calls: Int) { lock.withLock { (status, orders, calls) } }

        /// Another process.
        func revive() { lock.withLock { death = nil } }

        private func enter(_ new: String) {
            status = new == "GONE" ? nil : new
            clock += 1
            if new == "GONE" {
                events.append(.stack(clock, "DELETE_COMPLETE"))
            } else if new != "REVIEW_IN_PROGRESS" {
                events.append(
                    .stack(clock, new, reason: new == "UPDATE_ROLLBACK_IN_PROGRESS" ? "User Initiated" : ""))
            }
        }

        private func begin(_ order: String, in states: [String], _ now: String, _ goal: String) -> CommandResult {
            guard let status, states.contains(status) else {
                return CommandResult(
                    status: 254,
                    errors:
                        "An error occurred (ValidationError) when calling the operation: Stack:x is in \(status ?? "no") state and can not be updated."
                )
            }
            orders.append(order)
            enter(now)
            self.goal = goal
            looks = 0
            return .success("")
        }

        func run(_ command: Command) async throws -> CommandResult {
            try lock.withLock {
                calls += 1
                guard let death, calls >= death.call else { return answer(command) }
                // Who is dead asks nothing more.
                if calls == death.call, death.isDone { _ = answer(command) }
                throw Killed()
            }
        }

        private func answer(_ command: Command) -> CommandResult {
            let words = command.arguments.prefix(2).joined(separator: " ")
            switch words {
            case "cloudformation describe-stacks":
                guard let status else { return CommandResult(status: 254, errors: stackMissing) }
                return .success(stackJSON(status, id: id))
            case "cloudformation describe-stack-events":
                // What goes on takes two looks.
                looks += 1
                let page = eventsJSON(id, events)
                if let goal, looks >= 2 {
                    enter(goal)
                    self.goal = nil
                }
                return .success(page)
            case "cloudformation rollback-stack":
                return begin(
                    "roll back", in: ["UPDATE_FAILED"], "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE")
            case "cloudformation continue-update-rollback":
                return begin(
                    "continue", in: ["UPDATE_ROLLBACK_FAILED"], "UPDATE_ROLLBACK_IN_PROGRESS",
                    "UPDATE_ROLLBACK_COMPLETE")
            case "cloudformation delete-stack":
                if status == "DELETE_IN_PROGRESS" { return .success("") }
                if status == "REVIEW_IN_PROGRESS" {
                    enter("GONE")
                    return .success("")
                }
                return begin(
                    "delete", in: ["CREATE_FAILED", "ROLLBACK_FAILED", "ROLLBACK_COMPLETE", "DELETE_FAILED"],
                    "DELETE_IN_PROGRESS", "GONE")
            case "cloudformation create-change-set":
                if status == nil { enter("REVIEW_IN_PROGRESS") }
                return .success(#"{"Id": "arn:change-set"}"#)
            case "cloudformation describe-change-set":
                return .success(
                    status == "REVIEW_IN_PROGRESS"
                        ? #"{"ChangeSetId":"arn:change-set","StackId":"\#(id)","Status":"CREATE_COMPLETE","ExecutionStatus":"AVAILABLE","Changes":[{"ResourceChange":{"Action":"Add","LogicalResourceId":"Lake","ResourceType":"AWS::S3::Bucket"}}]}"#
                        : #"{"ChangeSetId":"arn:change-set","StackId":"\#(id)","Status":"FAILED","StatusReason":"No updates are to be performed."}"#
                )
            case "cloudformation execute-change-set":
                return begin("create", in: ["REVIEW_IN_PROGRESS"], "CREATE_IN_PROGRESS", "CREATE_COMPLETE")
            case "cloudformation list-change-sets": return .success(#"{"Summaries": []}"#)
            case "cloudformation list-stack-resources":
                return .success(stackResourcesJSON((logicalID: "Lake", physicalID: "lake-1", type: "AWS::S3::Bucket")))
            case "cloudformation get-template":
                return .success(#"{"TemplateBody": {"Resources": {"Lake": {"Type": "AWS::S3::Bucket"}}}}"#)
            case "sts get-caller-identity": return .success(#"{"Account": "123456789012"}"#)
            case "s3api get-bucket-tagging":
                return .success(#"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
            case "s3 sync", "cloudformation delete-change-set": return .success("")
            default: return CommandResult(status: 99, errors: "no answer to: \(words)")
            }
        }
    }

    private func deploy(_ world: World) async throws {
        let aws = AWSCLI(
            connection: AWSConnection(region: "eu-west-3", endpoint: "http://localhost:4566"), runner: world,
            executables: ["/fake/aws"], variables: [:], sleep: { _ in })
        try await Deployer(
            templates: Fixture.templates, environment: Fixture.environment(), aws: aws,
            terminal: TestTerminal().terminal(), environmentVariable: { _ in nil }
        ).deploy(.init(assumesYes: true, allowedReplacements: ["Lake", "Data/Database"]))
    }

    func testAStackThatIsStuckIsLedOutOnceWhereverARunWasKilled() async throws {
        let courses: [(status: String, orders: [String], end: String)] = [
            ("UPDATE_FAILED", ["roll back"], "UPDATE_ROLLBACK_COMPLETE"),
            ("UPDATE_ROLLBACK_FAILED", ["continue"], "UPDATE_ROLLBACK_COMPLETE"),
            ("ROLLBACK_COMPLETE", ["delete", "create"], "CREATE_COMPLETE"),
            ("ROLLBACK_FAILED", ["delete", "create"], "CREATE_COMPLETE"),
            ("CREATE_FAILED", ["delete", "create"], "CREATE_COMPLETE"),
            ("DELETE_FAILED", ["delete", "create"], "CREATE_COMPLETE"),
            ("REVIEW_IN_PROGRESS", ["create"], "CREATE_COMPLETE"),
        ]
        var moments = 0
        for (status, orders, end) in courses {
            let whole = World(status: status, death: nil)
            try await deploy(whole)
            XCTAssertEqual(whole.end.orders, orders, status)
            XCTAssertEqual(whole.end.status, end, status)
            for call in 1...whole.end.calls {
                for isDone in [false, true] {
                    let world = World(status: status, death: (call, isDone))
                    try? await deploy(world)
                    world.revive()
                    try await deploy(world)
                    XCTAssertEqual(world.end.orders, orders, "\(status), killed at call \(call), done: \(isDone)")
                    XCTAssertEqual(world.end.status, end, "\(status), killed at call \(call), done: \(isDone)")
                    moments += 1
                }
            }
        }
        XCTAssertGreaterThan(moments, 100)
    }
}
