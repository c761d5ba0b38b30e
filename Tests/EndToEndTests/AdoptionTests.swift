import AWSDynamoDB
import AWSSQS
import CloudFormation
import XCTest

/// What plain `aws` made becomes Swift of a stack that is deployed: `Adopted` is what `adopt` writes.
final class AdoptionTests: XCTestCase {
    private func app(adopting: Bool) -> App {
        let app = App()
        let root = app.stack("Shop", description: "A shop that takes over")
        let project = root.parameter("ProjectName", default: "adopting", description: "What names begin with")
        let failed = root.add("Failed", SQS.Queue(queueName: "\(project)-failed"))
        if adopting { _ = Adopted(in: root, failed: failed) }
        return app
    }

    func testWhatWasMadeByHandGoesOnInSwift() async throws {
        let cloud = try await LocalCloud.shared()
        let aws = AWS(cloud: cloud)
        let process = InProcess(cloud: cloud, project: "adopting")
        let folder = cloud.directory + "/adopted-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder + "/Stacks", withIntermediateDirectories: true)
        let stack = "adopting-shop"
        let first = try await process.deploy(app(adopting: false), as: stack)
        XCTAssertEqual(first.status, .success, first.transcript)
        let failed = try await aws.physicalIDs(of: stack)["-/Failed"] ?? ""
        let arn = try await aws.read(
            "sqs get-queue-attributes --attribute-names QueueArn --queue-url \(failed)", "Attributes.QueueArn"
        ).plain
        try #"{"VisibilityTimeout":"45","RedrivePolicy":"{\"deadLetterTargetArn\":\"\#(arn)\",\"maxReceiveCount\":5}"}"#
            .write(toFile: folder + "/attributes.json", atomically: true, encoding: .utf8)
        let queue = try await aws.read(
            "sqs create-queue --queue-name adopting-orders --attributes file://\(folder)/attributes.json", "QueueUrl"
        ).plain
        _ = try await aws.read(
            "dynamodb create-table --table-name adopting-notes --billing-mode PAY_PER_REQUEST"
                + " --attribute-definitions AttributeName=id,AttributeType=S --key-schema AttributeName=id,KeyType=HASH"
        )

        let names = ["AWS::SQS::Queue=\(queue)", "AWS::DynamoDB::Table=adopting-notes"]
        let shown = try await process.adopting(
            app(adopting: false), into: stack, in: folder, names[0], names[1], "--dry-run")
        XCTAssertEqual(shown.status, .success, shown.transcript)
        XCTAssertEqual(try FileManager.default.contentsOfDirectory(atPath: folder + "/Stacks"), [])
        let written = try await process.adopting(app(adopting: false), into: stack, in: folder, names[0], names[1])
        XCTAssertEqual(written.status, .success, written.transcript)
        XCTAssertTrue(written.output.contains("_ = Adopted(in: stack, failed: ...)"), written.output)
        XCTAssertEqual(
            try String(contentsOfFile: folder + "/Stacks/Adopted.swift", encoding: .utf8)
                .replacing(queue, with: "https://..."),
            try String(contentsOfFile: "\(Project.root)/Tests/EndToEndTests/Migrated/Adopted.swift", encoding: .utf8))

        let imported = try await process.importing(
            app(adopting: true), into: stack, "AdoptingOrders=\(queue)", "AdoptingNotes=adopting-notes", "--yes")
        XCTAssertEqual(imported.status, .success, imported.transcript)
        let same = try await process.deploy(app(adopting: true), as: stack, .init(goal: .dryRun))
        XCTAssertEqual(same.status, .success, same.transcript)
        XCTAssertTrue(same.errors.contains("no changes: adopting-shop is as its templates say"), same.transcript)

        let before = try await aws.physicalIDs(of: stack)
        let changing = app(adopting: true)
        changing.aspect(on: SQS.Queue.self) { $0.override("DelaySeconds", with: 7) }
        let changed = try await process.deploy(changing, as: stack)
        XCTAssertEqual(changed.status, .success, changed.transcript)
        let after = try await aws.physicalIDs(of: stack)
        XCTAssertEqual(after, before, "nothing is made anew")
        XCTAssertEqual(after["-/AdoptingOrders"], queue)
        XCTAssertEqual(after["-/AdoptingNotes"], "adopting-notes")
    }
}

extension Answer {
    /// The text that it is; empty for anything else.
    fileprivate var plain: String { if case .text(let text) = self { text } else { "" } }
}
