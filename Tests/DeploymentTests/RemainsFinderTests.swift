import AWSAccessTesting
import EnvironmentsTesting
import XCTest

@testable import Deployment
@testable import Environments

/// What belongs to a stack that is gone, and what only looks like it.
final class RemainsFinderTests: XCTestCase {
    private let root = "arn:stack/root"
    private let aws = FakeAWS()

    private func find() async throws -> Remains {
        let environment = Fixture.environment()
        let finder = RemainsFinder(
            environment: environment, templates: Fixture.templates, aws: aws.cli(),
            uploads: UploadedTemplates(environment: environment, aws: aws.cli()))
        return try await finder.find(.read(name: "web-dev", with: aws.cli()))
    }

    /// A stack that is gone, with resources of one type each, and nothing else anywhere.
    private func play(_ events: [FakeEvent], snapshots: String = "", groups: String = "", artifacts: String? = nil) {
        aws.on(
            "cloudformation list-stacks",
            #"{"StackSummaries": [{"StackId": "\#(root)", "StackName": "web-dev", "StackStatus": "DELETE_COMPLETE"}]}"#)
        aws.on(
            "cloudformation describe-stack-events",
            eventsJSON(root, events).replacingOccurrences(of: #""StackName":"x""#, with: #""StackName":"web-dev""#))
        aws.on(
            "cloudformation describe-stack-resources",
            error:
                "An error occurred (ValidationError) when calling the DescribeStackResources operation: Stack for x does not exist"
        )
        aws.on("resourcegroupstaggingapi", #"{"ResourceTagMappingList": []}"#)
        aws.on("rds describe-db-snapshots", #"{"DBSnapshots": [\#(snapshots)]}"#)
        aws.on("rds describe-db-instance-automated-backups", #"{"DBInstanceAutomatedBackups": []}"#)
        aws.on("logs describe-log-groups", #"{"logGroups": [\#(groups)]}"#)
        aws.on("sts", #"{"Account": "123456789012"}"#)
        if let artifacts {
            aws.on("s3api list-object-versions", artifacts)
        } else {
            aws.on(
                "s3api list-object-versions",
                error: "An error occurred (NoSuchBucket) when calling the ListObjectVersions operation: no")
        }
    }

    private func snapshot(_ name: String, of database: String = "db-1", second: Int) -> String {
        #"{"DBSnapshotIdentifier": "\#(name)", "DBInstanceIdentifier": "\#(database)", "SnapshotType": "manual", "Status": "available", "SnapshotCreateTime": "2026-01-01T00:00:0\#(second).000Z"}"#
    }

    private let database: [FakeEvent] = [
        .init(
            time: 1, resource: "Database", status: "CREATE_IN_PROGRESS", type: "AWS::RDS::DBInstance",
            physicalID: "db-1"),
        .init(
            time: 5, resource: "Database", status: "DELETE_IN_PROGRESS", type: "AWS::RDS::DBInstance",
            physicalID: "db-1"),
        .init(
            time: 8, resource: "Database", status: "DELETE_COMPLETE", type: "AWS::RDS::DBInstance", physicalID: "db-1"),
    ]

    func testAFinalSnapshotIsToldFromPeoplesOwnByItsNameOrItsTime() async throws {
        play(
            database,
            snapshots: [
                snapshot("web-dev-snapshot-database-abcdef012345", of: "db-0", second: 0),
                snapshot("made-while-it-was-deleted", second: 6),
                snapshot("web-dev-snapshot-database-before-migration", second: 4),
                snapshot("web-dev-snapshot-elsewhere-abcdef012345", of: "db-8", second: 4),
                snapshot("made-later-of-a-copy", second: 9), snapshot("others", of: "db-9", second: 6),
            ].joined(separator: ","))
        let remains = try await find()
        XCTAssertEqual(
            remains.deletable.map(\.id), ["web-dev-snapshot-database-abcdef012345", "made-while-it-was-deleted"])
        XCTAssertEqual(
            remains.things.filter { !$0.isDeletable }.map(\.id),
            ["web-dev-snapshot-database-before-migration", "made-later-of-a-copy"],
            "those of its databases are named all the same")
    }

    func testLogsOfADatabaseThatWasRestoredUnderItsNameAreLeftAlone() async throws {
        let group = #"{"logGroupName": "/aws/rds/instance/db-1/error"}"#
        play(database, groups: group)
        aws.on("rds describe-db-instances", #"{"DBInstances": []}"#)
        let remains = try await find()
        XCTAssertEqual(remains.things, [])
    }

    func testLogsOfAFunctionAreFound() async throws {
        play(
            [
                .init(
                    time: 5, resource: "F", status: "DELETE_COMPLETE", type: "AWS::Lambda::Function",
                    physicalID: "web-dev-F-1")
            ],
            groups: #"{"logGroupName": "/aws/lambda/web-dev-F-1"}, {"logGroupName": "/aws/lambda/web-dev-F-12"}"#)
        aws.on(
            "lambda get-function",
            error:
                "An error occurred (ResourceNotFoundException) when calling the GetFunctionConfiguration operation: none"
        )
        let remains = try await find()
        XCTAssertEqual(remains.deletable.map(\.id), ["/aws/lambda/web-dev-F-1"])
    }

    func testWhatThisToolCannotDeleteIsNamed() async throws {
        play([
            .init(
                time: 5, resource: "Files", status: "DELETE_SKIPPED", type: "AWS::EFS::FileSystem",
                physicalID: "fs-1"),
            .init(
                time: 5, resource: "Stream", status: "DELETE_FAILED", type: "AWS::Kinesis::Stream",
                physicalID: "stream-1"),
            .init(time: 6, resource: "VPC", status: "DELETE_FAILED", type: "AWS::EC2::VPC", physicalID: "vpc-1"),
            .init(time: 7, resource: "VPC", status: "DELETE_COMPLETE", type: "AWS::EC2::VPC", physicalID: "vpc-1"),
        ])
        let remains = try await find()
        XCTAssertEqual(
            remains.things.map { "\($0.id): \($0.reason)" }.sorted(),
            [
                "fs-1: retained when web-dev/Files was deleted",
                "stream-1: not deleted, because that failed, when web-dev/Stream was deleted",
            ])
        XCTAssertEqual(remains.deletable, [])
    }

    func testWhatNobodyMaySeeIsInDoubtAndKeepsNothingElse() async throws {
        let lakes = ["lake-1", "lake-2"].map {
            FakeEvent(time: 5, resource: $0, status: "DELETE_SKIPPED", type: "AWS::S3::Bucket", physicalID: $0)
        }
        play(lakes)
        aws.on(
            "s3api head-bucket --bucket lake-1",
            error: "An error occurred (403) when calling the HeadBucket operation: Forbidden")
        aws.on("s3api head-bucket", "")
        let remains = try await find()
        XCTAssertEqual(remains.deletable.map(\.id), ["lake-2"])
        XCTAssertTrue(remains.things.first { $0.id == "lake-1" }?.doubt?.contains("HeadBucket") == true, "\(remains)")
    }

    func testMetricsThatAllDatabasesShareStay() async throws {
        play(database, groups: #"{"logGroupName": "RDSOSMetrics"}"#)
        let before = try await find()
        XCTAssertEqual(before.things, [])
        aws.forget("cloudformation describe-stack-events")
        aws.on(
            "cloudformation describe-stack-events",
            eventsJSON(root, database).replacingOccurrences(
                of: #""ResourceStatusReason""#,
                with: #""ResourceProperties":"{\"MonitoringInterval\":\"60\"}","ResourceStatusReason""#))
        let remains = try await find()
        XCTAssertEqual(remains.things.map(\.id), ["RDSOSMetrics"])
        XCTAssertEqual(remains.deletable, [])
    }

    func testUploadedTemplatesAreLeftTooAndAnEmptiedBucketForThem() async throws {
        play([], artifacts: #"{"Versions": [{"Key": "web-dev/a", "VersionId": "1"}]}"#)
        let full = try await find()
        XCTAssertEqual(
            full.deletable.map(\.title), ["the uploaded templates in web-artifacts-123456789012-eu-west-3/web-dev/"])
        aws.forget("s3api list-object-versions")
        aws.on("s3api list-object-versions", "")
        let emptied = try await find()
        XCTAssertEqual(emptied.deletable.map(\.reason), ["the bucket for uploaded templates, which is empty"])
        aws.forget("s3api list-object-versions")
        aws.on("s3api list-object-versions", "", #"{"Versions": [{"Key": "web-prod/a", "VersionId": "1"}]}"#)
        let others = try await find()
        XCTAssertEqual(others, Remains(), "another environment's templates are none of this")
    }
}
