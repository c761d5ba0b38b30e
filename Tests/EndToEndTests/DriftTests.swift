import AWSSQS
import Constructs
import Deployment
import Foundation
import XCTest

/// What somebody changes outside CloudFormation is found, and brought back.
final class DriftTests: XCTestCase {
    private static let lineOfNested: Int = #line + 7
    private static let lineOfQueue: Int = lineOfNested + 1

    private func app() -> App {
        let app = App()
        let root = app.stack("Shop", description: "A shop that drifts")
        let project = root.parameter("ProjectName", default: "drifting", description: "What names begin with")
        let orders = root.nestedStack("Orders", description: "Its orders")
        orders.add("Queue", SQS.Queue(delaySeconds: 5))
        root.output("Project", project, description: "Whose it is")
        return app
    }

    func testDriftIsFoundWithItsLineAndReverted() async throws {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let process = InProcess(cloud: cloud, project: "drifting")
        let first = try await process.deploy(app(), as: "drifting-shop")
        XCTAssertEqual(first.status, .success, first.transcript)
        let clean = try await process.drift(app(), of: "drifting-shop", "--exit-code")
        XCTAssertEqual(clean.status, .success, clean.transcript)

        let queue = try await aws.physicalIDs(of: "drifting-shop")["Orders/Queue"] ?? ""
        _ = try await aws.read("sqs set-queue-attributes --queue-url \(queue) --attributes DelaySeconds=9")
        let found = try await process.drift(app(), of: "drifting-shop", "--exit-code")
        XCTAssertEqual(found.status, .changes, found.transcript)
        XCTAssertTrue(
            found.output.contains(
                "~ Orders/Queue  AWS::SQS::Queue  differs from its template\n    Tests/EndToEndTests/DriftTests.swift:\(Self.lineOfQueue)\n    DelaySeconds  5 → 9\n"
            ), found.output)

        let plain = try await process.deploy(app(), as: "drifting-shop")
        XCTAssertTrue(plain.errors.contains("no changes"), plain.transcript)
        let reverted = try await process.deploy(app(), as: "drifting-shop", .init(revertsDrift: true))
        XCTAssertEqual(reverted.status, .success, reverted.transcript)
        let after = try await process.drift(app(), of: "drifting-shop", "--exit-code")
        XCTAssertEqual(after.status, .success, after.transcript)
        let delay = try await aws.read(
            "sqs get-queue-attributes --attribute-names DelaySeconds --queue-url \(queue)", "Attributes.DelaySeconds")
        XCTAssertEqual(delay, "5")

        let list = try await process.events(app(), as: "drifting-shop", "--list")
        XCTAssertTrue(list.output.contains("drifting-shop: 2 operations\n"), list.transcript)
        let creation = try await process.events(app(), as: "drifting-shop", "--operation", "2")
        XCTAssertTrue(creation.output.hasPrefix("drifting-shop: creation done"), creation.transcript)
        XCTAssertTrue(creation.output.contains("created  Orders/Queue"), creation.transcript)
    }

    func testANestedStackThatSomebodyDeletedIsFound() async throws {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let process = InProcess(cloud: cloud, project: "beheaded")
        let first = try await process.deploy(app(), as: "beheaded-shop")
        XCTAssertEqual(first.status, .success, first.transcript)
        let nested = try await aws.physicalIDs(of: "beheaded-shop")["-/Orders"] ?? ""
        _ = try await aws.read("cloudformation delete-stack --stack-name \(nested)")
        _ = try await aws.read("cloudformation wait stack-delete-complete --stack-name \(nested)")
        let found = try await process.drift(app(), of: "beheaded-shop", "--exit-code")
        XCTAssertEqual(found.status, .changes, found.transcript)
        XCTAssertTrue(
            found.output.contains(
                "- Orders  AWS::CloudFormation::Stack  was deleted without the stack around it\n    Tests/EndToEndTests/DriftTests.swift:\(Self.lineOfNested)\n"
            ), found.output)
    }
}
