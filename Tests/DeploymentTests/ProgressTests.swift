import AWSAccessTesting
import EnvironmentsTesting
import Foundation
import Plan
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// What is told while CloudFormation works.
final class ProgressTests: XCTestCase {
    private let root = "arn:stack/root"
    private let data = "arn:stack/data"
    private let midnight = Date(timeIntervalSince1970: 1_767_225_600)

    private func changeSet(_ changes: [(action: String, id: String, type: String, inner: String?)]) throws -> ChangeSet
    {
        let texts = changes.map { change in
            let inner = change.inner.map { #","ChangeSetId":"\#($0)""# } ?? ""
            return
                #"{"ResourceChange":{"Action":"\#(change.action)","LogicalResourceId":"\#(change.id)","ResourceType":"\#(change.type)"\#(inner)}}"#
        }
        return try AWSCLI.decode(
            ChangeSet.self,
            from: Data(
                #"{"ChangeSetId":"c","StackId":"s","Status":"CREATE_COMPLETE","Changes":[\#(texts.joined(separator: ","))]}"#
                    .utf8), of: "aws cloudformation")
    }

    private let stackType = "AWS::CloudFormation::Stack"

    // MARK: - How much there is to do

    func testAnUpdateHasAsMuchToDoAsItsChangeSetsSay() throws {
        let outer = try changeSet([
            ("Modify", "Lake", "AWS::S3::Bucket", nil), ("Modify", "Data", stackType, "inner"),
        ])
        let inner = try changeSet([
            ("Modify", "Database", "AWS::RDS::DBInstance", nil), ("Add", "Group", "AWS::EC2::SecurityGroup", nil),
        ])
        let work = ExpectedWork(
            ChangeReview(outer, nested: ["inner": inner], templates: Fixture.templates), nil, after: [])
        XCTAssertEqual(work.changes, ["": 2, "Data": 2])
        XCTAssertEqual(work.total, 3)
        XCTAssertNil(work.experience)
    }

    func testWhatIsInANewStackItsTemplatesTell() throws {
        let review = ChangeReview(
            try changeSet([("Add", "Lake", "AWS::S3::Bucket", nil), ("Add", "Data", stackType, nil)]),
            templates: Fixture.templates)
        let work = ExpectedWork(
            review, Fixture.templates.planOfCreation(in: Fixture.environment()), after: [])
        XCTAssertEqual(work.changes, ["": 2, "Data": 3])
        XCTAssertEqual(work.total, 4)
    }

    func testHowLongEarlierUpdatesTookTheirEventsTell() throws {
        let events = try pageOfEvents(
            root,
            [
                .stack(0, "CREATE_IN_PROGRESS"), .stack(1, "CREATE_COMPLETE"),
                .stack(2, "UPDATE_IN_PROGRESS"), .stack(4, "UPDATE_COMPLETE"),
                // One that failed says nothing of how long one takes.
                .stack(5, "UPDATE_IN_PROGRESS"), .stack(6, "UPDATE_ROLLBACK_IN_PROGRESS"),
                .stack(30, "UPDATE_ROLLBACK_COMPLETE"),
                .stack(31, "UPDATE_IN_PROGRESS"), .stack(42, "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"),
                .stack(43, "UPDATE_COMPLETE"),
            ])
        let review = ChangeReview(try changeSet([]), templates: Fixture.templates)
        let work = ExpectedWork(review, nil, after: events)
        XCTAssertEqual(work.durations, [12, 2])
        XCTAssertEqual(work.experience, "the last 2 updates took 2.0 s to 12 s")
    }

    // MARK: - The picture

    func testThePictureTellsTotalsTimesAndWhatIsWaitedFor() throws {
        let outer = try changeSet([
            ("Modify", "Lake", "AWS::S3::Bucket", nil), ("Modify", "Data", stackType, "inner"),
        ])
        let inner = try changeSet([
            ("Modify", "Database", "AWS::RDS::DBInstance", nil), ("Modify", "Group", "AWS::EC2::SecurityGroup", nil),
        ])
        let before = try pageOfEvents(root, [.stack(0, "UPDATE_IN_PROGRESS"), .stack(9, "UPDATE_COMPLETE")])
        let review = ChangeReview(outer, nested: ["inner": inner], templates: Fixture.templates)
        var operation = StackOperation(
            stack: root, name: "web-dev", templates: Fixture.templates, after: before.first,
            expecting: ExpectedWork(review, nil, after: before))
        _ = operation.absorb(
            try pageOfEvents(
                root,
                [
                    .stack(0, "UPDATE_IN_PROGRESS"), .stack(9, "UPDATE_COMPLETE"), .stack(10, "UPDATE_IN_PROGRESS"),
                    .init(time: 11, resource: "Lake", status: "UPDATE_COMPLETE", type: "AWS::S3::Bucket"),
                    .nested(12, "Data", "UPDATE_IN_PROGRESS", id: data),
                ]), ofStack: root)
        _ = operation.absorb(
            try pageOfEvents(
                data,
                [
                    .stack(13, "UPDATE_IN_PROGRESS"),
                    .init(time: 14, resource: "Database", status: "UPDATE_IN_PROGRESS"),
                    .init(time: 20, resource: "Group", status: "UPDATE_IN_PROGRESS"),
                ]), ofStack: data)
        XCTAssertEqual(
            operation.lines(at: midnight.addingTimeInterval(75)).map { $0.map(\.text).joined() },
            [
                "  web-dev  UPDATE_IN_PROGRESS  1/2  1:05  Data 1:03",
                "    Data   UPDATE_IN_PROGRESS  0/2  1:02  Database 1:01, 1 more",
                "  1 of 3 resources; the last update took 9.0 s",
            ])
    }

    func testTheStackIsReadBesideTheLastEvents() async throws {
        let aws = FakeAWS()
        let ended: [FakeEvent] = [
            .stack(1, "UPDATE_IN_PROGRESS"), .nested(2, "Data", "UPDATE_COMPLETE", id: data),
            .stack(3, "UPDATE_COMPLETE"),
        ]
        aws.on("cloudformation describe-stack-events --stack-name \(root)", eventsJSON(root, ended))
        aws.on("cloudformation describe-stacks", stackJSON("UPDATE_COMPLETE", id: root))
        aws.on("cloudformation describe-stack-events --stack-name \(data)") { [data] _ in
            // Two that wait for each other would never be told of.
            for _ in 1...2000 where !aws.lines.contains(where: { $0.hasPrefix("cloudformation describe-stacks") }) {
                usleep(1000)
            }
            XCTAssertTrue(aws.lines.contains { $0.hasPrefix("cloudformation describe-stacks") })
            return .success(eventsJSON(data, [.stack(2, "UPDATE_IN_PROGRESS"), .stack(2, "UPDATE_COMPLETE")]))
        }
        let stack = EndedStack(root, aws: aws.cli())
        _ = try await StackFollower(aws: aws.cli(), terminal: TestTerminal().terminal()).follow(
            StackOperation(stack: root, name: "web-dev", templates: Fixture.templates, after: nil), reading: stack)
        let description = try await stack.description()
        XCTAssertEqual(description?.stackStatus, "UPDATE_COMPLETE")
        XCTAssertEqual(aws.lines.count { $0.hasPrefix("cloudformation describe-stacks") }, 1, "once")
    }

    // MARK: - For programs

    func testEachEventIsALineOfJSONAndTheEndIsOne() async throws {
        let aws = FakeAWS()
        aws.on(
            "cloudformation describe-stack-events",
            eventsJSON(
                root,
                [
                    .stack(1, "CREATE_IN_PROGRESS"),
                    .init(
                        time: 2, resource: "Lake", status: "CREATE_FAILED", type: "AWS::S3::Bucket",
                        reason: "taken\\nalready"), .stack(3, "ROLLBACK_COMPLETE"),
                ]))
        let (output, errors) = (Recording(), Recording())
        let terminal = Terminal(
            output: output.stream(), errors: errors.stream(), input: TerminalInput(isInteractive: false) { nil }
        ).tellingProgress
        _ = try await StackFollower(aws: aws.cli(), terminal: terminal).follow(
            StackOperation(stack: root, name: "web-dev", templates: Fixture.templates, after: nil))
        let lines = output.text.split(separator: "\n")
        let entries = try lines.map {
            try XCTUnwrap(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any])
        }
        XCTAssertEqual(entries.map { $0["event"] as? String }, ["stack", "resource", "stack", "end"])
        XCTAssertEqual(entries.map { $0["status"] as? String }.last, "ROLLBACK_COMPLETE")
        XCTAssertEqual(entries.last?["isSuccess"] as? Bool, false)
        XCTAssertEqual(entries[1]["path"] as? String, "Lake")
        XCTAssertEqual(entries[1]["reason"] as? String, "taken\nalready")
        XCTAssertEqual((entries[1]["place"] as? [String: Any])?["line"] as? Int, 9)
        XCTAssertTrue(errors.text.contains("CREATE_FAILED  Lake"), "people read on: \(errors.text)")
    }

    func testOnlyOneKindOfDocumentGoesToStandardOutput() throws {
        for syntax in [DeployCommand.syntax, DestroyCommand.syntax] {
            let context = CommandContext(
                terminal: TestTerminal().terminal(),
                environments: EnvironmentDirectory(path: "p", invocation: Invocation(prefix: "")))
            let arguments = try syntax.parse(["--env", "dev", "--progress", "json", "--format", "json"])
            XCTAssertThrowsError(try context.tellingProgress(arguments, beside: .json))
            XCTAssertNotNil(try context.tellingProgress(arguments, beside: .text).terminal.progress)
        }
    }
}
