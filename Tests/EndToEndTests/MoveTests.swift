import AWSEC2
import AWSSQS
import Constructs
import Deployment
import XCTest

/// Resources that go on under another name and in another nested stack, as `formerly` says.
final class MoveTests: XCTestCase {
    /// A shop whose resources find their places by and by.
    private enum Shop {
        case first
        /// The orders have another name and wait longer; the lake, and a group that uses a third stack's network, are in
        /// another nested stack.
        case second
        /// As the second one, and a nested stack has another name.
        case third
        /// A mistyped former name.
        case mistyped
        /// As the second one, with something that AWS refuses once the moves are made.
        case refused

        func app() -> App {
            let app = App()
            let root = app.stack("Shop", description: "A shop that is put in order")
            // Names the artifact bucket, which these tests share.
            let project = root.parameter("ProjectName", default: "moving", description: "What names begin with")
            let messaging = root.nestedStack("Messaging", description: "What waits")
            let isNamed = self == .third
            let storage = root.nestedStack(isNamed ? "Data" : "Storage", description: "What stays")
            if isNamed { storage.formerly("Storage") }
            let vpc = root.nestedStack("Network").add("VPC", EC2.VPC(cidrBlock: "10.8.0.0/16"))
            let group = EC2.SecurityGroup(groupDescription: "Workers", vpcId: vpc.vpcId)
            messaging.add("Failed", SQS.Queue(tags: [Tag(key: "Project", value: project)]))
            storage.add("Spare", SQS.Queue(visibilityTimeout: 30))
            let (orders, lake): (Resource<SQS.Queue>, PrivateBucket)
            if self == .first {
                orders = messaging.add("OrderQueue", SQS.Queue(visibilityTimeout: 40))
                lake = PrivateBucket(in: messaging.scope("Lake"))
                messaging.add("Workers", group)
            } else {
                orders = messaging.add("Orders", SQS.Queue(visibilityTimeout: 50))
                    .formerly(self == .mistyped ? "Messaging/OrdersQueue" : "Messaging/OrderQueue")
                lake = PrivateBucket(in: storage.scope("Archive").formerly("Messaging/Lake"))
                storage.add("Workers", group).formerly("Messaging/Workers")
            }
            if self == .refused { orders.override("FifoTopic", with: true) }
            root.add("Reader", SQS.Queue(tags: [Tag(key: "Lake", value: lake.name.text)]))
            root.output("Orders", orders.queueUrl, description: "Where they wait")
            root.output("Lake", lake.arn, description: "Where data is")
            return app
        }
    }

    private func deploy(
        _ shop: Shop, as name: String, on cloud: LocalCloud, _ options: Deployer.Options = .init()
    ) async throws -> InProcess.Run {
        try await InProcess(cloud: cloud, project: "moving").deploy(shop.app(), as: name, options)
    }

    func testWhatIsMovedIsNotMadeAnew() async throws {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let created = try await deploy(.first, as: "moving-shop", on: cloud)
        XCTAssertEqual(created.status, .success, created.transcript)
        let before = try await aws.physicalIDs(of: "moving-shop")

        let mistyped = try await deploy(.mistyped, as: "moving-shop", on: cloud)
        XCTAssertEqual(mistyped.status, .failure, mistyped.transcript)
        XCTAssertTrue(mistyped.errors.contains("did you mean 'Messaging/OrderQueue'?"), mistyped.transcript)
        XCTAssertTrue(mistyped.errors.contains("Tests/EndToEndTests/MoveTests.swift:"), mistyped.transcript)

        let rehearsed = try await deploy(.second, as: "moving-shop", on: cloud, .init(goal: .dryRun))
        XCTAssertEqual(rehearsed.status, .success, rehearsed.transcript)
        XCTAssertTrue(
            rehearsed.output.contains(
                "~ Messaging/Orders  AWS::SQS::Queue  is moved from Messaging/OrderQueue, and is updated in place\n"),
            rehearsed.transcript)
        XCTAssertTrue(
            rehearsed.output.contains(
                "> Storage/ArchiveBucket  AWS::S3::Bucket  is moved from Messaging/LakeBucket, and is not touched\n"),
            rehearsed.transcript)
        XCTAssertFalse(rehearsed.output.contains("Reader"), "the lake keeps its name\n" + rehearsed.transcript)
        let untouched = try await aws.physicalIDs(of: "moving-shop")
        XCTAssertEqual(untouched, before, "a dry run moves nothing")

        let refused = try await deploy(.refused, as: "moving-shop", on: cloud)
        XCTAssertEqual(refused.status, .failure, refused.transcript)
        XCTAssertTrue(refused.errors.contains("moved 4 resources: nothing was made anew\n"), refused.transcript)
        XCTAssertTrue(refused.errors.contains("FifoTopic"), refused.transcript)

        let moved = try await deploy(.second, as: "moving-shop", on: cloud)
        XCTAssertEqual(moved.status, .success, moved.transcript)
        XCTAssertFalse(moved.errors.contains("moved "), "they were moved before\n" + moved.transcript)
        XCTAssertFalse(moved.output.contains("replaced"), moved.transcript)
        XCTAssertFalse(moved.output.contains("output Lake"), "it is the same as before\n" + moved.transcript)
        let after = try await aws.physicalIDs(of: "moving-shop")
        let names = [
            "Messaging/OrderQueue": "Messaging/Orders", "Messaging/LakeBucket": "Storage/ArchiveBucket",
            "Messaging/LakeBucketPolicy": "Storage/ArchiveBucketPolicy", "Messaging/Workers": "Storage/Workers",
        ]
        let expected = Dictionary(uniqueKeysWithValues: before.map { (names[$0.key] ?? $0.key, $0.value) })
        XCTAssertEqual(after, expected, "every resource is what it was\n" + moved.transcript)
        let timeout = try await aws.read(
            "sqs get-queue-attributes --attribute-names VisibilityTimeout --queue-url \(after["Messaging/Orders"] ?? "")",
            "Attributes.VisibilityTimeout")
        XCTAssertEqual(timeout.text, "50", "what else changes of it is changed where it is")

        let again = try await deploy(.second, as: "moving-shop", on: cloud)
        XCTAssertTrue(again.errors.contains("no changes: moving-shop is as its templates say\n"), again.transcript)

        let renamed = try await deploy(.third, as: "moving-shop", on: cloud)
        XCTAssertEqual(renamed.status, .success, renamed.transcript)
        let last = try await aws.physicalIDs(of: "moving-shop")
        XCTAssertEqual(last["-/Data"], before["-/Storage"], renamed.transcript)
        XCTAssertEqual(last["Data/ArchiveBucket"], before["Messaging/LakeBucket"], renamed.transcript)
        XCTAssertNil(last["-/Storage"])
    }
}
