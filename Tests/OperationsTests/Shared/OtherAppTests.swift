import AWSAccessTesting
import AppDeclaration
import XCTest

@testable import Environments
@testable import Operations

/// The tools on an app that has none of WebMarket+'s names: a clinic that works in Berlin, with its test environment
/// off at night.
final class OtherAppTests: XCTestCase {
    private let clinic = OperatedApp(
        database: .output("Patients"), dataLake: .init(folder: "scans", prefix: "scans/"),
        workingHours: .init(of: ["test"], from: 7, to: 19, timeZone: "Europe/Berlin"))

    // MARK: Snapshots

    func testSnapshotsAreOfTheDatabaseThatTheAppNames() async throws {
        let scene = try SnapshotScene(self, app: clinic, outputs: ["Patients": "patients-db"])
        scene.aws.on("rds describe-db-snapshots", snapshotsJSON())
        let code = try await scene.backup("list")
        XCTAssertEqual(code, .success)
        XCTAssertEqual(scene.screen.errors, "patients-db has no snapshots in eu-west-3\n")
    }

    func testADatabaseIsFoundByItsTypeInNestedStacks() async throws {
        let scene = try SnapshotScene(self, app: OperatedApp(), outputs: [:])
        scene.aws.on(
            "cloudformation list-stack-resources --stack-name web-dev",
            stackResourcesJSON(("Data", "arn:stack/data", "AWS::CloudFormation::Stack")))
        scene.aws.on(
            "cloudformation list-stack-resources --stack-name arn:stack/data",
            stackResourcesJSON(("Patients", "db-7", "AWS::RDS::DBInstance"), ("Key", "k-1", "AWS::KMS::Key")))
        scene.aws.on("rds describe-db-snapshots", snapshotsJSON())
        let code = try await scene.cleanup("--dry-run")
        XCTAssertEqual(code, .success, scene.screen.errors)
        XCTAssertTrue(scene.screen.errors.contains("db-7"), scene.screen.errors)
    }

    func testOneOfTwoDatabasesIsNotGuessed() async throws {
        let scene = try SnapshotScene(self, app: OperatedApp(), outputs: [:])
        scene.aws.on(
            "cloudformation list-stack-resources",
            stackResourcesJSON(("A", "db-1", "AWS::RDS::DBInstance"), ("B", "db-2", "AWS::RDS::DBInstance")))
        let code = try await scene.cleanup("--yes")
        XCTAssertEqual(code, .failure)
        XCTAssertEqual(
            scene.screen.errors,
            """
            error: web-dev has 2 resources of the type AWS::RDS::DBInstance: A, B [ambiguous-resource]
            hint: give the root stack an output with the one that is meant, and name that output in the app's OperatedApp

            """)
    }

    func testAnAppWithoutADatabaseIsToldSo() async throws {
        let scene = try SnapshotScene(self, app: OperatedApp(), outputs: [:])
        scene.aws.on("cloudformation list-stack-resources", stackResourcesJSON())
        let code = try await scene.backup("create")
        XCTAssertEqual(code, .failure)
        XCTAssertEqual(
            scene.screen.errors, "error: web-dev has no resource of the type AWS::RDS::DBInstance [missing-resource]\n")
    }

    // MARK: Data lake

    func testAnotherFolderGoesToTheOnlyBucket() async throws {
        let bucket = try FakeBucket(self, files: ["a.txt": "a"])
        bucket.aws.on(
            "cloudformation list-stack-resources", stackResourcesJSON(("Scans", "xray", "AWS::S3::Bucket")))
        let outcome = try await bucket.populate(app: clinic)
        XCTAssertEqual(outcome.status, .success, outcome.errors)
        XCTAssertEqual(bucket.keys, ["scans/a.txt"])
        XCTAssertTrue(bucket.aws.lines.contains { $0.contains("--bucket xray") }, "\(bucket.aws.lines)")
        let help = PopulateCommand(clinic).syntax.help
        XCTAssertTrue(help.contains("the folder to send; scans without this"), help)
    }

    // MARK: Scheduling

    private static let testFile =
        #"{"region": "eu-west-3", "stackName": "clinic-test", "tags": {"Project": "clinic", "Environment": "test"}}"#

    private func fleet() -> FakeFleet {
        let fleet = FakeFleet()
        let tags = ["Environment": "test", "Project": "clinic"]
        fleet.groups = ["desk": .init(tags: tags), "web-group": .init()]
        fleet.aws.forget("cloudformation describe-stacks")
        fleet.aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE", outputs: ["Patients": "db-7"]))
        fleet.aws.on(
            "cloudformation list-stack-resources",
            stackResourcesJSON(
                ("Desk", "desk", "AWS::AutoScaling::AutoScalingGroup"),
                ("Lab", "lab", "AWS::AutoScaling::AutoScalingGroup")))
        return fleet
    }

    func testTheEnvironmentThatTheAppNamesIsStopped() async throws {
        let fleet = fleet()
        let run = try await schedule("stop", on: fleet, app: clinic, environment: "test", file: Self.testFile)
        XCTAssertEqual(run.status, .success, run.errors)
        XCTAssertEqual(fleet.groups["desk"]?.sizes.desired, 0)
        XCTAssertEqual(fleet.groups["web-group"]?.sizes.desired, 3, "another project's")
        XCTAssertTrue(
            run.errors.contains("the stack's group lab is not tagged Environment=test and Project=clinic"), run.errors)
    }

    func testOtherEnvironmentsOfTheAppAreRefused() async throws {
        let fleet = fleet()
        let run = try await schedule(
            "stop", on: fleet, app: clinic, environment: "dev",
            file: Self.testFile.replacingOccurrences(of: "\"test\"", with: "\"dev\""))
        XCTAssertEqual(run.status, .failure)
        XCTAssertTrue(
            run.errors.contains("daily-scheduler touches only what is tagged Environment=test, and"), run.errors)
        XCTAssertEqual(fleet.changes, [])
    }

    func testAnAppThatNamesNoEnvironmentHasNothingStopped() async throws {
        let fleet = fleet()
        let run = try await schedule("stop", on: fleet, app: OperatedApp())
        XCTAssertEqual(run.status, .failure)
        XCTAssertTrue(
            run.errors.hasPrefix("error: the app names no environment that is off outside working hours"), run.errors)
        XCTAssertEqual(fleet.aws.lines, [])
    }

    // MARK: Audit

    func testTheAuditKnowsTheAppsHoursAndNoOtherDescription() async throws {
        var web = FakeWebMarket()
        web.app = clinic
        web.environment = "test"
        for words in ["ec2 describe-instances", "rds describe-db-instances"] {
            web.replace(words, #""Value":"dev""#, with: #""Value":"test""#)
        }
        web.now = "2026-11-25T18:30:00Z"
        let report = try await web.report()
        let night = report.findings.filter { $0.code == "FIN005" }
        XCTAssertEqual(Set(night.map(\.resource.id)), ["i-1", "i-2", "db-1"])
        XCTAssertTrue(night.at(0).why.contains("at 2026-11-25 19:30 in Berlin"), night.at(0).why)
        XCTAssertEqual(report.costs.description.hourly, 0)
        XCTAssertEqual(report.costs.total, report.costs.others)
        let version = report.findings.filter { $0.code == "OPS004" }.at(0)
        XCTAssertTrue(version.fix.hasPrefix("set EngineVersion in its template to 8.4 and deploy"), version.fix)
        let table = try await web.run("--offline")
        XCTAssertFalse(table.output.contains("description"), table.output)
    }
}
