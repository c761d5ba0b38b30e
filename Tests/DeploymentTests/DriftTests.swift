import AWSAccessTesting
import Diagnostics
import EnvironmentsTesting
import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// Answers are as in the AWS CloudFormation API Reference, "DescribeStackResourceDrifts" and "StackResourceDrift".
final class DriftTests: XCTestCase {
    private let root = "arn:stack/root"
    private let data = "arn:aws:cloudformation:eu-west-3:1:stack/web-dev-Data-ABC/1"
    private let aws = FakeAWS()
    private let screen = TestTerminal()

    private func play(_ rootDrifts: String, _ dataDrifts: String, status: String = "DETECTION_COMPLETE") {
        aws.on("cloudformation describe-stacks", stackJSON("UPDATE_COMPLETE"))
        aws.on(
            "cloudformation list-stack-resources --stack-name \(root)",
            stackResourcesJSON(
                (logicalID: "Lake", physicalID: "lake-1", type: "AWS::S3::Bucket"),
                (logicalID: "Data", physicalID: data, type: "AWS::CloudFormation::Stack")))
        aws.on(
            "cloudformation list-stack-resources --stack-name \(data)",
            stackResourcesJSON(
                (logicalID: "Database", physicalID: "db-1", type: "AWS::RDS::DBInstance"),
                (logicalID: "Group", physicalID: "sg-1", type: "AWS::EC2::SecurityGroup"),
                (logicalID: "Mail", physicalID: "arn:mail", type: "AWS::SNS::Subscription")))
        for (stack, drifts) in [(root, rootDrifts), (data, dataDrifts)] {
            aws.on(
                "cloudformation detect-stack-drift --stack-name \(stack)", #"{"StackDriftDetectionId": "\#(stack)"}"#)
            aws.on(
                "cloudformation describe-stack-drift-detection-status --stack-drift-detection-id \(stack)",
                #"{"StackId": "x", "DetectionStatus": "DETECTION_IN_PROGRESS"}"#,
                #"{"StackId": "x", "DetectionStatus": "\#(status)", "DetectionStatusReason": "Failed to detect drift on resources [Database]", "DriftedStackResourceCount": 1}"#
            )
            aws.on(
                "cloudformation describe-stack-resource-drifts --stack-name \(stack)",
                #"{"StackResourceDrifts": [\#(drifts)]}"#)
        }
    }

    private func drift(
        _ id: String, _ type: String, _ status: String, _ differences: (String, String, String, String)...,
        reason: String = ""
    ) -> String {
        let list = differences.map {
            #"{"PropertyPath": "\#($0.0)", "ExpectedValue": "\#($0.1)", "ActualValue": "\#($0.2)", "DifferenceType": "\#($0.3)"}"#
        }
        return """
            {"StackId": "x", "LogicalResourceId": "\(id)", "PhysicalResourceId": "p", "ResourceType": "\(type)",
             "StackResourceDriftStatus": "\(status)", "Timestamp": "2026-01-01T00:00:00Z", "DriftStatusReason": "\(reason)",
             "PropertyDifferences": [\(list.joined(separator: ","))]}
            """
    }

    private func report() async throws -> DriftReport {
        let stack = try await aws.cli().stack("web-dev")
        return try await DriftDetection(
            templates: Fixture.templates, environment: Fixture.environment(), aws: aws.cli(),
            terminal: screen.terminal()
        ).report(on: try XCTUnwrap(stack))
    }

    private func text(_ report: DriftReport) -> String {
        report.lines(width: 100) { "\($0)" }.map { $0.map(\.text).joined() }.joined(separator: "\n")
    }

    func testWhatDiffersIsToldPropertyByPropertyInNestedStacksToo() async throws {
        play(
            drift(
                "Lake", "AWS::S3::Bucket", "MODIFIED",
                ("/VersioningConfiguration/Status", "Enabled", "Suspended", "NOT_EQUAL"),
                ("/Tags/1", #"{\"Key\":\"by\"}"#, "null", "REMOVE"), ("/Tags/2", "null", "hand", "ADD")),
            drift("Database", "AWS::RDS::DBInstance", "DELETED") + ","
                + drift("Group", "AWS::EC2::SecurityGroup", "IN_SYNC"))
        let report = try await report()
        XCTAssertEqual(
            text(report),
            """
            - Data/Database  AWS::RDS::DBInstance  was deleted outside CloudFormation
                Stacks/Data.swift:42

            ~ Lake  AWS::S3::Bucket  differs from its template
                Stacks/Web.swift:9
                VersioningConfiguration.Status  Enabled → Suspended
                Tags[1]                         {"Key":"by"} → nothing  gone
                Tags[2]                         nothing → hand  not in the template

            ? not compared: AWS::SNS::Subscription  Data/Mail

            Drift: 1 differs from their templates, 1 deleted outside CloudFormation, 1 as their templates say, 1 not compared by AWS
            """)
        XCTAssertEqual(report.exitCode, .changes)
        let calls = aws.lines.map { $0.split(separator: " ")[1] }
        XCTAssertEqual(calls.count, 1 + 2 + 2 + 2 * 2 + 2, "a stack is listed, compared, looked after and read once")
        XCTAssertEqual(calls.count { $0 == "detect-stack-drift" }, 2)
    }

    func testWhatMayBeASecretIsNotShown() async throws {
        for (path, before, after) in [
            ("/Environment/Variables/KEY", "hunter1", "hunter2"), ("/MasterUserPassword", "hunter1", "hunter2"),
            ("/ContainerDefinitions/0/Environment/1", #"{\"Name\":\"KEY\",\"Value\":\"hunter1\"}"#, "null"),
            ("/ContainerDefinitions/0", #"{\"Environment\":[{\"Name\":\"KEY\",\"Value\":\"hunter1\"}]}"#, "null"),
            ("/UserData", "aHVudGVyMQ", "aHVudGVyMg"), ("/Source/RuntimeEnvironmentVariables/0/Value", "hunter1", "x"),
            ("/Parameters/3", #"{\"ParameterKey\":\"Db_Password\",\"ParameterValue\":\"hunter1\"}"#, "null"),
            ("/LoginProfile", #"{\"User\":{\"api-key\":\"hunter1\"}}"#, #"{\"broken\": hunter2"#),
        ] {
            let difference = drift("Lake", "AWS::S3::Bucket", "MODIFIED", (path, before, after, "NOT_EQUAL"))
            let answer = try AWSCLI.decode(ResourceDrift.Answer.self, from: Data(difference.utf8), of: "aws")
            let shown = "\(ResourceDrift(answer, path: "Lake", place: nil))"
            XCTAssertTrue(shown.contains("(not shown)"), shown)
            for value in ["hunter", "aHVu"] { XCTAssertFalse(shown.contains(value), shown) }
        }
        let tags = drift(
            "Lake", "AWS::S3::Bucket", "MODIFIED",
            ("/Tags/1", #"{\"Key\":\"Environment\",\"Value\":\"dev\"}"#, "null", "REMOVE"))
        play(tags, "")
        let shown = text(try await report())
        XCTAssertTrue(shown.contains(#"{"Key":"Environment","Value":"dev"}"#), "a tag is no secret\n\(shown)")
    }

    func testWhatAWSKeepsInAnotherSpellingIsNoDrift() async throws {
        play(
            drift("Lake", "AWS::S3::Bucket", "IN_SYNC"),
            drift(
                "Group", "AWS::EC2::SecurityGroup", "MODIFIED",
                ("/SecurityGroupIngress/0/IpProtocol", "6", "tcp", "NOT_EQUAL")) + ","
                + drift("Database", "AWS::RDS::DBInstance", "IN_SYNC") + ","
                + drift("Mail", "AWS::SNS::Subscription", "IN_SYNC"))
        let report = try await report()
        XCTAssertEqual(report.drifted, [])
        XCTAssertEqual(report.exitCode, .success)
        XCTAssertTrue(text(report).contains("6 → tcp  AWS rewrites this, not drift"), text(report))
    }

    func testAnotherValueOfWhatAWSRewritesStaysDrift() async throws {
        play(
            drift("Lake", "AWS::S3::Bucket", "IN_SYNC"),
            drift(
                "Group", "AWS::EC2::SecurityGroup", "MODIFIED",
                ("/SecurityGroupIngress/0/IpProtocol", "tcp", "udp", "NOT_EQUAL")))
        let report = try await report()
        XCTAssertEqual(report.drifted.map(\.path), ["Data/Group"])
        XCTAssertTrue(text(report).contains("AWS rewrites this: it may be the same"), text(report))
    }

    func testSpellingsAreThoseOfTheSchemas() {
        for (a, b) in [
            ("MYSQL", "mysql"), ("role", "arn:aws:iam::1:role/role"),
            ("web", "arn:aws:lambda:eu-west-3:1:function:web"),
            ("1", "1.0"), ("key\n", "key"), ("58", "icmpv6"),
        ] {
            XCTAssertTrue(ResourceDrift.Difference.areSpellings(a, b), "\(a) \(b)")
            XCTAssertTrue(ResourceDrift.Difference.areSpellings(b, a), "\(b) \(a)")
        }
        for (a, b) in [("", "x"), ("role", "arn:aws:iam::1:role/otherrole"), ("1", "2"), ("tcp", "17"), ("a", "b/a/c")]
        {
            XCTAssertFalse(ResourceDrift.Difference.areSpellings(a, b), "\(a) \(b)")
        }
    }

    // MARK: - Stacks that AWS does not compare

    /// What a deleted stack had, as AWS lists it for 90 days. AWS CloudFormation API Reference, "ListStackResources".
    private func playDeleted(_ resources: (id: String, status: String)...) {
        let list = resources.map {
            #"{"LogicalResourceId": "\#($0.id)", "PhysicalResourceId": "\#($0.id)-1", "ResourceType": "AWS::RDS::DBInstance", "ResourceStatus": "\#($0.status)"}"#
        }
        aws.on(
            "cloudformation list-stack-resources --stack-name \(data)",
            #"{"StackResourceSummaries": [\#(list.joined(separator: ","))]}"#)
        // "DescribeStacks": a deleted stack is described by its ID.
        aws.on("cloudformation describe-stacks --stack-name \(data)", stackJSON("DELETE_COMPLETE", id: data))
    }

    func testANestedStackThatWasDeletedByItselfIsToldWithWhatItLeft() async throws {
        playDeleted(("Group", "DELETE_COMPLETE"), ("Database", "DELETE_SKIPPED"))
        play(drift("Lake", "AWS::S3::Bucket", "IN_SYNC"), "")
        let report = try await report()
        XCTAssertEqual(
            text(report),
            """
            - Data  AWS::CloudFormation::Stack  was deleted without the stack around it
                Stacks/Web.swift:10

            - Data/Database  AWS::RDS::DBInstance  is left outside of any stack, as Database-1
                Stacks/Data.swift:42

            Drift: 1 deleted outside CloudFormation, 1 left outside of any stack, 1 as their templates say
            """)
        XCTAssertEqual(report.exitCode, .changes)
        XCTAssertEqual(aws.lines.filter { $0.contains("detect-stack-drift") }.count, 1, "the root alone")
    }

    func testANestedStackThatAWSHasForgottenIsTold() async throws {
        for words in ["list-stack-resources", "describe-stacks"] {
            aws.on(
                "cloudformation \(words) --stack-name \(data)",
                error:
                    "An error occurred (ValidationError) when calling the X operation: Stack with id \(data) does not exist"
            )
        }
        play(drift("Lake", "AWS::S3::Bucket", "IN_SYNC"), "")
        let report = try await report()
        XCTAssertEqual(report.drifted.map(\.path), ["Data"])
        XCTAssertEqual(report.failures, [])
    }

    func testANestedStackWithoutResourcesStands() async throws {
        aws.on("cloudformation list-stack-resources --stack-name \(data)", stackResourcesJSON())
        aws.on("cloudformation describe-stacks --stack-name \(data)", stackJSON("CREATE_COMPLETE", id: data))
        play(drift("Lake", "AWS::S3::Bucket", "IN_SYNC"), "")
        let report = try await report()
        XCTAssertEqual(report.resources.map(\.path), ["Lake"])
    }

    func testWhatAnUpdateRetainedIsNoneOfTheStacksResources() async throws {
        aws.on(
            "cloudformation list-stack-resources --stack-name \(root)",
            """
            {"StackResourceSummaries": [
              {"LogicalResourceId": "Lake", "PhysicalResourceId": "l", "ResourceType": "AWS::S3::Bucket", "ResourceStatus": "CREATE_COMPLETE"},
              {"LogicalResourceId": "Old", "PhysicalResourceId": "o", "ResourceType": "AWS::S3::Bucket", "ResourceStatus": "DELETE_SKIPPED"}]}
            """)
        play(drift("Lake", "AWS::S3::Bucket", "IN_SYNC"), "")
        let report = try await report()
        XCTAssertEqual(report.resources.map(\.path), ["Lake"])
    }

    func testANestedStackThatAWSDoesNotCompareHidesNoOther() async throws {
        aws.on(
            "cloudformation detect-stack-drift --stack-name \(data)",
            error:
                "An error occurred (ValidationError) when calling the DetectStackDrift operation: it is in DELETE_FAILED state"
        )
        play(drift("Lake", "AWS::S3::Bucket", "DELETED"), "")
        let status = try await run()
        XCTAssertEqual(status, .failure)
        XCTAssertTrue(screen.output.contains("- Lake  AWS::S3::Bucket  was deleted outside"), screen.output)
        XCTAssertTrue(
            screen.output.contains(
                "Data/Database  AWS::RDS::DBInstance  could not be compared: AWS compares nothing of"),
            screen.output)
        XCTAssertTrue(
            screen.errors.contains("has not compared all of Data: it is in DELETE_FAILED state"), screen.errors)
    }

    func testARootThatAWSDoesNotCompareIsToldWithTheWayOut() async throws {
        aws.on("cloudformation describe-stacks", stackJSON("UPDATE_FAILED"))
        aws.on(
            "cloudformation detect-stack-drift --stack-name \(root)",
            error: "An error occurred (ValidationError) when calling the DetectStackDrift operation: not in this state")
        play("", "")
        let status = try await run()
        XCTAssertEqual(status, .failure)
        XCTAssertTrue(
            screen.errors.contains("AWS does not compare web-dev, which is UPDATE_FAILED: not in this state"),
            screen.errors)
        XCTAssertTrue(screen.errors.contains("deploy --env dev' says what leads out"), screen.errors)
    }

    /// As after Ctrl+C: AWS goes on comparing, and begins nothing meanwhile.
    func testADetectionThatGoesOnIsWaitedFor() async throws {
        let tries = Counter()
        aws.on("cloudformation detect-stack-drift --stack-name \(root)") { _ in
            tries.next() < 3
                ? CommandResult(
                    status: 254,
                    errors:
                        "An error occurred (ValidationError) when calling the DetectStackDrift operation: Drift detection is already in progress for stack [arn:stack/root]"
                ) : .success(#"{"StackDriftDetectionId": "arn:stack/root"}"#)
        }
        play(drift("Lake", "AWS::S3::Bucket", "IN_SYNC"), "")
        let report = try await report()
        XCTAssertEqual(report.failures, [])
        XCTAssertEqual(
            screen.errors.components(separatedBy: "AWS is comparing web-dev already; waiting for that").count, 2,
            "once, and not each time\n\(screen.errors)")
    }

    /// "DescribeStackResourceDrifts" answers with a hundred at most, and the AWS CLI joins no pages of it.
    func testAllPagesAreRead() async throws {
        aws.on(
            "cloudformation describe-stack-resource-drifts --stack-name \(root) --next-token more",
            #"{"StackResourceDrifts": [\#(drift("Lake", "AWS::S3::Bucket", "DELETED"))]}"#)
        aws.on(
            "cloudformation describe-stack-resource-drifts --stack-name \(root)",
            #"{"StackResourceDrifts": [], "NextToken": "more"}"#)
        play("", "")
        let report = try await report()
        XCTAssertEqual(report.drifted.map(\.path), ["Lake"])
    }

    // MARK: - The command

    private func run(_ arguments: String...) async throws -> ExitCode {
        let folder = try temporaryFolder()
        let context = CommandContext(
            terminal: screen.terminal(), environments: EnvironmentDirectory(path: folder),
            aws: { [aws] _ in aws.cli() },
            variables: [:])
        let command = DriftCommand { Fixture.templates }
        return await command.run(try command.syntax.parse(["--env", "dev"] + arguments), in: context)
    }

    private func temporaryFolder() throws -> String {
        let folder = NSTemporaryDirectory() + "drift-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        addTeardownBlock { try? FileManager.default.removeItem(atPath: folder) }
        try Data(#"{"region": "eu-west-3", "stackName": "web-dev", "parameters": {}}"#.utf8).write(
            to: URL(fileURLWithPath: folder + "/dev.json"))
        return folder
    }

    func testTheExitStatusTellsWhereThatIsAskedFor() async throws {
        play(
            drift("Lake", "AWS::S3::Bucket", "MODIFIED", ("/BucketName", "a|b", "c", "NOT_EQUAL")),
            drift("Group", "AWS::EC2::SecurityGroup", "IN_SYNC"))
        let plain = try await run("--format", "json")
        XCTAssertEqual(plain, .success)
        let document = try JSONSerialization.jsonObject(with: Data(screen.output.utf8)) as? [String: Any]
        let resources = document?["resources"] as? [[String: Any]] ?? []
        let states = resources.map { "\($0["path"] ?? "") \($0["status"] ?? "")" }
        XCTAssertEqual(
            states, ["Data/Database uncompared", "Data/Group inSync", "Data/Mail uncompared", "Lake modified"])
        let told = try await run("--format", "markdown", "--exit-code")
        XCTAssertEqual(told, .changes)
        XCTAssertTrue(
            screen.output.contains(
                #"| `~` | Lake (Stacks/Web.swift:9) | AWS::S3::Bucket | differs from its template | BucketName | a\|b | c |"#
            ), screen.output)
    }

    func testWhatCouldNotBeComparedIsNeverTakenForInSync() async throws {
        play(
            drift("Lake", "AWS::S3::Bucket", "IN_SYNC"),
            drift("Database", "AWS::RDS::DBInstance", "UNKNOWN", reason: "not authorized to perform rds:Describe"),
            status: "DETECTION_FAILED")
        let status = try await run("--exit-code")
        XCTAssertEqual(status, .failure)
        XCTAssertTrue(
            screen.output.contains("could not be compared: not authorized to perform rds:Describe"), screen.output)
        XCTAssertTrue(screen.errors.contains("[unknown-outcome]"), screen.errors)
    }

    func testDriftIsRevertedByTheNormalChangeSetEvenWhereTemplatesAreAsDeployed() async throws {
        aws.on("cloudformation describe-stacks", stackJSON("UPDATE_COMPLETE"))
        aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
        aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
        aws.on("s3 sync", "")
        aws.on("cloudformation get-template", #"{"TemplateBody": {"Resources": {}}}"#)
        aws.on("cloudformation describe-stack-events", eventsJSON(root, [.stack(1, "UPDATE_COMPLETE")]))
        aws.on("cloudformation create-change-set", #"{"Id": "arn:change-set"}"#)
        aws.on(
            "cloudformation describe-change-set",
            #"{"ChangeSetId":"arn:change-set","StackId":"\#(root)","Status":"FAILED","StatusReason":"No updates are to be performed."}"#
        )
        aws.on("cloudformation delete-change-set", "")
        aws.on("cloudformation list-change-sets", #"{"Summaries": []}"#)
        for (revertsDrift, count) in [(true, 1), (false, 0)] {
            let before = aws.lines.count
            try await Deployer(
                templates: Fixture.templates, environment: Fixture.environment(), aws: aws.cli(),
                terminal: screen.terminal(), environmentVariable: { _ in nil }
            ).deploy(.init(revertsDrift: revertsDrift))
            let orders = aws.lines.dropFirst(before).filter { $0.contains("--deployment-mode REVERT_DRIFT") }
            XCTAssertEqual(orders.count, count)
        }
    }
}
