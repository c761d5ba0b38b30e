import AWSAccessTesting
import XCTest

@testable import Environments
@testable import Operations

final class DeployedEnvironmentTests: XCTestCase {
    private let aws = FakeAWS()

    private func environment() throws -> EnvironmentFile {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        addTeardownBlock { try? FileManager.default.removeItem(at: folder) }
        let text = #"{"region": "eu-west-3", "stackName": "web-dev", "tags": {"Project": "web"}}"#
        try Data(text.utf8).write(to: folder.appendingPathComponent("dev.json"))
        return try EnvironmentDirectory(path: folder.path).environment("dev")
    }

    func testWhatIsDeployedIsFoundThroughOutputs() async throws {
        aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE", outputs: ["S3BucketName": "lake"]))
        let deployed = try await DeployedEnvironment(environment(), with: aws.cli())
        XCTAssertEqual(try deployed.output("S3BucketName"), "lake")
        XCTAssertEqual(deployed.project, "web")
        XCTAssertThrowsError(try deployed.output("RdsInstanceId")) {
            XCTAssertEqual(
                "\($0)",
                "web-dev has no output RdsInstanceId; it has: S3BucketName\nbring it up to date with 'swift run deploy --env dev'"
            )
        }
    }

    func testWithoutADeploymentItSaysHowToMakeOne() async throws {
        aws.on("cloudformation describe-stacks", error: stackMissing)
        do {
            _ = try await DeployedEnvironment(environment(), with: aws.cli())
            XCTFail("there is nothing to find")
        } catch {
            XCTAssertEqual(
                "\(error)", "web-dev is not deployed in eu-west-3; deploy it with 'swift run deploy --env dev'")
        }
    }
}
