import AWSSQS
import Constructs
import Deployment
import Foundation
import XCTest

/// What exists is taken over by a stack, into the root and into a nested stack.
final class ImportTests: XCTestCase {
    private func app(_ names: [String] = [], delay: Value<Int> = 5) -> App {
        let app = App()
        let root = app.stack("Shop", description: "A shop that takes over")
        let project = root.parameter("ProjectName", default: "importing", description: "What names begin with")
        let orders = root.nestedStack("Orders", description: "Its orders")
        orders.add("Queue", SQS.Queue(delaySeconds: delay))
        for name in names {
            let bucket = RawResource("AWS::S3::Bucket", properties: ["BucketName": JSON(name)])
            orders.add("Lake", bucket, deletionPolicy: .retain)
            root.add("Front", RawResource("AWS::S3::Bucket"), deletionPolicy: .retain)
        }
        root.output("Project", project, description: "Whose it is")
        return app
    }

    func testWhatExistsIsTakenOverAndDeployedOn() async throws {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let process = InProcess(cloud: cloud, project: "importing")
        let (stack, lake, front) = ("importing-shop", "importing-lake", "importing-front")
        let first = try await process.deploy(app(), as: stack)
        XCTAssertEqual(first.status, .success, first.transcript)
        let constraint = "--create-bucket-configuration LocationConstraint=eu-west-3"
        _ = try await aws.read([
            .init("s3api create-bucket --bucket \(lake) \(constraint)"),
            .init("s3api put-object --bucket \(lake) --key soap.jpg"),
            .init("s3api create-bucket --bucket \(front) \(constraint)"),
        ])

        // Something else changes too, which the import leaves to the deployment.
        let wanted = app([lake], delay: 7)
        let missing = try await process.importing(wanted, into: stack, "Orders/Lake=importing-lakes", "--yes")
        XCTAssertEqual(missing.status, .failure, missing.transcript)
        XCTAssertTrue(missing.errors.contains("let both be the same"), missing.errors)
        let told = try await process.importing(wanted, into: stack, "Orders/Lake=\(lake)", "--dry-run")
        XCTAssertEqual(told.status, .success, told.transcript)
        let before = try await aws.physicalIDs(of: stack)
        XCTAssertNil(before["Orders/Lake"])
        for (resource, id) in [("Orders/Lake", lake), ("Front", front)] {
            let run = try await process.importing(wanted, into: stack, "\(resource)=\(id)", "--yes")
            XCTAssertEqual(run.status, .success, run.transcript)
            XCTAssertTrue(run.output.contains("Import  \(resource)"), run.output)
            let again = try await process.importing(wanted, into: stack, "\(resource)=\(id)", "--yes")
            XCTAssertEqual(again.status, .success, again.transcript)
            XCTAssertTrue(again.errors.contains("\(resource) is in the stack already, as \(id)"), again.errors)
        }

        let other = try await process.importing(app([front]), into: stack, "Orders/Lake=\(front)", "--yes")
        XCTAssertEqual(other.status, .failure, other.transcript)
        XCTAssertTrue(other.errors.contains("Orders/Lake is in the stack already, as \(lake)"), other.errors)

        let deployed = try await process.deploy(wanted, as: stack)
        XCTAssertEqual(deployed.status, .success, deployed.transcript)
        let ids = try await aws.physicalIDs(of: stack)
        XCTAssertEqual(ids["Orders/Lake"], lake)
        XCTAssertEqual(ids["-/Front"], front)
        let delay = try await aws.read(
            "sqs get-queue-attributes --attribute-names DelaySeconds --queue-url \(ids["Orders/Queue"] ?? "")",
            "Attributes.DelaySeconds")
        XCTAssertEqual(delay, "7")
        let objects = try await aws.read("s3api list-objects-v2 --bucket \(lake)", "Contents[].Key")
        XCTAssertEqual(objects.texts, ["soap.jpg"])
        let sets = try await aws.read(
            "cloudformation list-change-sets --stack-name \(stack)", "Summaries[?ExecutionStatus=='AVAILABLE']")
        XCTAssertEqual(sets.items.count, 0)
    }
}
