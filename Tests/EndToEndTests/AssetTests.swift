import AWSLambda
import Constructs
import Deployment
import Foundation
import XCTest

/// Functions whose code stands in the repository, and one whose code is built: they run in the local cloud.
final class AssetTests: XCTestCase {
    private let folder = ".build/asset-tests/\(UUID().uuidString)"
    private let stack = "assets-local"

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ answer: Int, to file: String) throws {
        let path = "\(folder)/\(file)"
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
        // Long enough to be compressed.
        let lines = (0..<200).map { "# the answer is \(answer), as line \($0) says too" }.joined(separator: "\n")
        try Data("\(lines)\nimport parts.answer\ndef handler(event, context):\n    return parts.answer.of()\n".utf8)
            .write(to: URL(fileURLWithPath: path))
        let parts = "\(folder)/\(file.split(separator: "/").dropLast().joined(separator: "/"))/parts"
        try FileManager.default.createDirectory(atPath: parts, withIntermediateDirectories: true)
        try Data("def of(): return \(answer)\n".utf8).write(to: URL(fileURLWithPath: "\(parts)/answer.py"))
    }

    private func app(seconds: Int = 3) -> App {
        let app = App()
        let root = app.stack("Assets", description: "Functions with code of their own")
        _ = root.output("Project", root.parameter("ProjectName", default: "assets"))
        let compute = root.nestedStack("Compute")
        let role = Role(in: compute.scope("Role"), assumedBy: "lambda.amazonaws.com")
        for (id, code) in [
            ("Hello", compute.asset("\(folder)/hello", ignoring: ["*.md"])),
            ("Worker", compute.builtAsset("Worker", at: "\(folder)/build/worker")),
        ] {
            compute.add(
                id,
                Lambda.Function(
                    code: .init(s3Bucket: code.bucket, s3Key: code.key), role: role.arn,
                    functionName: Value("assets-\(id.lowercased())"), handler: "index.handler", runtime: "python3.12",
                    timeout: Value(seconds)))
        }
        return app
    }

    private func answer(of function: String, in cloud: LocalCloud) async throws -> String {
        let file = FileManager.default.currentDirectoryPath + "/\(folder)/answer.json"
        let outcome = try await Program.run(
            cloud.aws.folder + "/aws",
            ["lambda", "invoke", "--function-name", function, "--endpoint-url", cloud.endpoint, file],
            environment: cloud.variables)
        guard outcome.status == 0 else { throw AWS.Failed(description: outcome.transcript) }
        return try String(contentsOfFile: file, encoding: .utf8)
    }

    /// The objects of the stack's folder that are no templates, each with its number of versions.
    private func assets(in cloud: LocalCloud) async throws -> [String: Int] {
        let keys = try await AWS(cloud: cloud).read(
            "s3api list-object-versions --bucket assets-artifacts-000000000000-eu-west-3 --prefix \(stack)/",
            "Versions[].Key")
        let assets = keys.items.map(\.text).filter { !$0.hasSuffix(".template.json") }
        return Dictionary(assets.map { ($0, 1) }, uniquingKeysWith: +)
    }

    func testCodeOfTheRepositoryRunsAndIsUploadedOnce() async throws {
        let cloud = try await LocalCloud.shared()
        let place = InProcess(cloud: cloud, project: "assets")
        try write(1, to: "hello/index.py")
        try Data("not code\n".utf8).write(to: URL(fileURLWithPath: "\(folder)/hello/notes.md"))
        try write(10, to: "build/worker/index.py")
        var run = try await place.deploy(app(), as: stack)
        XCTAssertEqual(run.status, .success, run.transcript)
        var answers = [
            try await answer(of: "assets-hello", in: cloud), try await answer(of: "assets-worker", in: cloud),
        ]
        XCTAssertEqual(answers, ["1", "10"])
        let first = try await assets(in: cloud)
        XCTAssertEqual(first.count, 2, "\(first)")
        XCTAssertEqual(first.keys.filter { $0.hasPrefix("\(stack)/\(folder)/hello.") && $0.hasSuffix(".zip") }.count, 1)

        run = try await place.deploy(app(), as: stack)
        XCTAssertTrue(run.errors.contains("no changes"), run.transcript)
        run = try await place.deploy(app(seconds: 5), as: stack)
        XCTAssertEqual(run.status, .success, run.transcript)
        let unchanged = try await assets(in: cloud)
        XCTAssertEqual(unchanged, first, "the bucket has versions: nothing was uploaded again")

        try write(2, to: "hello/index.py")
        try write(20, to: "build/worker/index.py")
        run = try await place.deploy(app(seconds: 5), as: stack)
        XCTAssertEqual(run.status, .success, run.transcript)
        XCTAssertTrue(run.output.contains("Code/S3Key"), run.transcript)
        answers = [try await answer(of: "assets-hello", in: cloud), try await answer(of: "assets-worker", in: cloud)]
        XCTAssertEqual(answers, ["2", "20"])
        let second = try await assets(in: cloud)
        XCTAssertEqual(second.count, 4, "\(second)")

        run = try await place.cleanUp(stack, .init(days: 7, assumesYes: true))
        XCTAssertTrue(run.errors.contains("nothing to delete"), run.transcript)
        run = try await place.cleanUp(stack, .init(days: 0, isDryRun: true))
        for key in first.keys { XCTAssertTrue(run.output.contains(key), run.transcript) }
        run = try await place.cleanUp(stack, .init(days: 0, assumesYes: true))
        XCTAssertEqual(run.status, .success, run.transcript)
        let left = try await assets(in: cloud)
        XCTAssertEqual(Set(left.keys), Set(second.keys).subtracting(first.keys), run.transcript)
        let last = try await place.deploy(app(seconds: 5), as: stack)
        XCTAssertTrue(last.errors.contains("no changes"), last.transcript)

        run = try await place.destroy(app(), as: stack, .init(assumesYes: true, deletesRetained: true))
        XCTAssertEqual(run.status, .success, run.transcript)
    }
}
