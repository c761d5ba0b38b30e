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

/// Stacks that are stuck. Statuses and events are as in the AWS CloudFormation User Guide, "Stack status codes" and
/// "Continue rolling back an update".
final class RecoveryTests: XCTestCase {
    /// A stack that is stuck, and somebody who deploys it.
    private struct Scene {
        let root = "arn:stack/root"
        let data = "arn:aws:cloudformation:eu-west-3:1:stack/web-dev-Data-ABC/1"
        let aws = FakeAWS()
        let screen = TestTerminal()

        /// A stack that goes through statuses, one a look, and then has nothing to change.
        func play(_ statuses: String..., name: String = "web-dev", isProtected: Bool = false) {
            let counter = Counter()
            aws.on("cloudformation describe-stacks") { _ in
                let status = statuses[min(counter.next(), statuses.count) - 1]
                return status.isEmpty
                    ? CommandResult(status: 254, errors: stackMissing)
                    : .success(stackJSON(status, name: name, isProtected: isProtected))
            }
            aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
            aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
            aws.on("s3 sync", "")
            aws.on("cloudformation create-change-set", #"{"Id": "arn:change-set"}"#)
            aws.on(
                "cloudformation describe-change-set",
                #"{"ChangeSetId":"arn:change-set","StackId":"\#(root)","Status":"FAILED","StatusReason":"No updates are to be performed."}"#
            )
            for words in ["delete-change-set", "delete-stack", "rollback-stack", "update-termination-protection"] {
                aws.on("cloudformation \(words)", "")
            }
            aws.on("cloudformation continue-update-rollback", "")
            aws.on(
                "cloudformation get-template",
                #"{"TemplateBody": {"Resources": {"Lake": {"Type": "AWS::S3::Bucket"}}}}"#)
            aws.on(
                "cloudformation list-stack-resources",
                stackResourcesJSON((logicalID: "Lake", physicalID: "lake-1", type: "AWS::S3::Bucket")))
            aws.on("cloudformation list-change-sets", #"{"Summaries": []}"#)
        }

        func playEvents(of stack: String? = nil, _ pages: [FakeEvent]...) {
            let counter = Counter()
            let stack = stack ?? root
            aws.on("cloudformation describe-stack-events --stack-name \(stack)") { _ in
                .success(eventsJSON(stack, pages[min(counter.next(), pages.count) - 1]))
            }
        }

        func deploy(
            _ options: Deployer.Options = .init(), environment: EnvironmentFile = Fixture.environment(),
            answer: String? = nil
        ) async throws {
            try await Deployer(
                templates: Fixture.templates, environment: environment, aws: aws.cli(),
                terminal: screen.terminal(answer: answer), environmentVariable: { _ in nil }
            ).deploy(options)
        }

        func assertStopped(
            _ options: Deployer.Options = .init(), environment: EnvironmentFile = Fixture.environment(),
            answer: String? = nil, with text: String, line: UInt = #line
        ) async {
            do {
                try await deploy(options, environment: environment, answer: answer)
                XCTFail("it went on", line: line)
            } catch {
                XCTAssertTrue("\(error)".contains(text), "\(error)", line: line)
            }
        }

        func ran(_ words: String) -> [String] { aws.lines.filter { $0.hasPrefix(words) } }

        /// What changes anything.
        var changes: [String] {
            aws.lines.filter { line in
                [
                    "delete-stack", "continue-update-rollback", "rollback-stack", "execute", "create-change-set",
                    "update-",
                ]
                .contains { line.hasPrefix("cloudformation \($0)") }
            }
        }

        func playFailedRollback() {
            playEvents(
                [
                    .stack(1, "UPDATE_IN_PROGRESS"),
                    .init(
                        time: 2, resource: "Lake", status: "UPDATE_FAILED", type: "AWS::S3::Bucket",
                        reason: "the update"),
                    .stack(3, "UPDATE_ROLLBACK_IN_PROGRESS"),
                    .init(time: 4, resource: "Lake", status: "UPDATE_COMPLETE", type: "AWS::S3::Bucket"),
                    .nested(
                        5, "Data", "UPDATE_FAILED", id: data, reason: "Embedded stack was not successfully updated"),
                    .stack(6, "UPDATE_ROLLBACK_FAILED"),
                ],
                [
                    .stack(6, "UPDATE_ROLLBACK_FAILED"), .stack(7, "UPDATE_ROLLBACK_IN_PROGRESS"),
                    .stack(8, "UPDATE_ROLLBACK_COMPLETE"),
                ])
            playEvents(
                of: data,
                [
                    .stack(1, "UPDATE_IN_PROGRESS"),
                    .init(
                        time: 2, resource: "Mail", status: "UPDATE_FAILED", type: "AWS::SNS::Subscription",
                        reason: "first"),
                    .stack(3, "UPDATE_ROLLBACK_IN_PROGRESS"),
                    .init(
                        time: 4, resource: "Database", status: "UPDATE_FAILED", type: "AWS::RDS::DBInstance",
                        reason: "DBInstance db-1 not found"),
                    .init(time: 5, resource: "Group", status: "UPDATE_FAILED", reason: "Resource update cancelled"),
                    .stack(5, "UPDATE_ROLLBACK_FAILED"),
                ])
        }

        func playDeletion() {
            playEvents(
                [.stack(1, "ROLLBACK_FAILED")],
                [.stack(1, "ROLLBACK_FAILED"), .stack(2, "DELETE_IN_PROGRESS"), .stack(3, "DELETE_COMPLETE")])
        }
    }

    func testEveryStateThatAStackCanBeInHasItsWayOut() {
        // "Stack" in the AWS CloudFormation API Reference: StackStatus.
        let ways: [WayOut: [StackStatus]] = [
            .none: [
                "CREATE_COMPLETE", "UPDATE_COMPLETE", "UPDATE_ROLLBACK_COMPLETE", "IMPORT_COMPLETE",
                "IMPORT_ROLLBACK_COMPLETE",
            ],
            .create: ["REVIEW_IN_PROGRESS"],
            .follow: [
                "CREATE_IN_PROGRESS", "ROLLBACK_IN_PROGRESS", "DELETE_IN_PROGRESS", "UPDATE_IN_PROGRESS",
                "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "UPDATE_ROLLBACK_IN_PROGRESS",
                "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS", "IMPORT_IN_PROGRESS", "IMPORT_ROLLBACK_IN_PROGRESS",
            ],
            .recreate: ["CREATE_FAILED", "ROLLBACK_FAILED", "ROLLBACK_COMPLETE", "DELETE_FAILED"],
            .continueRollback: ["UPDATE_ROLLBACK_FAILED"], .rollBack: ["UPDATE_FAILED"],
            .closed: ["IMPORT_ROLLBACK_FAILED"], .unknown: ["HIBERNATED"],
        ]
        for (way, statuses) in ways {
            for status in statuses { XCTAssertEqual(WayOut(of: status), way, "\(status)") }
        }
    }

    // MARK: - A rollback that failed

    func testARollbackIsContinuedAndTheDeploymentGoesOn() async throws {
        let scene = Scene()
        scene.play("UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_COMPLETE")
        scene.playFailedRollback()
        try await scene.deploy(answer: "y")
        let order = try XCTUnwrap(scene.ran("cloudformation continue-update-rollback").first)
        XCTAssertTrue(order.contains("--stack-name \(scene.root) --client-request-token recover-"), order)
        XCTAssertFalse(order.contains("--resources-to-skip"), order)
        XCTAssertEqual(scene.ran("cloudformation create-change-set").count, 1)
        XCTAssertTrue(
            scene.screen.errors.contains(
                "Stacks/Data.swift:42: error: Data/Database (AWS::RDS::DBInstance) is not rolled back: DBInstance db-1 not found"
            ), scene.screen.errors)
        XCTAssertFalse(scene.screen.errors.contains("Mail"), "that failed before the rollback\n\(scene.screen.errors)")
        XCTAssertFalse(scene.screen.errors.contains("Data/Group"), "that was only cancelled\n\(scene.screen.errors)")
    }

    func testWhatIsSkippedIsNamedAsAWSWantsItAndAskedForByItsName() async throws {
        let scene = Scene()
        scene.play("UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_COMPLETE")
        scene.playFailedRollback()
        let options = Deployer.Options(skippedRollbacks: ["Data/Database"])
        await scene.assertStopped(options, answer: "y", with: "not confirmed: nothing was done to web-dev")
        XCTAssertEqual(scene.changes, [])

        let again = Scene()
        again.play("UPDATE_ROLLBACK_FAILED", "UPDATE_ROLLBACK_COMPLETE")
        again.playFailedRollback()
        try await again.deploy(options, answer: "Data/Database")
        let order = try XCTUnwrap(again.ran("cloudformation continue-update-rollback").first)
        XCTAssertTrue(order.contains("--resources-to-skip web-dev-Data-ABC.Database --client"), order)
    }

    func testADryRunTellsOnly() async throws {
        for status in ["UPDATE_ROLLBACK_FAILED", "UPDATE_FAILED", "ROLLBACK_COMPLETE", "ROLLBACK_FAILED"] {
            let scene = Scene()
            scene.play(status)
            scene.playFailedRollback()
            await scene.assertStopped(
                .init(goal: .dryRun, assumesYes: true), with: "neither --dry-run nor --prepare does")
            XCTAssertTrue(scene.screen.errors.contains("the way out: "), scene.screen.errors)
            XCTAssertEqual(scene.changes, [])
        }
    }

    func testAContinuedRollbackThatARunWasKilledInIsFollowedAndNotTakenForAFailure() async throws {
        let scene = Scene()
        scene.play("UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE")
        scene.playEvents([
            .stack(1, "UPDATE_IN_PROGRESS"),
            .init(time: 2, resource: "Lake", status: "UPDATE_FAILED", type: "AWS::S3::Bucket", reason: "old"),
            .stack(3, "UPDATE_ROLLBACK_IN_PROGRESS"), .stack(4, "UPDATE_ROLLBACK_FAILED"),
            .stack(5, "UPDATE_ROLLBACK_IN_PROGRESS"), .stack(6, "UPDATE_ROLLBACK_COMPLETE"),
        ])
        try await scene.deploy()
        XCTAssertEqual(scene.ran("cloudformation continue-update-rollback"), [])
        XCTAssertEqual(scene.ran("cloudformation create-change-set").count, 1)
    }

    func testARollbackWhoseAnswerIsLostIsLookedUpAndNotOrderedTwice() async throws {
        let scene = Scene()
        scene.play("UPDATE_FAILED", "UPDATE_ROLLBACK_IN_PROGRESS", "UPDATE_ROLLBACK_COMPLETE")
        scene.aws.forget("cloudformation rollback-stack")
        scene.aws.on("cloudformation rollback-stack", error: "Could not connect to the endpoint URL", status: 255)
        scene.playEvents(
            [.stack(2, "UPDATE_FAILED")],
            [
                .stack(2, "UPDATE_FAILED"), .stack(3, "UPDATE_ROLLBACK_IN_PROGRESS", reason: "User Initiated"),
                .stack(4, "UPDATE_ROLLBACK_COMPLETE"),
            ])
        try await scene.deploy(.init(assumesYes: true))
        XCTAssertEqual(scene.ran("cloudformation rollback-stack").count, 1)
        XCTAssertEqual(scene.ran("cloudformation create-change-set").count, 1)
    }

    // MARK: - What has to be deleted

    func testWhatIsLeftOfACreationIsShownBeforeItIsDeleted() async throws {
        let scene = Scene()
        scene.play("ROLLBACK_FAILED")
        scene.playDeletion()
        await scene.assertStopped(answer: "n", with: "not confirmed: nothing was done to web-dev")
        XCTAssertTrue(scene.screen.output.contains("deleted with its data  web-dev/Lake"), scene.screen.output)
        XCTAssertTrue(
            scene.screen.errors.contains(
                "warning: web-dev is ROLLBACK_FAILED: its creation failed, and so did taking it back"),
            scene.screen.errors)
        XCTAssertEqual(scene.changes, [])
    }

    func testNobodyDeletesInAProtectedEnvironmentWithoutTypingItsName() async throws {
        let scene = Scene()
        let environment = Fixture.environment("prod", isProtected: true)
        for (options, answer, text) in [
            (Deployer.Options(assumesYes: true), nil, "--yes alone does not delete what is left of web-prod"),
            (.init(), "y", "not confirmed"), (.init(), nil, "destroy --env prod --yes --confirm web-prod"),
        ] as [(Deployer.Options, String?, String)] {
            let scene = Scene()
            scene.play("DELETE_FAILED", name: "web-prod")
            scene.playDeletion()
            await scene.assertStopped(options, environment: environment, answer: answer, with: text)
            XCTAssertEqual(scene.changes, [])
        }
        scene.play("DELETE_FAILED", "DELETE_FAILED", "", name: "web-prod")
        scene.playDeletion()
        try await scene.deploy(environment: environment, answer: "web-prod")
        XCTAssertEqual(
            scene.ran("cloudformation delete-stack"), ["cloudformation delete-stack --stack-name \(scene.root)"])
    }

    func testAYesDeletesNoDataThatNobodyNamed() async throws {
        let scene = Scene()
        scene.play("DELETE_FAILED")
        scene.playDeletion()
        await scene.assertStopped(.init(assumesYes: true), with: "holds data and would be deleted with its data")
        XCTAssertEqual(scene.changes, [])
    }

    func testAStackThatSomebodyProtectedByHandIsNotDeleted() async throws {
        let scene = Scene()
        scene.play("CREATE_FAILED", isProtected: true)
        scene.playDeletion()
        await scene.assertStopped(.init(assumesYes: true), with: "somebody set it by hand")
        XCTAssertEqual(scene.changes, [])
    }

    func testAnImportThatCouldNotBeTakenBackHasNoWayOutThatIsTaken() async throws {
        let scene = Scene()
        scene.play("IMPORT_ROLLBACK_FAILED")
        await scene.assertStopped(.init(assumesYes: true), with: "AWS has no call that leads out of it but a deletion")
        XCTAssertEqual(scene.changes, [])
    }
}
