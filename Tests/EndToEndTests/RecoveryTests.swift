import AWSSQS
import Constructs
import Deployment
import Foundation
import XCTest

#if canImport(FoundationNetworking)
import FoundationNetworking
#endif

/// Stacks that are stuck after a failure: what leads out is said and done, and the deployment goes on.
final class RecoveryTests: XCTestCase {
    /// A queue and a bucket in a nested stack, where an update may wait until somebody says how it ends.
    private struct Shop {
        let name: String
        var delay: Value<Int> = 1
        var waits = false
        static let lineOfQueue: Int = #line + 7

        func app() -> App {
            let app = App()
            let root = app.stack("Shop", description: "A shop that gets stuck")
            let project = root.parameter("ProjectName", default: "stuck", description: "What names begin with")
            let orders = root.nestedStack("Orders", description: "Its orders")
            let queue = orders.add("Queue", SQS.Queue(delaySeconds: delay, queueName: Value(name)))
            orders.add("Lake", RawResource("AWS::S3::Bucket"))
            root.output("Project", project, description: "Whose it is")
            if waits {
                let handle = orders.add("Handle", RawResource("AWS::CloudFormation::WaitConditionHandle"))
                orders.add(
                    "Wait",
                    RawResource(
                        "AWS::CloudFormation::WaitCondition",
                        properties: ["Handle": JSON(handle.ref), "Timeout": "60", "Count": 1]), dependsOn: [queue])
            }
            return app
        }
    }

    /// What of it holds data that nothing would be left of.
    private static let data: Set = ["Orders/Lake", "Orders/Queue"]

    /// A cloud, and what is asked of it beside the deployments.
    private struct Scene {
        let cloud: LocalCloud
        let aws: AWS
        let process: InProcess
        let name: String

        init(_ name: String) async throws {
            cloud = try await LocalCloud.shared()
            aws = AWS(cloud: cloud)
            process = InProcess(cloud: cloud, project: "stuck")
            self.name = name
        }

        func status() async throws -> String {
            try await aws.read("cloudformation describe-stacks --stack-name \(name)", "Stacks[0].StackStatus").text
        }

        func nested() async throws -> [String: String] { try await aws.physicalIDs(of: name) }

        func delay() async throws -> Answer {
            let queue = try await nested()["Orders/Queue"] ?? ""
            return try await aws.read(
                "sqs get-queue-attributes --attribute-names DelaySeconds --queue-url \(queue)",
                "Attributes.DelaySeconds")
        }

        /// Deploys a change of the queue, which is deleted before it is to be taken back.
        func stick() async throws -> InProcess.Run {
            let first = try await process.deploy(Shop(name: name).app(), as: name)
            XCTAssertEqual(first.status, .success, first.transcript)
            async let failing = process.deploy(Shop(name: name, delay: 2, waits: true).app(), as: name)
            try await eventually("the update waits") {
                let stack = try await nested()["-/Orders"] ?? ""
                let events = try await aws.read(
                    "cloudformation describe-stack-events --stack-name \(stack)", "StackEvents[].LogicalResourceId")
                return events.texts.contains("Wait")
            }
            let ids = try await nested()
            _ = try await aws.read("sqs delete-queue --queue-url \(ids["Orders/Queue"] ?? "")")
            var signal = URLRequest(url: try XCTUnwrap(URL(string: ids["Orders/Handle"] ?? "")))
            signal.httpMethod = "PUT"
            signal.httpBody = Data(#"{"Status": "FAILURE", "UniqueId": "1", "Data": "d", "Reason": "no"}"#.utf8)
            signal.setValue("", forHTTPHeaderField: "Content-Type")
            _ = try await URLSession.shared.data(for: signal)
            return try await failing
        }
    }

    func testARollbackThatFailedIsContinuedOnceItsCauseIsPutRight() async throws {
        let scene = try await Scene("stuck-continued")
        let failed = try await scene.stick()
        XCTAssertEqual(failed.status, .failure, failed.transcript)
        XCTAssertTrue(
            failed.errors.contains(
                "stuck-continued: the update failed, and so did its rollback (UPDATE_ROLLBACK_FAILED) [stack-failed]"),
            failed.errors)
        let app = Shop(name: scene.name, delay: 3).app()

        let told = try await scene.process.deploy(app, as: scene.name, .init(goal: .dryRun))
        XCTAssertEqual(told.status, .failure, told.transcript)
        let again = try await scene.process.deploy(app, as: scene.name, .init(assumesYes: true))
        XCTAssertEqual(again.status, .failure, again.transcript)
        for run in [told, again] {
            let cause = run.errors.split(separator: "\n").first { $0.contains("Orders/Queue (AWS::SQS::Queue) is not") }
            XCTAssertEqual(
                cause?.hasPrefix("Tests/EndToEndTests/RecoveryTests.swift:\(Shop.lineOfQueue): error:"), true,
                run.errors)
            XCTAssertTrue(run.errors.contains("continue the rollback (continue-update-rollback)"), run.errors)
        }
        XCTAssertTrue(
            again.errors.contains("the rollback failed again (UPDATE_ROLLBACK_FAILED) [stack-failed]"), again.errors)
        XCTAssertTrue(again.errors.contains("--skip-rollback Orders/Queue"), again.errors)

        _ = try await scene.aws.read("sqs create-queue --queue-name \(scene.name)")
        let recovered = try await scene.process.deploy(app, as: scene.name, .init(assumesYes: true))
        XCTAssertEqual(recovered.status, .success, recovered.transcript)
        let (status, delay) = try await (scene.status(), scene.delay())
        XCTAssertEqual(status, "UPDATE_COMPLETE")
        XCTAssertEqual(delay, "3")
    }

    func testWhatCannotBeRolledBackIsSkippedByName() async throws {
        let scene = try await Scene("stuck-skipped")
        _ = try await scene.stick()
        let app = Shop(name: scene.name).app()
        let run = try await scene.process.deploy(
            app, as: scene.name, .init(assumesYes: true, skippedRollbacks: ["Orders/Queue", "Orders/Lake"]))
        XCTAssertEqual(run.status, .success, run.transcript)
        XCTAssertTrue(run.errors.contains("what it leaves: Orders/Queue as it is now"), run.errors)
        XCTAssertTrue(run.errors.contains("--skip-rollback Orders/Lake skips nothing"), run.errors)
        let status = try await scene.status()
        XCTAssertEqual(status, "UPDATE_ROLLBACK_COMPLETE", "there was nothing else to change")
    }

    func testAnUpdateThatWasLeftAsItFailedIsRolledBackFirst() async throws {
        let scene = try await Scene("stuck-update")
        let first = try await scene.process.deploy(Shop(name: scene.name).app(), as: scene.name)
        XCTAssertEqual(first.status, .success, first.transcript)
        let template = """
            {"Resources":{"Extra":{"Type":"AWS::SQS::Queue"},"Bad":{"Type":"AWS::EC2::Subnet","DependsOn":"Extra","Properties":{"VpcId":"vpc-0123456789abcdef0","CidrBlock":"10.0.0.0/24"}}}}
            """
        _ = try await scene.aws.read(
            "cloudformation update-stack --disable-rollback --stack-name \(scene.name) --template-body \(template)")
        try await eventually("the update fails") { try await scene.status() == "UPDATE_FAILED" }

        let run = try await scene.process.deploy(
            Shop(name: scene.name, delay: 4).app(), as: scene.name, .init(assumesYes: true))
        XCTAssertEqual(run.status, .success, run.transcript)
        XCTAssertTrue(run.errors.contains("roll the update back (rollback-stack)"), run.errors)
        let (status, delay, ids) = try await (scene.status(), scene.delay(), scene.nested())
        XCTAssertEqual(status, "UPDATE_COMPLETE")
        XCTAssertEqual(delay, "4")
        XCTAssertNil(ids["-/Extra"])
    }

    func testACreationThatWasLeftAsItFailedIsDeletedAndMadeAnew() async throws {
        let scene = try await Scene("stuck-creation")
        let template = """
            {"Resources":{"Lake":{"Type":"AWS::S3::Bucket"},"Bad":{"Type":"AWS::EC2::Subnet","DependsOn":"Lake","Properties":{"VpcId":"vpc-0123456789abcdef0","CidrBlock":"10.0.0.0/24"}}}}
            """
        _ = try await scene.aws.read(
            "cloudformation create-stack --disable-rollback --stack-name \(scene.name) --template-body \(template)")
        try await eventually("the creation fails") { try await scene.status() == "CREATE_FAILED" }
        let app = Shop(name: scene.name).app()
        let unanswered = try await scene.process.deploy(app, as: scene.name)
        XCTAssertEqual(unanswered.status, .failure, unanswered.transcript)
        let before = try await scene.status()
        XCTAssertEqual(before, "CREATE_FAILED")

        let run = try await scene.process.deploy(
            app, as: scene.name, .init(assumesYes: true, allowedReplacements: ["Lake", "Orders/Lake", "Orders/Queue"]))
        XCTAssertEqual(run.status, .success, run.transcript)
        XCTAssertTrue(run.output.contains("deleted with its data  stuck-creation/Lake"), run.output)
        let status = try await scene.status()
        XCTAssertEqual(status, "CREATE_COMPLETE")
    }

    func testADeletionThatFailedGoesOnWithoutWhatIsLeftByName() async throws {
        let scene = try await Scene("stuck-deletion")
        let app = Shop(name: scene.name).app()
        _ = try await scene.process.deploy(app, as: scene.name)
        let lake = try await scene.nested()["Orders/Lake"] ?? "?"
        _ = try await scene.aws.read("s3api put-object --bucket \(lake) --key soap.jpg")

        let failed = try await scene.process.destroy(
            app, as: scene.name, .init(assumesYes: true, allowedReplacements: Self.data))
        XCTAssertEqual(failed.status, .failure, failed.transcript)
        XCTAssertTrue(
            failed.errors.contains("to leave Orders/Lake where it is, run destroy with --retain Orders/Lake"),
            failed.errors)
        let status = try await scene.status()
        XCTAssertEqual(status, "DELETE_FAILED")

        let redeployed = try await scene.process.deploy(
            app, as: scene.name, .init(assumesYes: true, allowedReplacements: ["Lake", "Orders/Lake", "Orders/Queue"]))
        XCTAssertEqual(redeployed.status, .failure, "the bucket is as full as it was\n\(redeployed.transcript)")

        let run = try await scene.process.destroy(
            app, as: scene.name, .init(assumesYes: true, retained: ["Orders/Lake"], allowedReplacements: Self.data))
        XCTAssertEqual(run.status, .success, run.transcript)
        let stacks = try await scene.aws.stacks(of: "stuck")
        XCTAssertNil(stacks[scene.name])
        _ = try await scene.aws.read([
            .init("s3api head-bucket --bucket \(lake)"), .init("s3api delete-object --bucket \(lake) --key soap.jpg"),
            .init("s3api delete-bucket --bucket \(lake)"),
        ])
    }

    func testADeletionThatFailedIsForcedOnce() async throws {
        let scene = try await Scene("stuck-forced")
        let app = Shop(name: scene.name).app()
        _ = try await scene.process.deploy(app, as: scene.name)
        let lake = try await scene.nested()["Orders/Lake"] ?? "?"
        _ = try await scene.aws.read("s3api put-object --bucket \(lake) --key soap.jpg")
        let early = try await scene.process.destroy(
            app, as: scene.name, .init(assumesYes: true, isForced: true, allowedReplacements: Self.data))
        XCTAssertTrue(
            early.errors.contains("AWS leaves behind only what a deletion failed at [stack-state]"), early.errors)
        _ = try await scene.process.destroy(
            app, as: scene.name, .init(assumesYes: true, allowedReplacements: Self.data))

        let run = try await scene.process.destroy(
            app, as: scene.name, .init(assumesYes: true, isForced: true, allowedReplacements: Self.data))
        XCTAssertEqual(run.status, .success, run.transcript)
        let stacks = try await scene.aws.stacks(of: "stuck")
        XCTAssertNil(stacks[scene.name])
    }
}
