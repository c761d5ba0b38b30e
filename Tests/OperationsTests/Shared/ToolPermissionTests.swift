import AWSAccessTesting
import EnvironmentsTesting
import Foundation
import Stacks
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Environments
@testable import Operations

/// What each tool says that it calls, and that it is what it calls.
final class ToolPermissionTests: XCTestCase {
    private let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// The folders and files that make the calls of each tool.
    private let sources = [
        "populate-datalake": ["Operations/DataLake"], "load-generator": ["Operations/Load"],
        "audit-infra": ["Operations/Audit"],
        "backup-manager": ["Operations/Snapshots/BackupManager", "Operations/Snapshots/DeployedEnvironment"],
        "cleanup": ["Operations/Snapshots/Cleanup", "Operations/Snapshots/DeployedEnvironment", "Deployment/Cleanup"],
        "daily-scheduler": ["Operations/Scheduling"],
    ]

    /// What stands for a call that is written elsewhere.
    private let helpers = [
        "DeployedEnvironment(": "cloudformation:DescribeStacks", "StackOutputs.read": "cloudformation:DescribeStacks",
        "physicalID(": "cloudformation:ListStackResources", "physicalIDs(": "cloudformation:ListStackResources",
        "StackResource.list": "cloudformation:ListStackResources", ".databaseInstances(": "rds:DescribeDBInstances",
        ".databaseInstance(": "rds:DescribeDBInstances", ".databaseSnapshots(": "rds:DescribeDBSnapshots",
        ".databaseSnapshot(": "rds:DescribeDBSnapshots",
        ".automatedBackups(": "rds:DescribeDBInstanceAutomatedBackups", ".deleteObjects(": "s3:DeleteObject",
        "PriceSources(": "pricing:GetProducts", ".changeSets(ofStack": "cloudformation:ListChangeSets",
        ".changeSet(": "cloudformation:DescribeChangeSet", "template(of": "cloudformation:GetTemplate",
        "store.create(": "rds:CreateDBSnapshot", "place.copy(": "rds:CopyDBSnapshot",
        "store.delete(": "rds:DeleteDBSnapshot",
        ".snapshots(of": "rds:DescribeDBSnapshots", "aws.stack(": "cloudformation:DescribeStacks",
        "\"s3\", \"cp\"": "s3:PutObject",
    ]

    /// Actions that are called otherwise than the command of the CLI.
    private let actions = [
        "s3api list-objects-v2": "s3:ListBucket", "s3api list-object-versions": "s3:ListBucketVersions",
        "s3api get-bucket-encryption": "s3:GetEncryptionConfiguration",
        "s3api get-public-access-block": "s3:GetBucketPublicAccessBlock",
    ]
    private let prefixes = ["elbv2": "elasticloadbalancing", "resourcegroupstaggingapi": "tag", "s3api": "s3"]
    /// What follows from a call and is none itself.
    private let implied: Set = [
        "s3:AbortMultipartUpload", "s3:DeleteObjectVersion", "kms:CreateGrant", "kms:DescribeKey",
        // Tags that come with a snapshot or its copy.
        "rds:AddTagsToResource",
    ]

    private func text(of tool: String) throws -> String {
        try (sources[tool] ?? []).map { place -> String in
            let folder = root.appendingPathComponent("Sources/\(place)")
            let isFolder = (try? folder.resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
            let parent = isFolder ? folder : folder.deletingLastPathComponent()
            let files = FileManager.default.enumerator(atPath: parent.path)?.compactMap { $0 as? String } ?? []
            return try files.sorted().filter {
                $0.hasSuffix(".swift") && (isFolder || $0.hasPrefix(folder.lastPathComponent))
            }.map { try String(contentsOf: parent.appendingPathComponent($0), encoding: .utf8) }.joined()
        }.joined()
    }

    private func called(by tool: String) throws -> Set<String> {
        let text = try text(of: tool)
        var called = Set(helpers.filter { text.contains($0.key) }.values)
        let services = "autoscaling|cloudwatch|ec2|elbv2|iam|logs|rds|resourcegroupstaggingapi|s3api|secretsmanager"
        let calls = try Regex(
            "\"(\(services))\",\\s*\"([a-z]+(?:-[a-z0-9]+)+)\"", as: (Substring, Substring, Substring).self)
        for match in text.matches(of: calls) { called.insert(action("\(match.output.1) \(match.output.2)")) }
        if tool == "audit-infra" {
            for match in text.matches(of: #/"(get-(bucket|public)-[a-z-]+)"/#) {
                called.insert(action("s3api \(match.output.1)"))
            }
        }
        return called
    }

    private func action(_ call: String) -> String {
        if let known = actions[call] { return known }
        let parts = call.split(separator: " ").map(String.init)
        return "\(prefixes[parts[0]] ?? parts[0]):\(parts[1].split(separator: "-").joined())"
    }

    func testEachToolSaysWhatItCallsAndNothingElse() throws {
        for tool in ToolPermissions.all {
            let said = Set(tool.calls.map { $0.action.lowercased() })
            let called = Set(try called(by: tool.tool).map { $0.lowercased() })
            XCTAssertGreaterThan(called.count, 2, "\(tool.tool): the calls are written otherwise")
            XCTAssertEqual(called.subtracting(said).sorted(), [], "\(tool.tool) calls it and does not say so")
            XCTAssertEqual(
                said.subtracting(called).subtracting(implied.map { $0.lowercased() }).sorted(), [],
                "\(tool.tool) does not call it")
        }
    }

    func testTheManualIsCurrent() throws {
        let page = try String(contentsOf: root.appendingPathComponent("docs/tool-permissions.md"), encoding: .utf8)
        XCTAssertEqual(page, ToolPermissions.manual, "run: make docs")
    }

    // MARK: - --permissions

    private func policy(_ tool: String) async throws -> String {
        let environment = Fixture.environment()
        let permissions = try XCTUnwrap(ToolPermissions.all.first { $0.tool == tool })
        return permissions.policy(in: environment, prefix: "catalogue/", region: nil)
    }

    func testWhatChangesSomethingIsAllowedOnWhatIsTheEnvironments() async throws {
        let lake = try await policy("populate-datalake")
        XCTAssertTrue(lake.contains(#""Resource": "arn:aws:s3:::web-dev-*/catalogue/*""#), lake)
        XCTAssertTrue(lake.contains("stack/web-dev/*"), lake)
        let scheduler = try await policy("daily-scheduler")
        XCTAssertTrue(scheduler.contains("aws:ResourceTag/Environment"), scheduler)
        for tool in ToolPermissions.all {
            let reads = ["Describe", "Get", "List"]
            for call in tool.calls where call.target == .everything {
                let name = call.action.split(separator: ":").last ?? ""
                XCTAssertTrue(reads.contains { name.hasPrefix($0) }, "\(tool.tool) may \(call.action) on everything")
            }
        }
    }

    func testNobodyIsAskedForIt() async throws {
        let aws = FakeAWS()
        let screen = TestTerminal()
        let context = CommandContext(
            terminal: screen.terminal(),
            environments: EnvironmentDirectory(path: root.appendingPathComponent("parameters").path),
            aws: { AWSCLI(connection: $0, runner: aws, executables: ["/fake/aws"], sleep: { _ in }) })
        let command = PopulateCommand(WebMarketPlus.operations)
        let code = await command.run(
            try command.syntax.parse(["--env", "dev", "--permissions"]), in: context)
        XCTAssertEqual(code, .success, screen.errors)
        XCTAssertTrue(screen.output.contains(#""Version": "2012-10-17""#), screen.output)
        XCTAssertEqual(aws.lines, [])
    }
}
