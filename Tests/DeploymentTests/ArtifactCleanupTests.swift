import AWSAccessTesting
import EnvironmentsTesting
import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// `cleanup --assets`, with answers in the form of the Amazon S3 API Reference, "ListObjectVersions", and of the AWS
/// CloudFormation API Reference, "GetTemplate", "ListChangeSets" and "DescribeChangeSet".
final class ArtifactCleanupTests: XCTestCase {
    private let stack = "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1"
    private var aws = FakeAWS()
    private let screen = TestTerminal()
    private let now = Date(timeIntervalSince1970: 1_790_000_000)

    private func hash(_ digit: Character) -> String { String(repeating: digit, count: 64) }

    /// An object, its number of days, and a version of it.
    private func version(_ key: String, days: Double, bytes: Int = 2_000_000, id: String = "1") -> String {
        let time = Date(timeInterval: -86_400 * days, since: now).formatted(.iso8601)
        return #"{"Key":"\#(key)","VersionId":"\#(id)","Size":\#(bytes),"LastModified":"\#(time)","IsLatest":true}"#
    }

    private func play(_ versions: [String], status: String = "UPDATE_COMPLETE", parameters: String = "") {
        aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
        aws.on(
            "s3api list-object-versions --bucket web-artifacts-123456789012-eu-west-3 --prefix web-dev/",
            "{\"Versions\":[\(versions.joined(separator: ","))]}")
        aws.on(
            "cloudformation describe-stacks",
            """
            {"Stacks":[{"StackId":"\(stack)","StackName":"web-dev","StackStatus":"\(status)",
             "CreationTime":"2026-01-01T00:00:00Z","Parameters":[\(parameters)]}]}
            """)
        aws.on(
            "cloudformation get-template --stack-name \(stack)",
            """
            {"TemplateBody":{"Resources":{"Data":{"Type":"AWS::CloudFormation::Stack","Properties":{
             "TemplateURL":"https://s3.eu-west-3.amazonaws.com/b/web-dev/\(hash("a")).template.json"}}}}}
            """)
        aws.on(
            "cloudformation list-stack-resources --stack-name \(stack)",
            stackResourcesJSON((logicalID: "Data", physicalID: "arn:data", type: "AWS::CloudFormation::Stack")))
        aws.on(
            "cloudformation get-template --stack-name arn:data",
            """
            {"TemplateBody":{"Resources":{"F":{"Type":"AWS::Lambda::Function","Properties":{"Code":{
             "S3Key":{"Fn::Sub":"${ArtifactFolder}/functions/hello.\(hash("b")).zip"}}}}}}}
            """)
        aws.on("cloudformation list-change-sets", #"{"Summaries":[]}"#)
        aws.on("s3api delete-objects", "{}")
    }

    private var all: [String] {
        [
            version("web-dev/\(hash("a")).template.json", days: 90),
            version("web-dev/functions/hello.\(hash("b")).zip", days: 90),
            version("web-dev/Worker.\(hash("c")).bin", days: 90),
            version("web-dev/functions/hello.\(hash("d")).zip", days: 30),
            version("web-dev/functions/hello.\(hash("d")).zip", days: 40, id: "0"),
            version("web-dev/functions/hello.\(hash("e")).zip", days: 2), version("web-dev/notes.txt", days: 90),
        ]
    }

    private func cleanUp(
        _ options: ArtifactCleanup.Options = .init(assumesYes: true), answer: String? = nil
    ) async throws {
        let now = now
        try await ArtifactCleanup(
            environment: Fixture.environment(), aws: aws.cli(), terminal: screen.terminal(answer: answer), now: { now }
        ).run(options)
    }

    /// The keys that were asked to be deleted, with their versions.
    private func recordDeletions() -> Box<[String]> {
        let deleted = Box<[String]>()
        aws.forget("s3api delete-objects")
        aws.on("s3api delete-objects") { command in
            struct Request: Decodable {
                struct Object: Decodable { let Key: String, VersionId: String }
                let Objects: [Object]
            }
            let option = try XCTUnwrap(command.arguments.first { $0.hasPrefix("file://") })
            let data = try Data(contentsOf: URL(fileURLWithPath: String(option.dropFirst(7))))
            deleted.value =
                (deleted.value ?? [])
                + (try JSONDecoder().decode(Request.self, from: data).Objects.map { "\($0.Key) \($0.VersionId)" })
            return .success("{}")
        }
        return deleted
    }

    func testWhatNothingNamesIsDeletedWithAllItsVersions() async throws {
        play(all, parameters: #"{"ParameterKey":"WorkerKey","ParameterValue":"web-dev/Worker.\#(hash("c")).bin"}"#)
        let deleted = recordDeletions()
        try await cleanUp()
        let key = "web-dev/functions/hello.\(hash("d")).zip"
        XCTAssertEqual(deleted.value?.sorted(), ["\(key) 0", "\(key) 1"])
        XCTAssertTrue(screen.errors.contains("deleted: 1 file, 3.8 MiB"), screen.errors)
        let lines = screen.output.split(separator: "\n")
        XCTAssertEqual(lines.count, 4, screen.output)
        XCTAssertTrue(
            lines.contains {
                $0.hasPrefix(key) && $0.contains("3.8 MiB") && $0.contains("30 days") && $0.contains("delete")
            },
            screen.output)
        XCTAssertTrue(
            lines.contains { $0.contains(hash("e")) && $0.hasSuffix("keep          younger than 7 days") },
            screen.output)
        XCTAssertTrue(
            lines.contains { $0.contains("notes.txt") && $0.contains("not uploaded by deploy") }, screen.output)
    }

    func testWhatAPreparedChangeSetNamesIsNeeded() async throws {
        play(all)
        aws.forget("cloudformation list-change-sets")
        aws.on(
            "cloudformation list-change-sets", #"{"Summaries":[{"ChangeSetId":"arn:cs","ChangeSetName":"prepared-1"}]}"#
        )
        aws.on(
            "cloudformation describe-change-set --change-set-name arn:cs",
            """
            {"ChangeSetId":"arn:cs","StackId":"\(stack)","Status":"CREATE_COMPLETE","ExecutionStatus":"AVAILABLE",
             "Parameters":[{"ParameterKey":"WorkerKey","ParameterValue":"web-dev/Worker.\(hash("c")).bin"}],
             "Changes":[{"ResourceChange":{"Action":"Modify","LogicalResourceId":"Data","ResourceType":"AWS::CloudFormation::Stack",
              "ChangeSetId":"arn:nested"}}]}
            """)
        aws.on(
            "cloudformation describe-change-set --change-set-name arn:nested",
            #"{"ChangeSetId":"arn:nested","StackId":"arn:data","Status":"CREATE_COMPLETE","ExecutionStatus":"AVAILABLE"}"#
        )
        aws.on("cloudformation get-template --change-set-name arn:cs", #"{"TemplateBody":{"Resources":{}}}"#)
        aws.on(
            "cloudformation get-template --change-set-name arn:nested",
            #"{"TemplateBody":{"Resources":{"F":{"Type":"A::B::C","Properties":{"K":"hello.\#(hash("d")).zip"}}}}}"#)
        try await cleanUp()
        XCTAssertFalse(aws.lines.contains { $0.hasPrefix("s3api delete-objects") })
        XCTAssertTrue(screen.errors.contains("nothing to delete"), screen.errors)
    }

    func testNothingIsDeletedWhereNotAllIsKnown() async throws {
        for status in ["UPDATE_IN_PROGRESS", "UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_IN_PROGRESS", "SOMETHING_NEW"] {
            aws = FakeAWS()
            play(all, status: status)
            try await cleanUp()
            XCTAssertTrue(screen.errors.contains("web-dev is \(status)"), screen.errors)
            XCTAssertFalse(aws.lines.contains { $0.hasPrefix("s3api delete-objects") })
        }
        for command in [
            "get-template --stack-name arn:data", "list-change-sets", "list-stack-resources --stack-name \(stack)",
        ] {
            aws = FakeAWS()
            aws.on(
                "cloudformation \(command)",
                error: "An error occurred (AccessDenied) when calling the X operation: User is not authorized")
            play(all)
            try await cleanUp()
            XCTAssertFalse(aws.lines.contains { $0.hasPrefix("s3api delete-objects") }, command)
        }
        XCTAssertTrue(screen.errors.contains("not all that is deployed can be read"), screen.errors)
    }

    func testADryRunDeletesNothing() async throws {
        play(all)
        try await cleanUp(.init(isDryRun: true))
        XCTAssertFalse(aws.lines.contains { $0.hasPrefix("s3api delete-objects") })
        XCTAssertTrue(screen.errors.hasSuffix("dry run: nothing was deleted\n"), screen.errors)
    }

    func testItAsksBeforeItDeletes() async throws {
        play(all)
        do {
            try await cleanUp(.init(), answer: "n")
            XCTFail("it was not agreed to")
        } catch { XCTAssertTrue("\(error)".contains("nothing was deleted"), "\(error)") }
        XCTAssertTrue(screen.errors.contains("Delete these 2 files of dev for good? [y/N]"), screen.errors)
        XCTAssertFalse(aws.lines.contains { $0.hasPrefix("s3api delete-objects") })
        try await cleanUp(.init(), answer: "y")
        XCTAssertEqual(aws.lines.count { $0.hasPrefix("s3api delete-objects") }, 1)
    }

    func testWithoutAStackNothingIsNeeded() async throws {
        play(all)
        aws.forget("cloudformation describe-stacks")
        aws.on("cloudformation describe-stacks", error: stackMissing)
        try await cleanUp(.init(isDryRun: true))
        XCTAssertTrue(screen.errors.contains("to delete: 4 files, 9.5 MiB"), screen.errors)
    }

    func testADocumentHasWhatWasDone() async throws {
        play(all)
        try await cleanUp(.init(assumesYes: true, format: .json))
        struct Report: Decodable {
            struct Artifact: Decodable {
                let key: String
                let bytes: Int
                let ageDays: Int
                let decision: String
                let outcome: String?
            }
            let artifacts: [Artifact]
        }
        let report = try JSONDecoder().decode(Report.self, from: Data(screen.output.utf8))
        XCTAssertEqual(report.artifacts.count, 6)
        XCTAssertEqual(report.artifacts.filter { $0.decision == "delete" }.map(\.outcome), ["deleted", "deleted"])
    }
}
