import AWSAccessTesting
import AWSPriceList
import AppDeclaration
import Foundation
import Stacks
import Terminal
import TerminalTesting
import XCTest

@testable import AWSAccess
@testable import Environments
@testable import Operations
@testable import Prices

/// An environment `dev` of the project `shop` with a database `web-db`, at nine in the evening in Paris, and an AWS
/// that says what a test tells it to.
final class SnapshotScene: Sendable {
    static let now = Date(timeIntervalSince1970: 1_795_593_599)
    static let name = "snap-web-db-2026-11-25-07-59"

    let aws = FakeAWS()
    private let app: OperatedApp
    let screen = TestTerminal()
    private let folder: URL
    /// A price table of the user's; see ``price(_:_:)``.
    var priceFile: String { folder.appendingPathComponent("prices").path }

    init(
        _ test: XCTestCase, app: OperatedApp = WebMarketPlus.operations, isDeployed: Bool = true,
        outputs: [String: String] = ["RdsInstanceId": "web-db"], region: String = "eu-west-3"
    ) throws {
        self.app = app
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        test.addTeardownBlock { try? FileManager.default.removeItem(at: folder) }
        let text = """
            {"region": "\(region)", "stackName": "web-dev", "parameters": {"ProjectName": "shop", "Environment": "dev"},
            "tags": {"Project": "shop", "Environment": "dev", "CostCenter": "web = food"}}
            """
        try Data(text.utf8).write(to: folder.appendingPathComponent("dev.json"))
        self.folder = folder
        aws.on("pricing get-products", #"{"PriceList":[]}"#)
        if isDeployed {
            aws.on("cloudformation describe-stacks", stackJSON("CREATE_COMPLETE", outputs: outputs))
        } else {
            aws.on("cloudformation describe-stacks", error: stackMissing)
        }
    }

    /// Says what something costs a month in Paris.
    func price(_ item: String, _ usd: String) throws {
        let text =
            #"{"prices":[{"region":"eu-west-3","item":"\#(item)","usd":"\#(usd)","per":"GiB-month","source":"our contract","date":"2026-09"}]}"#
        try Data(text.utf8).write(to: URL(fileURLWithPath: priceFile))
    }

    /// Runs `backup-manager --env dev`.
    ///
    /// - Parameter sleep: what waiting does; nothing by default, but not for ever.
    func backup(_ line: String..., sleep: (@Sendable (Duration) async throws -> Void)? = nil) async throws -> ExitCode {
        try await backup(line, sleep: sleep)
    }

    func backup(_ line: [String], sleep: (@Sendable (Duration) async throws -> Void)? = nil) async throws -> ExitCode {
        let naps = CallCounter()
        let sleep = sleep ?? { _ in if naps.next() > 50 { throw CommandError("aws-late", "waited in vain") } }
        let arguments = try BackupManagerCommand.syntax.parse(line + ["--env", "dev"])
        return await BackupManagerCommand(app).run(
            arguments, in: context(screen.terminal(), sleep))
    }

    /// Runs `cleanup --env dev`.
    ///
    /// - Parameter answer: what a person answers; without it nobody is there.
    func cleanup(_ line: String..., answer: String? = nil) async throws -> ExitCode {
        try await cleanup(line, answer: answer)
    }

    func cleanup(_ line: [String], answer: String? = nil) async throws -> ExitCode {
        let arguments = try CleanupCommand.syntax.parse(line + ["--env", "dev"])
        return await CleanupCommand(app) { _, _ in }.run(
            arguments, in: context(screen.terminal(answer: answer)) { _ in })
    }

    private func context(
        _ terminal: Terminal, _ sleep: @escaping @Sendable (Duration) async throws -> Void
    ) -> CommandContext {
        CommandContext(
            terminal: terminal, environments: EnvironmentDirectory(path: folder.path), aws: { self.cli($0, sleep) },
            now: { Self.now })
    }

    /// What `cleanup --env dev` runs.
    func cleanup(on terminal: Terminal) async throws -> Cleanup {
        let environment = try EnvironmentDirectory(path: folder.path).environment("dev")
        let deployed = try await DeployedEnvironment(environment, with: aws.cli())
        return Cleanup(
            deployed: deployed,
            instance: try await deployed.databaseIdentifier(app.database),
            store: SnapshotStore(aws: deployed.aws), prices: Prices(), terminal: terminal,
            now: { Self.now })
    }

    private func cli(
        _ connection: AWSConnection, _ sleep: @escaping @Sendable (Duration) async throws -> Void
    ) -> AWSCLI {
        AWSCLI(connection: connection, runner: aws, executables: ["/fake/aws"], sleep: sleep)
    }

    /// The database is as RDS says.
    func database(_ status: String = "available", isMultiAZ: Bool = true) {
        aws.on(
            "rds describe-db-instances",
            databaseJSON("web-db", status: status, isMultiAZ: isMultiAZ)
        )
    }

    /// What ran, apart from looking for the stack.
    var lines: [String] { aws.lines.filter { !$0.hasPrefix("cloudformation ") && !$0.hasPrefix("pricing ") } }
    /// What ran and changes something.
    var changes: [String] { lines.filter { !$0.hasPrefix("rds describe-") } }
}

/// What the service says of a snapshot.
///
/// - Parameter days: its age; nil for one that is not complete.
func snapshotJSON(
    _ name: String = SnapshotScene.name, _ status: String = "available", percent: Int = 100, days: Double? = 0,
    dataDays: Double? = nil,
    of instance: String = "web-db", type: String = "manual", isEncrypted: Bool = true, region: String = "eu-west-3",
    sourceRegion: String? = nil, tags: [String: String] = ["Project": "shop", "Environment": "dev"]
) -> String {
    func time(_ days: Double) -> String {
        SnapshotScene.now.addingTimeInterval(-days * 86_400).formatted(.iso8601).replacingOccurrences(
            of: "Z", with: ".250000+00:00")
    }
    let tags = tags.map { #"{"Key":"\#($0.key)","Value":"\#($0.value)"}"# }.joined(separator: ",")
    let created =
        days.map { #""SnapshotCreateTime":"\#(time($0))","OriginalSnapshotCreateTime":"\#(time(dataDays ?? $0))","# }
        ?? ""
    let source = sourceRegion.map { #""SourceRegion":"\#($0)","# } ?? ""
    return """
        {"DBSnapshotIdentifier":"\(name)","DBInstanceIdentifier":"\(instance)",\(created)\(source)
        "DBSnapshotArn":"arn:aws:rds:\(region):1:snapshot:\(name)","Status":"\(status)","PercentProgress":\(percent),
        "SnapshotType":"\(type)","AllocatedStorage":20,"Encrypted":\(isEncrypted),"TagList":[\(tags)]}
        """
}

func snapshotsJSON(_ snapshots: String...) -> String { #"{"DBSnapshots":[\#(snapshots.joined(separator: ","))]}"# }
func oneSnapshotJSON(_ snapshot: String) -> String { #"{"DBSnapshot":\#(snapshot)}"# }

func rdsError(_ code: String, _ operation: String, _ message: String = "no") -> String {
    "An error occurred (\(code)) when calling the \(operation) operation: \(message)"
}

let noSuchSnapshot = rdsError("DBSnapshotNotFound", "DescribeDBSnapshots")
