import AWSAccessTesting
import EnvironmentsTesting
import JSON
import Terminal
import XCTest

@testable import AWSAccess
@testable import Deployment

/// What is told of an operation that is over, or goes on.
final class StoryTests: XCTestCase {
    private let root = "arn:stack/root"
    private let data = "arn:stack/data"

    private func story(
        _ rootEvents: [FakeEvent], _ dataEvents: [FakeEvent] = [], evidence: [String] = []
    ) throws -> OperationStory {
        var operation = StackOperation(stack: root, name: "web-dev", templates: Fixture.templates, after: nil)
        _ = operation.absorb(try pageOfEvents(root, rootEvents), ofStack: root)
        if !dataEvents.isEmpty { _ = operation.absorb(try pageOfEvents(data, dataEvents), ofStack: data) }
        return try XCTUnwrap(OperationStory(operation, evidence: evidence))
    }

    /// A creation in which the nested stack's database takes longest, after its group.
    private func creation() throws -> OperationStory {
        try story(
            [
                .stack(1, "REVIEW_IN_PROGRESS"), .stack(10, "CREATE_IN_PROGRESS"),
                .init(time: 11, resource: "Lake", status: "CREATE_IN_PROGRESS", type: "AWS::S3::Bucket"),
                .nested(11, "Data", "CREATE_IN_PROGRESS", id: ""), .nested(12, "Data", "CREATE_IN_PROGRESS", id: data),
                .init(time: 13, resource: "Lake", status: "CREATE_COMPLETE", type: "AWS::S3::Bucket"),
                .nested(50, "Data", "CREATE_COMPLETE", id: data), .stack(51, "CREATE_COMPLETE"),
            ],
            [
                .stack(12, "CREATE_IN_PROGRESS"), .init(time: 13, resource: "Group", status: "CREATE_IN_PROGRESS"),
                .init(time: 14, resource: "Group", status: "CREATE_IN_PROGRESS"),
                .init(time: 20, resource: "Group", status: "CREATE_COMPLETE"),
                .init(time: 21, resource: "Database", status: "CREATE_IN_PROGRESS", type: "AWS::RDS::DBInstance"),
                .init(time: 49, resource: "Database", status: "CREATE_COMPLETE", type: "AWS::RDS::DBInstance"),
                .stack(50, "CREATE_COMPLETE"),
            ])
    }

    func testEveryResourceHasItsStepsBelowItsStack() throws {
        let story = try creation()
        XCTAssertEqual(story.rows.map(\.path), ["web-dev", "Data", "Data/Group", "Data/Database", "Lake"])
        XCTAssertEqual(story.rows.map(\.depth), [0, 1, 2, 2, 1])
        let database = try XCTUnwrap(story.rows.first { $0.path == "Data/Database" })
        XCTAssertEqual(
            database.steps,
            [.init(action: .create, isRollback: false, start: 11, end: 39, outcome: .done, reason: "")])
        XCTAssertEqual(database.location?.line, 42)
        XCTAssertEqual(story.duration, 41)
        XCTAssertEqual(story.headline, "web-dev: creation done (CREATE_COMPLETE)")
        XCTAssertNil(story.failure)
        XCTAssertEqual(story.slowest.first?.path, "Data/Database")
    }

    func testTheCriticalPathFollowsWhatTheTemplatesWaitFor() throws {
        let story = try creation()
        // The fixture's database does not refer to the group, so nothing had to be waited for.
        XCTAssertEqual(story.criticalPath.map(\.path), ["Data/Database"])
        XCTAssertTrue(story.rows.first { $0.path == "Data" }?.isCritical == true)
        XCTAssertTrue(story.rows.first { $0.path == "Lake" }?.isCritical == false)
    }

    func testWithoutTemplatesWhatEndedJustBeforeCounts() throws {
        var operation = StackOperation(
            stack: root, name: "web-dev", templates: DeployableTemplates(templates: []), after: nil)
        _ = operation.absorb(
            try pageOfEvents(
                root,
                [
                    .stack(1, "CREATE_IN_PROGRESS"), .init(time: 2, resource: "A", status: "CREATE_IN_PROGRESS"),
                    .init(time: 2, resource: "B", status: "CREATE_IN_PROGRESS"),
                    .init(time: 4, resource: "B", status: "CREATE_COMPLETE"),
                    .init(time: 9, resource: "A", status: "CREATE_COMPLETE"),
                    .init(time: 10, resource: "C", status: "CREATE_IN_PROGRESS"),
                    .init(time: 12, resource: "C", status: "CREATE_COMPLETE"), .stack(13, "CREATE_COMPLETE"),
                ]), ofStack: root)
        let story = try XCTUnwrap(OperationStory(operation, evidence: []))
        XCTAssertEqual(story.criticalPath.map(\.path), ["A", "C"])
    }

    func testAFailureIsTheEndOfTheCriticalPathAndWhatIsTakenBackIsAStepOfItsOwn() throws {
        let story = try story(
            [
                .stack(1, "UPDATE_IN_PROGRESS"), .init(time: 2, resource: "Lake", status: "UPDATE_IN_PROGRESS"),
                .init(time: 3, resource: "Lake", status: "UPDATE_COMPLETE"),
                .init(time: 2, resource: "Bad", status: "CREATE_IN_PROGRESS", type: "AWS::SQS::Queue"),
                .init(time: 5, resource: "Slow", status: "CREATE_FAILED", reason: "Resource creation cancelled"),
                .init(
                    time: 5, resource: "Bad", status: "CREATE_FAILED", type: "AWS::SQS::Queue", reason: "Rate exceeded"),
                .stack(6, "UPDATE_ROLLBACK_IN_PROGRESS", reason: "The following resource(s) failed to create: [Bad]"),
                .init(time: 7, resource: "Lake", status: "UPDATE_IN_PROGRESS"),
                .init(time: 8, resource: "Lake", status: "UPDATE_COMPLETE"),
                .init(time: 9, resource: "Bad", status: "DELETE_COMPLETE", type: "AWS::SQS::Queue"),
                .stack(10, "UPDATE_ROLLBACK_COMPLETE"),
            ], evidence: ["it was busy"])
        func words(_ path: String) -> [String]? { story.rows.first { $0.path == path }?.steps.map(\.words) }
        XCTAssertEqual(words("Lake"), ["updated", "put back"])
        XCTAssertEqual(words("Bad"), ["failed", "deleted again"])
        XCTAssertEqual(words("Slow"), ["cancelled"])
        XCTAssertEqual(words("web-dev"), ["failed", "rolled back"])
        XCTAssertEqual(story.criticalPath.map(\.path), ["Bad"])
        XCTAssertEqual(story.failureFamily, "throttled")
        let text = TerminalStream.written(story.print)
        XCTAssertTrue(text.hasPrefix("web-dev: update failed and rolled back (UPDATE_ROLLBACK_COMPLETE)\n"), text)
        XCTAssertTrue(text.contains("error: web-dev/Bad (AWS::SQS::Queue, logical ID Bad): Rate exceeded"), text)
        XCTAssertTrue(text.contains("note: behind it: it was busy"), text)
        XCTAssertTrue(
            text.contains("left: of the resources, 1 made by it is deleted again, 1 changed by it is as before"), text)
    }

    func testWhatGoesOnIsTold() throws {
        let story = try story([
            .stack(1, "UPDATE_IN_PROGRESS"), .init(time: 2, resource: "Lake", status: "UPDATE_IN_PROGRESS"),
            .init(time: 9, resource: "Other", status: "UPDATE_COMPLETE"),
        ])
        XCTAssertTrue(story.isRunning)
        XCTAssertEqual(story.rows.first { $0.path == "Lake" }?.steps.first?.duration, 7)
        XCTAssertEqual(story.headline, "web-dev: update goes on (UPDATE_IN_PROGRESS)")
    }

    func testTheDocumentForProgramsHasAllOfIt() throws {
        let document = try JSONValue(parsing: Array(creation().json.document.utf8))
        XCTAssertEqual(document["status"]?.string, "CREATE_COMPLETE")
        XCTAssertEqual(document["milliseconds"]?.number, "41000")
        XCTAssertEqual(document["criticalPath"]?[0]?.string, "Data/Database")
        let database = try XCTUnwrap(document["resources"]?.elements?.first { $0["path"]?.string == "Data/Database" })
        XCTAssertEqual(database["place"]?["line"]?.number, "42")
        XCTAssertEqual(database["steps"]?[0]?["startMilliseconds"]?.number, "11000")
        XCTAssertEqual(database["steps"]?[0]?["milliseconds"]?.number, "28000")
    }

    func testThePageIsWholeAndNeedsNothingElse() async throws {
        let operation = try await RecordedFailure.named("circuit-breaker").operation()
        let story = try XCTUnwrap(OperationStory(operation, evidence: ["<script>alert(1)</script> & \"more\""]))
        let page = OperationPage(story, region: "eu-west-3").html
        XCTAssertTrue(page.hasPrefix("<!doctype html>") && page.hasSuffix("</html>\n"))
        for forbidden in ["<script", "<link", "src=", "url(", "@import"] {
            XCTAssertFalse(page.contains(forbidden), forbidden)
        }
        XCTAssertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt; &amp; &quot;more&quot;"))
        XCTAssertTrue(page.contains("Stacks/Compute.swift:64"))
        for tag in ["div", "details", "summary", "span", "section", "p", "ul", "li"] {
            let (opened, closed) = (
                page.matches(of: try Regex("<\(tag)[ >]")).count, page.matches(of: try Regex("</\(tag)>")).count
            )
            XCTAssertEqual(opened, closed, tag)
        }
        for row in story.rows { XCTAssertTrue(page.contains("title=\"\(row.path)\""), row.path) }
    }
}
