import DeploymentTesting
import Terminal
import TerminalTesting
import XCTest

@testable import Deployment

final class DestroyerTests: XCTestCase {
    private let root = "arn:stack/root"
    private let data = "arn:stack/data"
    private let aws = FakeAWS()
    private let screen = TestTerminal()

    private func play(isProtected: Bool = false, deletionProtection: Bool = false, name: String = "web-dev") {
        aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE", name: name, isProtected: isProtected))
        aws.on(
            "cloudformation list-stack-resources --stack-name \(root)",
            """
            {"StackResourceSummaries": [
            {"LogicalResourceId": "Lake", "PhysicalResourceId": "lake-1", "ResourceType": "AWS::S3::Bucket", "ResourceStatus": "CREATE_COMPLETE"},
            {"LogicalResourceId": "Data", "PhysicalResourceId": "\(data)", "ResourceType": "AWS::CloudFormation::Stack", "ResourceStatus": "CREATE_COMPLETE"}]}
            """)
        aws.on(
            "cloudformation list-stack-resources --stack-name \(data)",
            """
            {"StackResourceSummaries": [
            {"LogicalResourceId": "Database", "PhysicalResourceId": "db-1", "ResourceType": "AWS::RDS::DBInstance", "ResourceStatus": "CREATE_COMPLETE"},
            {"LogicalResourceId": "Group", "PhysicalResourceId": "sg-1", "ResourceType": "AWS::EC2::SecurityGroup", "ResourceStatus": "CREATE_COMPLETE"}]}
            """)
        aws.on("cloudformation get-template --stack-name \(root)", #"{"TemplateBody": {"Resources": {"Lake": {"Type": "AWS::S3::Bucket", "DeletionPolicy": "Retain"}}}}"#)
        aws.on(
            "cloudformation get-template --stack-name \(data)",
            #"{"TemplateBody": "Resources:\n  Database:\n    Type: AWS::RDS::DBInstance\n    DeletionPolicy: Snapshot\n  Group:\n    Type: x\n"}"#)
        aws.on("rds describe-db-instances", #"{"DBInstances": [{"DeletionProtection": \#(deletionProtection)}]}"#)
        aws.on("cloudformation delete-stack", "")
        aws.on("cloudformation update-termination-protection", "")
        let events: [FakeEvent] = [.stack(1, "CREATE_COMPLETE")]
        aws.on(
            "cloudformation describe-stack-events --stack-name \(root)", eventsJSON(root, events),
            eventsJSON(root, events + [
                .stack(2, "DELETE_IN_PROGRESS"),
                .init(time: 3, resource: "Lake", status: "DELETE_SKIPPED", type: "AWS::S3::Bucket", physicalID: "lake-1"),
                .stack(4, "DELETE_COMPLETE"),
            ]))
    }

    private func destroy(
        _ options: Destroyer.Options, environment: EnvironmentFile = Fixture.environment(), answer: String? = nil
    ) async throws {
        try await Destroyer(templates: Fixture.templates, environment: environment, aws: aws.cli(), terminal: screen.terminal(answer: answer))
            .destroy(options)
    }

    private func ran(_ words: String) -> [String] { aws.lines.filter { $0.hasPrefix(words) } }

    func testSaysWhatGoesAndWhatStaysAndDeletesAfterTyping() async throws {
        play()
        try await destroy(.init(), answer: "yes")
        XCTAssertEqual(
            screen.output,
            """
            What happens              Resource       Type                      Name
            retained                  web-dev/Lake   AWS::S3::Bucket           lake-1
            deleted after a snapshot  Data/Database  AWS::RDS::DBInstance      db-1
            deleted                   Data           1 resources without data

            """)
        XCTAssertTrue(screen.errors.contains("This destroys web-dev. Type yes to go on: "))
        XCTAssertTrue(screen.errors.contains("destroyed web-dev\nretained: lake-1 (AWS::S3::Bucket)\n"), screen.errors)
        XCTAssertEqual(ran("cloudformation delete-stack"), ["cloudformation delete-stack --stack-name \(root)"])
        XCTAssertEqual(ran("s3api"), [], "data goes on its own flag only")
    }

    func testNothingIsDeletedWithoutConfirmation() async throws {
        let prod = Fixture.environment("prod", isProtected: true)
        let table: [(EnvironmentFile, Destroyer.Options, String?, String)] = [
            (Fixture.environment(), .init(), "no", "not confirmed: nothing was deleted"),
            (Fixture.environment(), .init(), nil, "pass --yes to go on"),
            (prod, .init(), "yes", "not confirmed: nothing was deleted"),
            (prod, .init(assumesYes: true), nil, "'prod' is protected: --yes alone is not enough; add --confirm web-prod"),
            (prod, .init(assumesYes: true, confirmedStack: "web-dev"), nil, "--confirm is 'web-dev', but the stack of 'prod' is 'web-prod'"),
        ]
        for (environment, options, answer, message) in table {
            play(isProtected: environment.isProtected)
            do {
                try await destroy(options, environment: environment, answer: answer)
                XCTFail(message)
            } catch {
                XCTAssertTrue("\(error)".contains(message), "\(error)")
            }
        }
        XCTAssertEqual(ran("cloudformation delete-stack"), [])
        XCTAssertEqual(ran("cloudformation update-termination-protection"), [])
    }

    func testAConfirmedProtectedEnvironmentLosesItsProtectionFirst() async throws {
        play(isProtected: true, name: "web-prod")
        try await destroy(
            .init(assumesYes: true, confirmedStack: "web-prod"), environment: Fixture.environment("prod", isProtected: true))
        XCTAssertEqual(
            aws.lines.filter { $0.contains("termination-protection") || $0.contains("delete-stack") },
            [
                "cloudformation update-termination-protection --stack-name web-prod --no-enable-termination-protection",
                "cloudformation delete-stack --stack-name \(root)",
            ])
    }

    func testProtectionSetByHandIsToldBeforeAnythingGoes() async throws {
        play(isProtected: true, deletionProtection: true)
        do {
            try await destroy(.init(assumesYes: true))
            XCTFail("it is protected")
        } catch let error as DeploymentError {
            XCTAssertEqual(error.problems.count, 2)
            XCTAssertTrue(error.problems[0].contains("web-dev has termination protection, although parameters/dev.json does not ask for it"))
            XCTAssertTrue(error.problems[1].contains("Data/Database (db-1) has deletion protection; to go on: aws rds modify-db-instance"))
        }
        XCTAssertEqual(ran("cloudformation delete-stack"), [])
    }

    func testRetainedDataGoesOnItsFlag() async throws {
        play()
        aws.on("sts", #"{"Account": "123456789012"}"#)
        aws.on(
            "s3api list-object-versions --bucket lake-1",
            #"{"Versions": [{"Key": "a b", "VersionId": "1"}, {"Key": "a b", "VersionId": "2"}], "DeleteMarkers": [{"Key": "c", "VersionId": "3"}]}"#,
            "")
        aws.on("s3api list-object-versions --bucket web-artifacts-123456789012-eu-west-3", error: "An error occurred (NoSuchBucket) when calling the ListObjectVersions operation: no")
        let deleted = Box<String>()
        aws.on("s3api delete-objects --bucket lake-1") { command in
            let path = try XCTUnwrap(command.arguments.first { $0.hasPrefix("file://") }).dropFirst("file://".count)
            deleted.value = try String(contentsOfFile: String(path), encoding: .utf8)
            return .success("")
        }
        aws.on("s3api delete-bucket", "")
        aws.on(
            "rds describe-db-snapshots",
            #"{"DBSnapshots": [{"DBSnapshotIdentifier": "final", "SnapshotCreateTime": "2026-01-01T00:00:03.000Z"}, {"DBSnapshotIdentifier": "snap-db-1-mine", "SnapshotCreateTime": "2025-12-31T00:00:00.000Z"}]}"#)
        aws.on("rds delete-db-snapshot", "")
        try await destroy(.init(assumesYes: true, deletesRetained: true))
        let request = try XCTUnwrap(deleted.value)
        for part in [#""Key":"a b""#, #""VersionId":"1""#, #""VersionId":"2""#, #""VersionId":"3""#] { XCTAssertTrue(request.contains(part), request) }
        XCTAssertEqual(ran("s3api delete-bucket"), ["s3api delete-bucket --bucket lake-1"])
        XCTAssertEqual(ran("rds delete-db-snapshot"), ["rds delete-db-snapshot --db-snapshot-identifier final"], "people's own snapshots stay")
    }

    func testADeletionThatFailsTellsTheFirstCause() async throws {
        play()
        aws.forget("cloudformation describe-stack-events --stack-name \(root)")
        aws.on(
            "cloudformation describe-stack-events --stack-name \(root)", eventsJSON(root, [.stack(1, "CREATE_COMPLETE")]),
            eventsJSON(root, [
                .stack(2, "DELETE_IN_PROGRESS"),
                .init(time: 3, resource: "Lake", status: "DELETE_FAILED", type: "AWS::S3::Bucket", reason: "The bucket is not empty"),
                .stack(4, "DELETE_FAILED"),
            ]))
        do {
            try await destroy(.init(assumesYes: true))
            XCTFail("it failed")
        } catch let error as DeploymentError {
            XCTAssertEqual(error.problems[0], "Stacks/Web.swift:9: error: Web/Lake (AWS::S3::Bucket, logical ID Lake): The bucket is not empty")
        }
    }

    func testWhatIsNotDeployedIsDestroyedAlready() async throws {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        try await destroy(.init(assumesYes: true))
        XCTAssertEqual(screen.errors, "web-dev is not deployed in eu-west-3: nothing to destroy\n")
    }

    func testWhatAnEarlierDestructionLeftIsFoundInTheNestedStacksEvents() async throws {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        aws.on(
            "cloudformation list-stacks",
            #"{"StackSummaries": [{"StackId": "\#(root)", "StackName": "web-dev"}, {"StackId": "\#(data)", "StackName": "web-dev-Data-1", "ParentId": "\#(root)"}]}"#)
        aws.on(
            "cloudformation describe-stack-events --stack-name \(root)",
            eventsJSON(root, [
                .stack(1, "CREATE_COMPLETE"), .stack(2, "DELETE_IN_PROGRESS"), .nested(3, "Data", "DELETE_IN_PROGRESS", id: data),
                .nested(6, "Data", "DELETE_COMPLETE", id: data), .stack(7, "DELETE_COMPLETE"),
            ]))
        aws.on(
            "cloudformation describe-stack-events --stack-name \(data)",
            eventsJSON(data, [
                .stack(3, "DELETE_IN_PROGRESS"),
                .init(time: 4, resource: "Logs", status: "DELETE_SKIPPED", type: "AWS::Logs::LogGroup", physicalID: "logs-1"),
                .init(time: 5, resource: "Database", status: "DELETE_COMPLETE", type: "AWS::RDS::DBInstance", physicalID: "db-1"),
                .stack(6, "DELETE_COMPLETE"),
            ]))
        aws.on("sts", #"{"Account": "123456789012"}"#)
        aws.on("logs delete-log-group", "")
        aws.on(
            "rds describe-db-snapshots",
            #"{"DBSnapshots": [{"DBSnapshotIdentifier": "final", "SnapshotCreateTime": "2026-01-01T00:00:05.000Z"}, {"DBSnapshotIdentifier": "mine", "SnapshotCreateTime": "2026-01-01T00:00:01.000Z"}]}"#)
        aws.on("rds delete-db-snapshot", "")
        aws.on("s3api list-object-versions", error: "An error occurred (NoSuchBucket) when calling the ListObjectVersions operation: no")
        try await destroy(.init(deletesRetained: true), answer: "yes")
        XCTAssertEqual(
            screen.output,
            """
            What happens                 Resource       Type                  Name
            deleted with its data        Data/Logs      AWS::Logs::LogGroup   logs-1
            deleted, final snapshot too  Data/Database  AWS::RDS::DBInstance  db-1

            """)
        XCTAssertEqual(ran("logs delete-log-group"), ["logs delete-log-group --log-group-name logs-1"])
        XCTAssertEqual(ran("rds delete-db-snapshot"), ["rds delete-db-snapshot --db-snapshot-identifier final"])
    }

    func testAProtectedLoadBalancerIsToldBeforeAnythingGoes() async throws {
        aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE"))
        aws.on(
            "cloudformation list-stack-resources",
            #"{"StackResourceSummaries": [{"LogicalResourceId": "Front", "PhysicalResourceId": "arn:lb", "ResourceType": "AWS::ElasticLoadBalancingV2::LoadBalancer", "ResourceStatus": "CREATE_COMPLETE"}]}"#)
        aws.on("cloudformation get-template", #"{"TemplateBody": {"Resources": {}}}"#)
        aws.on(
            "elbv2 describe-load-balancer-attributes --load-balancer-arn arn:lb",
            #"{"Attributes": [{"Key": "access_logs.s3.enabled", "Value": "true"}, {"Key": "deletion_protection.enabled", "Value": "true"}]}"#)
        do {
            try await destroy(.init(assumesYes: true))
            XCTFail("it is protected")
        } catch let error as DeploymentError {
            XCTAssertEqual(
                error.problems,
                ["web-dev/Front (arn:lb) has deletion protection; to go on: aws elbv2 modify-load-balancer-attributes --attributes Key=deletion_protection.enabled,Value=false --load-balancer-arn arn:lb --region eu-west-3"])
        }
        XCTAssertEqual(ran("cloudformation delete-stack"), [])
    }

    func testPoliciesOfDeployedTemplates() {
        let policies = DeletionPolicies(
            yaml: """
                Parameters:
                  Lake:
                    DeletionPolicy: not one
                Resources:
                  Lake:
                    Type: AWS::S3::Bucket
                    DeletionPolicy: RetainExceptOnCreate
                    Properties:
                      Tags:
                      - Key: DeletionPolicy
                  Other:
                    Type: AWS::EC2::VPC
                """)
        XCTAssertEqual(policies.fate(of: "Lake", type: "AWS::S3::Bucket"), .retained)
        XCTAssertEqual(policies.fate(of: "Other", type: "AWS::EC2::VPC"), .deleted)
        XCTAssertEqual(policies.fate(of: "Plain", type: "AWS::RDS::DBInstance"), .snapshot, "a database without a policy gets one")
    }
}
