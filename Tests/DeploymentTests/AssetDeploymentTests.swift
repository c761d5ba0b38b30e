import AWSAccessTesting
import Archives
import CloudFormation
import Diagnostics
import EnvironmentsTesting
import Foundation
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Deployment
@testable import Environments

/// What reaches the artifact bucket, and the templates, of files that stacks name.
final class AssetDeploymentTests: XCTestCase {
    private let folder = ".build/asset-tests/\(UUID().uuidString)"
    private let changeSetID = "arn:aws:cloudformation:eu-west-3:123456789012:changeSet/deploy-1/x"
    private let bucketName = "web-artifacts-123456789012-eu-west-3"
    private let aws = FakeAWS()
    private let screen = TestTerminal()

    override func setUpWithError() throws {
        try write("def handler(event, context): return 1\n", to: "hello/index.py")
    }

    override func tearDown() { try? FileManager.default.removeItem(atPath: folder) }

    private func write(_ text: String, to name: String) throws {
        let path = "\(folder)/\(name)"
        try FileManager.default.createDirectory(
            atPath: URL(fileURLWithPath: path).deletingLastPathComponent().path, withIntermediateDirectories: true)
        try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    }

    /// - Parameters:
    ///   - worker: what is built.
    ///   - type: of what is made of that.
    private func templates(
        building worker: String = "worker.bin", for type: String = "Own::Storage::File"
    ) throws -> DeployableTemplates {
        let app = App()
        let root = app.stack("Web")
        _ = root.output("Name", root.parameter("ProjectName"))
        _ = root.output("Stage", root.parameter("Environment"))
        let code = root.asset("\(folder)/hello")
        let built = root.builtAsset("Worker", at: "\(folder)/\(worker)")
        let nested = root.nestedStack("Compute")
        for (id, type, asset) in [("Hello", "AWS::Lambda::LayerVersion", code), ("Worker", type, built)] {
            nested.add(
                id,
                RawResource(
                    type,
                    properties: ["Content": ["S3Bucket": JSON(asset.bucketName), "S3Key": JSON(asset.key)]]))
        }
        return try DeployableTemplates(app.synthesize())
    }

    private func deployer(_ templates: DeployableTemplates, _ aws: FakeAWS? = nil) -> Deployer {
        Deployer(
            templates: templates, environment: Fixture.environment(), aws: (aws ?? self.aws).cli(),
            terminal: screen.terminal(),
            environmentVariable: { _ in nil })
    }

    /// A service on which a dry run of a creation goes well; gives what is uploaded, by name.
    private func playCreation() -> Box<[String: Data]> {
        let uploaded = Box<[String: Data]>()
        aws.on("cloudformation describe-stacks", error: stackMissing)
        aws.on("sts get-caller-identity", #"{"Account": "123456789012"}"#)
        aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
        aws.on("s3 sync") { command in
            let folder = command.arguments[2]
            let names = try FileManager.default.subpathsOfDirectory(atPath: folder)
            uploaded.value = Dictionary(
                uniqueKeysWithValues: names.compactMap { name in
                    FileManager.default.contents(atPath: "\(folder)/\(name)").map { (name, $0) }
                })
            return .success("")
        }
        aws.on("cloudformation create-change-set", #"{"Id": "\#(changeSetID)"}"#)
        aws.on(
            "cloudformation describe-change-set",
            """
            {"ChangeSetId":"\(changeSetID)","StackId":"arn:stack/root","Status":"CREATE_COMPLETE","ExecutionStatus":"AVAILABLE",
             "Changes":[{"ResourceChange":{"Action":"Add","LogicalResourceId":"Hello","ResourceType":"AWS::Lambda::LayerVersion"}}]}
            """)
        aws.on("cloudformation", "{}")
        return uploaded
    }

    func testAssetsAreUploadedWithTheTemplatesUnderTheirHashes() async throws {
        try write("compiled", to: "worker.bin")
        let uploaded = playCreation()
        try await deployer(templates()).deploy(.init(goal: .dryRun))
        let files = try XCTUnwrap(uploaded.value)
        let archive = try XCTUnwrap(files.first { $0.key.hasPrefix("\(folder)/hello.") })
        XCTAssertEqual(archive.key, "\(folder)/hello.\(SHA256.digest(of: Array(archive.value))).zip")
        let worker = "Worker.\(SHA256.digest(of: Array("compiled".utf8))).bin"
        XCTAssertEqual(files[worker], Data("compiled".utf8))
        XCTAssertEqual(files.keys.filter { $0.hasSuffix(".template.json") }.count, 2)
        XCTAssertEqual(aws.lines.count { $0.hasPrefix("s3 ") }, 1, "one process for all")

        let request = try XCTUnwrap(aws.commands.first { $0.arguments.contains("create-change-set") })
        let parameters = String(decoding: try XCTUnwrap(request.input), as: UTF8.self)
        for (name, value) in [
            ("ArtifactBucket", bucketName), ("ArtifactFolder", "web-dev"), ("WorkerKey", "web-dev/\(worker)"),
        ] {
            XCTAssertTrue(
                parameters.contains(#"{"ParameterKey":"\#(name)","ParameterValue":"\#(value)"}"#), parameters)
        }
    }

    func testWhatIsNotBuiltStopsBeforeAnyCall() async throws {
        do {
            try await deployer(templates()).deploy(.init())
            XCTFail("there is nothing to deploy")
        } catch {
            XCTAssertTrue("\(error)".contains("worker.bin is not there"), "\(error)")
            XCTAssertTrue("\(error)".contains("build it first"), "\(error)")
        }
        XCTAssertEqual(aws.lines, [])
    }

    /// What a service would refuse once everything else is made.
    func testWhatWasBuiltMustBeWhatItsServiceTakes() async throws {
        try write("compiled", to: "worker.bin")
        do {
            try await deployer(templates(for: "AWS::Lambda::LayerVersion")).deploy(.init())
            XCTFail("it is no archive")
        } catch {
            XCTAssertTrue(
                "\(error)".contains("Worker takes a ZIP archive, and \(folder)/worker.bin is none"), "\(error)")
        }
        XCTAssertEqual(aws.lines, [])
    }

    /// An update of something else than the root template, such as tags: what it names was uploaded when it was deployed, and
    /// what was built is known by its key.
    func testABuildIsUploadedUnlessTheStackHasIt() async throws {
        func build(_ text: String) throws -> DeployableTemplates {
            try write(text, to: "worker/main")
            return try self.templates(building: "worker")
        }
        let templates = try build("1")
        let bucket = try ArtifactBucket(
            project: "web", key: "ProjectName", account: "123456789012", connection: aws.cli().connection)
        let upload = TemplateUpload(
            templates: templates, bucket: bucket, folder: "web-dev", aws: aws.cli(), assets: PlacedAssets(of: templates)
        )
        let root = String(decoding: try upload.placed().rootTemplate().rendered(), as: UTF8.self)
        let key = try XCTUnwrap(upload.suppliedValues["WorkerKey"])
        XCTAssertTrue(key.hasPrefix("web-dev/Worker.") && key.hasSuffix(".zip"), key)
        for (content, isUploaded) in [("1", false), ("2", true), ("1", false)] {
            let (aws, stack) = (FakeAWS(), "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1")
            aws.on(
                "cloudformation describe-stacks",
                stackJSON("UPDATE_COMPLETE", id: stack, parameters: ["WorkerKey"], tags: ["Team": "before"])
                    .replacingOccurrences(
                        of: #""ParameterKey":"WorkerKey""#,
                        with: #""ParameterKey":"WorkerKey","ParameterValue":"\#(key)""#))
            aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
            aws.on("s3 sync", "")
            aws.on("cloudformation get-template", "{\"TemplateBody\": \(root)}")
            aws.on("cloudformation create-change-set", #"{"Id": "\#(changeSetID)"}"#)
            aws.on(
                "cloudformation describe-change-set",
                """
                {"ChangeSetId":"\(changeSetID)","StackId":"\(stack)","Status":"FAILED","StatusReason":"No updates are to be performed.",
                 "ExecutionStatus":"UNAVAILABLE","Changes":[]}
                """)
            aws.on("cloudformation describe-stack-events", eventsJSON(stack, []))
            aws.on("cloudformation", "{}")
            try await deployer(build(content), aws).deploy(.init(goal: .dryRun))
            XCTAssertEqual(aws.lines.count { $0.hasPrefix("s3 sync") }, isUploaded ? 1 : 0, content)
            let request = try XCTUnwrap(aws.lines.first { $0.hasPrefix("cloudformation create-change-set") })
            XCTAssertEqual(request.contains("--use-previous-template"), !isUploaded, request)
        }
    }

    /// What is imported may be made of them, and the deployment after it finds nothing changed.
    func testAnImportBringsTheAssetsToo() async throws {
        let app = App()
        let root = app.stack("Web")
        _ = root.output("Name", root.parameter("ProjectName"))
        let code = root.asset("\(folder)/hello")
        root.add(
            "Hello",
            RawResource(
                "AWS::Lambda::Function",
                properties: [
                    "FunctionName": "hello", "Code": ["S3Bucket": JSON(code.bucketName), "S3Key": JSON(code.key)],
                    "Handler": "index.handler", "Role": "arn:aws:iam::123456789012:role/hello",
                    "Runtime": "python3.13",
                ]), deletionPolicy: .retain)
        let stack = "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1"
        aws.on("cloudformation describe-stacks", stackJSON("UPDATE_COMPLETE", id: stack))
        aws.on(
            "cloudformation get-template",
            """
            {"TemplateBody": {"Parameters": {"ArtifactBucket": {"Type": "String"}, "ArtifactFolder": {"Type": "String"}},
             "Resources": {"Topic": {"Type": "AWS::SNS::Topic"}}}}
            """)
        aws.on("s3api get-bucket-tagging", #"{"TagSet": [{"Key": "deploy:artifact-settings", "Value": "2"}]}"#)
        let names = Box<[String]>()
        aws.on("s3 sync") { command in
            names.value = try FileManager.default.subpathsOfDirectory(atPath: command.arguments[2])
            return .success("")
        }
        aws.on("cloudformation create-change-set", #"{"Id": "\#(changeSetID)"}"#)
        aws.on(
            "cloudformation describe-change-set",
            """
            {"ChangeSetId":"\(changeSetID)","StackId":"\(stack)","Status":"CREATE_COMPLETE","ExecutionStatus":"AVAILABLE",
             "Changes":[{"ResourceChange":{"Action":"Import","LogicalResourceId":"Hello","ResourceType":"AWS::Lambda::Function"}}]}
            """)
        aws.on("cloudformation delete-change-set", "")
        try await Importer(
            templates: DeployableTemplates(app.synthesize()), environment: Fixture.environment(), aws: aws.cli(),
            terminal: screen.terminal()
        ).run(["Hello=hello"], .init(isDryRun: true))
        XCTAssertEqual(names.value?.filter { $0.hasPrefix("\(folder)/hello.") && $0.hasSuffix(".zip") }.count, 1)
    }

    /// An `aws` that says nothing for minutes is given up.
    func testLargeUploadsGiveSignsOfLife() async throws {
        try write("small", to: "worker.bin")
        _ = playCreation()
        try await deployer(templates()).deploy(.init(goal: .dryRun))
        XCTAssertTrue(aws.lines.contains { $0.hasPrefix("s3 sync") && $0.contains("--only-show-errors") })
        try write(String(repeating: "large", count: 900_000), to: "worker.bin")
        try await deployer(templates()).deploy(.init(goal: .dryRun))
        let last = try XCTUnwrap(aws.lines.last { $0.hasPrefix("s3 sync") })
        XCTAssertFalse(last.contains("--only-show-errors") || last.contains("--no-progress"), last)
    }

    func testAnEnvironmentsFileGivesNothingThatADeploymentGives() async throws {
        try write("compiled", to: "worker.bin")
        let deployer = Deployer(
            templates: try templates(), environment: Fixture.environment(parameters: ["ArtifactBucket": "mine"]),
            aws: aws.cli(), terminal: screen.terminal(), environmentVariable: { _ in nil })
        do {
            try await deployer.deploy(.init())
            XCTFail("it is refused")
        } catch { XCTAssertTrue("\(error)".contains("[supplied-parameter]"), "\(error)") }
    }

    func testNothingIsDeployedThatNobodyHasReviewed() async throws {
        try write(#"{"region": "eu-west-3", "stackName": "web-dev"}"#, to: "parameters/dev.json")
        var templates = try templates()
        templates.unreviewed = [Diagnostic("stale-template", "functions/hello is not what was reviewed")]
        let (aws, unreviewed) = (aws, templates)
        let context = CommandContext(
            terminal: screen.terminal(),
            environments: EnvironmentDirectory(
                path: "\(folder)/parameters", invocation: Invocation(prefix: "swift run Infra ")),
            aws: { _ in aws.cli() })
        for options in [[], ["--prepare"], ["--dry-run"]] {
            let status = await DeployCommand { unreviewed }.run(
                try DeployCommand.syntax.parse(["--env", "dev"] + options), in: context)
            XCTAssertEqual(status, .failure)
        }
        XCTAssertTrue(screen.errors.contains("functions/hello is not what was reviewed"), screen.errors)
        XCTAssertTrue(
            screen.errors.contains("run 'swift run Infra synth', and have the difference reviewed"), screen.errors)
        XCTAssertEqual(aws.lines, [])
    }

    /// A build is never made again to the same bytes, and what was approved is what was built then.
    func testWhatWasPreparedIsExecutedWithWhatWasBuiltThen() async throws {
        try write("compiled", to: "worker.bin")
        let templates = try templates()
        let bucket = try ArtifactBucket(
            project: "web", key: "ProjectName", account: "123456789012", connection: aws.cli().connection)
        let upload = TemplateUpload(templates: templates, bucket: bucket, folder: "web-dev", aws: aws.cli())
        let root = String(decoding: try upload.placed().rootTemplate().rendered(), as: UTF8.self)
        try FileManager.default.removeItem(atPath: "\(folder)/worker.bin")
        let stack = "arn:aws:cloudformation:eu-west-3:123456789012:stack/web-dev/1"
        func parameter(_ name: String, _ value: String) -> String {
            #"{"ParameterKey":"\#(name)","ParameterValue":"\#(value)"}"#
        }
        let used = Box<String>()
        let (id, key) = (changeSetID, parameter("WorkerKey", "web-dev/Worker.0.bin"))
        aws.on("cloudformation describe-change-set") { _ in
            .success(
                """
                {"ChangeSetId":"\(id)","StackId":"\(stack)","Status":"CREATE_COMPLETE","ExecutionStatus":"AVAILABLE",
                 "Description":"prepared by deploy","IncludeNestedStacks":true,"Changes":[],
                 "Tags":[{"Key":"Team","Value":"web shop"}],
                 "Parameters":[\(key),{"ParameterKey":"ArtifactBucket","ParameterValue":"\(used.value ?? "another-bucket")"}]}
                """)
        }
        aws.on(
            "cloudformation describe-stacks",
            stackJSON("REVIEW_IN_PROGRESS", id: stack, tags: ["Team": "web shop"]),
            stackJSON("REVIEW_IN_PROGRESS", id: stack, tags: ["Team": "web shop"]),
            stackJSON("CREATE_COMPLETE", id: stack))
        aws.on("cloudformation get-template", "{\"TemplateBody\": \(root)}")
        aws.on("cloudformation execute-change-set", "")
        aws.on(
            "cloudformation describe-stack-events",
            eventsJSON(
                stack, [.stack(1, "REVIEW_IN_PROGRESS"), .stack(2, "CREATE_IN_PROGRESS"), .stack(3, "CREATE_COMPLETE")])
        )
        aws.on("cloudformation", "{}")
        do {
            try await deployer(templates).execute("prepared-1", .init())
            XCTFail("it is for another bucket")
        } catch { XCTAssertTrue("\(error)".contains("ArtifactBucket is 'another-bucket' in it"), "\(error)") }
        used.value = bucketName
        try await deployer(templates).execute("prepared-1", .init())
        XCTAssertTrue(aws.lines.contains { $0.hasPrefix("cloudformation execute-change-set") }, screen.errors)
        XCTAssertTrue(screen.errors.contains("WorkerKey is what was built when"), screen.errors)
    }
}
