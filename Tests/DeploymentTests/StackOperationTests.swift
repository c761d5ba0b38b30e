import AWSAccessTesting
import Diagnostics
import EnvironmentsTesting
import Terminal
import XCTest

@testable import AWSAccess
@testable import Deployment

final class StackOperationTests: XCTestCase {
    private let root = "arn:stack/root"
    private let data = "arn:stack/data"

    private func operation(after baseline: StackEvent? = nil) -> StackOperation {
        StackOperation(stack: root, name: "web-dev", templates: Fixture.templates, after: baseline)
    }

    private func text(_ operation: StackOperation) -> [String] {
        // A minute after the day began on which events happen.
        operation.lines(at: Date(timeIntervalSince1970: 1_767_225_660)).map { $0.map(\.text).joined() }
    }

    /// The first line of what is said of the first failure.
    private func diagnosis(_ operation: StackOperation) -> String? {
        operation.firstFailure.map { ExplainedFailure($0).diagnostic().description }?.split(separator: "\n").first.map(
            String.init)
    }

    func testFollowsNestedStacksAndCountsWhatIsDone() throws {
        var operation = operation()
        XCTAssertEqual(operation.stacksAtWork, [root])
        let first: [FakeEvent] = [
            .stack(1, "REVIEW_IN_PROGRESS"), .stack(2, "CREATE_IN_PROGRESS"),
            .nested(3, "Data", "CREATE_IN_PROGRESS", id: ""), .nested(4, "Data", "CREATE_IN_PROGRESS", id: data),
            .init(time: 4, resource: "Lake", status: "CREATE_COMPLETE", type: "AWS::S3::Bucket"),
        ]
        _ = operation.absorb(try pageOfEvents(root, first), ofStack: root)
        XCTAssertEqual(operation.unreadStacks, [data])
        _ = operation.absorb(
            try pageOfEvents(
                data,
                [.stack(4, "CREATE_IN_PROGRESS"), .init(time: 5, resource: "Database", status: "CREATE_IN_PROGRESS")]),
            ofStack: data)
        XCTAssertEqual(operation.unreadStacks, [])
        XCTAssertEqual(operation.stacksAtWork, [root, data])
        XCTAssertEqual(
            text(operation),
            [
                "  web-dev  CREATE_IN_PROGRESS  1/2  0:58  Data 0:57",
                "    Data   CREATE_IN_PROGRESS  0/3  0:56  Database 0:55",
            ])

        let last: [FakeEvent] = first + [.nested(9, "Data", "CREATE_COMPLETE", id: data), .stack(9, "CREATE_COMPLETE")]
        let news = operation.absorb(try pageOfEvents(root, last), ofStack: root)
        XCTAssertEqual(news.count, 2)
        XCTAssertTrue(operation.isFinished)
        XCTAssertEqual(operation.unreadStacks, [data], "what it did last is still to be read")
    }

    func testEventsOfEarlierOperationsDoNotCount() throws {
        let old: [FakeEvent] = [
            .stack(1, "UPDATE_IN_PROGRESS"), .init(time: 2, resource: "Lake", status: "UPDATE_FAILED", reason: "old"),
            .stack(3, "UPDATE_ROLLBACK_COMPLETE"),
        ]
        let baseline = try XCTUnwrap(try pageOfEvents(root, old).first)
        var operation = operation(after: baseline)
        _ = operation.absorb(try pageOfEvents(root, old), ofStack: root)
        XCTAssertFalse(operation.isFinished)
        XCTAssertFalse(operation.isStarted)
        _ = operation.absorb(
            try pageOfEvents(
                root, old + [.stack(4, "UPDATE_IN_PROGRESS"), .nested(5, "Data", "UPDATE_IN_PROGRESS", id: data)]),
            ofStack: root)
        _ = operation.absorb(
            try pageOfEvents(data, [.init(time: 2, resource: "Group", status: "UPDATE_FAILED", reason: "old")]),
            ofStack: data)
        XCTAssertNil(operation.firstFailure)
        XCTAssertTrue(operation.isStarted)
    }

    func testARunningOperationIsTakenFromItsBeginning() throws {
        var operation = operation()
        let events: [FakeEvent] = [
            .stack(1, "CREATE_IN_PROGRESS"), .stack(2, "CREATE_COMPLETE"), .stack(3, "UPDATE_IN_PROGRESS"),
            .init(time: 4, resource: "Lake", status: "UPDATE_COMPLETE", type: "AWS::S3::Bucket"),
        ]
        let news = operation.absorb(try pageOfEvents(root, events), ofStack: root)
        XCTAssertEqual(news.map(\.resourceStatus), ["UPDATE_IN_PROGRESS", "UPDATE_COMPLETE"])
        XCTAssertEqual(operation.absorb(try pageOfEvents(root, events), ofStack: root), [])
    }

    func testAFullPageThatDoesNotReachBackLeavesAGap() throws {
        var operation = operation()
        let many = (0..<100).map { FakeEvent(time: 10, resource: "R\($0)", status: "CREATE_COMPLETE") }
        XCTAssertTrue(operation.leavesGap(try pageOfEvents(root, many), ofStack: root))
        XCTAssertFalse(operation.leavesGap(try pageOfEvents(root, Array(many.prefix(99))), ofStack: root))
        _ = operation.absorb(try pageOfEvents(root, [.stack(1, "CREATE_IN_PROGRESS")] + many.prefix(1)), ofStack: root)
        XCTAssertFalse(operation.leavesGap(try pageOfEvents(root, many), ofStack: root))
    }

    func testTheFirstCauseIsTheEarliestRealFailureAndNamesItsSourceLine() throws {
        var operation = operation()
        _ = operation.absorb(
            try pageOfEvents(
                root,
                [
                    .stack(1, "UPDATE_IN_PROGRESS"), .nested(2, "Data", "UPDATE_IN_PROGRESS", id: data),
                    .init(
                        time: 6, resource: "Lake", status: "UPDATE_FAILED", type: "AWS::S3::Bucket",
                        reason: "Resource update cancelled"),
                    .nested(
                        6, "Data", "UPDATE_FAILED", id: data, reason: "Embedded stack was not successfully updated"),
                    .stack(7, "UPDATE_ROLLBACK_IN_PROGRESS", reason: "The following resource(s) failed to create: [X]"),
                    .stack(9, "UPDATE_ROLLBACK_COMPLETE"),
                ]), ofStack: root)
        _ = operation.absorb(
            try pageOfEvents(
                data,
                [
                    .init(time: 3, resource: "Group", status: "UPDATE_FAILED", reason: "Resource creation cancelled"),
                    .init(
                        time: 4, resource: "Database", status: "UPDATE_FAILED", type: "AWS::RDS::DBInstance",
                        reason: "no such engine version"),
                    .init(time: 5, resource: "Group", status: "UPDATE_FAILED", reason: "later"),
                ]), ofStack: data)
        XCTAssertEqual(
            diagnosis(operation),
            "Stacks/Data.swift:42: error: Web/Data/Database (AWS::RDS::DBInstance, logical ID Database): no such engine version [deployment-failed]"
        )
    }

    func testANestedStackThatFailsBeforeItHasResourcesIsItselfTheCause() throws {
        var operation = operation()
        _ = operation.absorb(
            try pageOfEvents(
                root,
                [
                    .stack(1, "CREATE_IN_PROGRESS"),
                    .nested(2, "Data", "CREATE_FAILED", id: "", reason: "Parameters: [X] must have values"),
                    .stack(3, "ROLLBACK_IN_PROGRESS", reason: "The following resource(s) failed to create: [X]"),
                    .stack(4, "ROLLBACK_COMPLETE"),
                ]), ofStack: root)
        XCTAssertEqual(operation.firstFailure?.source?.location, SourceLocation(fileID: "Stacks/Web.swift", line: 10))
        XCTAssertTrue(operation.firstFailure?.reason.text.hasSuffix("Parameters: [X] must have values") == true)
    }

    func testACauseOnTheStackItselfComesBeforeWhatItsRollbackFailsAt() throws {
        var operation = operation()
        _ = operation.absorb(
            try pageOfEvents(
                root,
                [
                    .stack(1, "UPDATE_IN_PROGRESS"),
                    .stack(
                        2, "UPDATE_ROLLBACK_IN_PROGRESS",
                        reason: "Export web-id cannot be updated as it is in use by shop"),
                    .init(
                        time: 3, resource: "Lake", status: "DELETE_FAILED", type: "AWS::S3::Bucket", reason: "not empty"
                    ),
                    .stack(4, "UPDATE_ROLLBACK_COMPLETE"),
                ]), ofStack: root)
        XCTAssertTrue(
            operation.firstFailure?.reason.text.hasSuffix("Export web-id cannot be updated as it is in use by shop")
                == true
        )
    }

    func testWhatAHookSaysIsTheCause() throws {
        var operation = operation()
        let page = """
            {"StackEvents":[
            {"EventId":"4","StackId":"\(root)","LogicalResourceId":"web-dev","PhysicalResourceId":"\(root)","ResourceType":"AWS::CloudFormation::Stack",
             "Timestamp":"2026-01-01T00:00:04Z","ResourceStatus":"ROLLBACK_COMPLETE"},
            {"EventId":"3","StackId":"\(root)","LogicalResourceId":"Lake","PhysicalResourceId":"","ResourceType":"AWS::S3::Bucket",
             "Timestamp":"2026-01-01T00:00:03Z","ResourceStatus":"CREATE_FAILED","ResourceStatusReason":"The following hook(s) failed: [Acme::S3::Encrypted]"},
            {"EventId":"2","StackId":"\(root)","LogicalResourceId":"Lake","PhysicalResourceId":"","ResourceType":"AWS::S3::Bucket",
             "Timestamp":"2026-01-01T00:00:02Z","ResourceStatus":"CREATE_IN_PROGRESS","HookType":"Acme::S3::Encrypted",
             "HookStatus":"HOOK_COMPLETE_FAILED","HookFailureMode":"FAIL","HookStatusReason":"buckets must use our key"},
            {"EventId":"1","StackId":"\(root)","LogicalResourceId":"web-dev","PhysicalResourceId":"\(root)","ResourceType":"AWS::CloudFormation::Stack",
             "Timestamp":"2026-01-01T00:00:01Z","ResourceStatus":"CREATE_IN_PROGRESS"}]}
            """
        let events = try AWSCLI.decode(StackEventPage.self, from: Data(page.utf8), of: "aws cloudformation").stackEvents
        let news = operation.absorb(events, ofStack: root)
        XCTAssertTrue(
            operation.firstFailure?.reason.text.hasSuffix("the Hook Acme::S3::Encrypted says: buckets must use our key")
                == true)
        XCTAssertTrue(
            operation.inOrder(news).compactMap { operation.change(for: $0) }
                .contains(
                    "  CREATE_IN_PROGRESS  Lake (AWS::S3::Bucket): the Hook Acme::S3::Encrypted says: buckets must use our key"
                ))
    }

    /// Root and nested stacks are read side by side: what the root says of a nested stack may be newer than its own
    /// page.
    func testAPageThatWasReadTooEarlyIsReadAgain() throws {
        var operation = operation()
        let begun: [FakeEvent] = [.stack(1, "CREATE_IN_PROGRESS"), .nested(2, "Data", "CREATE_IN_PROGRESS", id: data)]
        _ = operation.absorb(try pageOfEvents(root, begun), ofStack: root)
        _ = operation.absorb(try pageOfEvents(data, [.stack(2, "CREATE_IN_PROGRESS")]), ofStack: data)
        let before = operation
        let failed =
            begun + [
                .nested(5, "Data", "CREATE_FAILED", id: data, reason: "Embedded stack was not successfully created"),
                .stack(
                    6, "ROLLBACK_IN_PROGRESS",
                    reason: "The following resource(s) failed to create: [Data]. Rollback requested by user."),
                .stack(7, "ROLLBACK_COMPLETE"),
            ]
        _ = operation.absorb(try pageOfEvents(root, failed), ofStack: root, readSince: before)
        _ = operation.absorb(
            try pageOfEvents(data, [.stack(2, "CREATE_IN_PROGRESS")]), ofStack: data, readSince: before)
        XCTAssertTrue(operation.isFinished)
        XCTAssertEqual(operation.unreadStacks, [data])
        XCTAssertEqual(operation.stacksToReadAtTheEnd, [root, data])
        _ = operation.absorb(
            try pageOfEvents(
                data,
                [
                    .stack(2, "CREATE_IN_PROGRESS"),
                    .init(time: 4, resource: "Database", status: "CREATE_FAILED", reason: "no such version"),
                ]),
            ofStack: data)
        XCTAssertTrue(operation.firstFailure?.reason.text.hasSuffix("no such version") == true)
    }

    func testAnUnknownStateIsAnEndAndNoSuccess() throws {
        var operation = operation()
        _ = operation.absorb(
            try pageOfEvents(root, [.stack(1, "UPDATE_IN_PROGRESS"), .stack(2, "UPDATE_SUSPENDED_COMPLETE")]),
            ofStack: root)
        XCTAssertTrue(operation.isFinished)
        XCTAssertEqual(operation.root.status?.isSuccess, false)
    }

    func testAResourceUnknownToTheTemplatesIsStillNamed() throws {
        var operation = operation()
        _ = operation.absorb(
            try pageOfEvents(
                root,
                [
                    .stack(1, "DELETE_IN_PROGRESS"), .init(time: 2, resource: "Old", status: "DELETE_FAILED"),
                    .stack(3, "DELETE_FAILED"),
                ]),
            ofStack: root)
        XCTAssertEqual(
            diagnosis(operation),
            "error: web-dev/Old (AWS::EC2::VPC, logical ID Old): DELETE_FAILED, and AWS gives no reason [deployment-failed]"
        )
    }

    func testChangesTellEveryEndOnceAndReasonsOnOneLine() throws {
        var operation = operation()
        let news = operation.absorb(
            try pageOfEvents(
                root,
                [
                    .stack(1, "CREATE_IN_PROGRESS"), .init(time: 2, resource: "Lake", status: "CREATE_IN_PROGRESS"),
                    .init(
                        time: 3, resource: "Lake", status: "CREATE_FAILED", type: "AWS::S3::Bucket",
                        reason: "name\\n  taken"),
                    .stack(4, "ROLLBACK_COMPLETE"),
                ]), ofStack: root)
        XCTAssertEqual(
            operation.inOrder(news).compactMap { operation.change(for: $0) },
            [
                "  CREATE_IN_PROGRESS  web-dev",
                "  CREATE_FAILED  Lake (AWS::S3::Bucket): name taken",
                "  ROLLBACK_COMPLETE  web-dev",
            ])
    }
}
