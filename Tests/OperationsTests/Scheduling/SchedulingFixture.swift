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

/// Groups, instances and databases behind a played AWS CLI, which does with them what the commands say.
final class FakeFleet: @unchecked Sendable {
    struct Group {
        var sizes = GroupSizes(minimum: 2, maximum: 4, desired: 3)
        var tags = ["Environment": "dev", "Project": "web"]
        /// How many instances are there; nil when that is always what is desired.
        var members: Int?
        var type = "t3.micro"
    }

    struct Instance {
        var state = "running"
        var tags = ["Environment": "dev", "Project": "web"]
        var reason = ""
    }

    struct Database {
        var status = "available"
        var tags = ["Environment": "dev", "Project": "web"]
        var extra = ""
    }

    let aws = FakeAWS()
    private let lock = NSLock()
    private var _groups: [String: Group] = ["web-group": Group()]
    private var _instances: [String: Instance] = [:]
    private var _databases: [String: Database] = [:]
    /// Called whenever databases are listed, to let time pass.
    private var _tick: (@Sendable (FakeFleet) -> Void)?

    var groups: [String: Group] {
        get { lock.withLock { _groups } }
        set { lock.withLock { _groups = newValue } }
    }
    var instances: [String: Instance] {
        get { lock.withLock { _instances } }
        set { lock.withLock { _instances = newValue } }
    }
    var databases: [String: Database] {
        get { lock.withLock { _databases } }
        set { lock.withLock { _databases = newValue } }
    }
    var tick: (@Sendable (FakeFleet) -> Void)? {
        get { lock.withLock { _tick } }
        set { lock.withLock { _tick = newValue } }
    }

    /// The commands that change something.
    var changes: [String] { aws.lines.filter { !$0.contains(" describe-") && !$0.hasPrefix("pricing ") } }

    /// All that may change, to compare before and after.
    var picture: [String] {
        groups.map { "\($0.key) \($0.value.sizes) \($0.value.tags.sorted { $0.key < $1.key })" }.sorted()
            + instances.map { "\($0.key) \($0.value.state) \($0.value.tags.sorted { $0.key < $1.key })" }.sorted()
            + databases.map { "\($0.key) \($0.value.status) \($0.value.tags.sorted { $0.key < $1.key })" }.sorted()
    }

    init() {
        aws.on(
            "cloudformation describe-stacks",
            stackJSON("CREATE_COMPLETE", outputs: ["AutoScalingGroupName": "web-group", "RdsInstanceId": "db-1"]))
        aws.on("pricing get-products", #"{"PriceList":[]}"#)
        aws.on("autoscaling describe-auto-scaling-groups") { _ in .success(self.listGroups()) }
        aws.on("ec2 describe-instances") { _ in .success(self.listInstances()) }
        aws.on(
            "ec2 describe-launch-template-versions",
            #"{"LaunchTemplateVersions":[{"LaunchTemplateData":{"InstanceType":"t3.micro"}}]}"#)
        aws.on("rds describe-db-instances") { _ in
            self.tick?(self)
            return .success(self.listDatabases())
        }
        aws.on("autoscaling create-or-update-tags") { command in
            let tag = try Self.tag(command)
            self.groups[tag["ResourceId"] ?? ""]?.tags[tag["Key"] ?? ""] = tag["Value"]
            return .success("")
        }
        aws.on("autoscaling delete-tags") { command in
            let tag = try Self.tag(command)
            self.groups[tag["ResourceId"] ?? ""]?.tags[tag["Key"] ?? ""] = nil
            return .success("")
        }
        aws.on("autoscaling update-auto-scaling-group") { command in
            let sizes = ["--min-size", "--max-size", "--desired-capacity"].map { Int(Self.value($0, command)) ?? -1 }
            self.groups[Self.value("--auto-scaling-group-name", command)]?.sizes = GroupSizes(
                minimum: sizes[0], maximum: sizes[1], desired: sizes[2])
            return .success("")
        }
        aws.on("ec2 create-tags") { command in
            let tag = try Self.tag(command)
            self.instances[Self.value("--resources", command)]?.tags[tag["Key"] ?? ""] = tag["Value"]
            return .success("")
        }
        aws.on("ec2 delete-tags") { command in
            self.instances[Self.value("--resources", command)]?.tags[try Self.tag(command)["Key"] ?? ""] = nil
            return .success("")
        }
        aws.on("ec2 stop-instances") { command in
            self.instances[Self.value("--instance-ids", command)]?.state = "stopped"
            return .success("{}")
        }
        startsInstances()
        aws.on("rds add-tags-to-resource") { command in
            let tag = try Self.tag(command)
            self.databases[Self.identifier(command)]?.tags[tag["Key"] ?? ""] = tag["Value"]
            return .success("")
        }
        aws.on("rds remove-tags-from-resource") { command in
            self.databases[Self.identifier(command)]?.tags[Self.value("--tag-keys", command)] = nil
            return .success("")
        }
        aws.on("rds stop-db-instance") { command in
            self.databases[Self.value("--db-instance-identifier", command)]?.status = "stopped"
            return .success("{}")
        }
        aws.on("rds start-db-instance") { command in
            self.databases[Self.value("--db-instance-identifier", command)]?.status = "available"
            return .success("{}")
        }
    }

    func startsInstances() {
        aws.on("ec2 start-instances") { command in
            self.instances[Self.value("--instance-ids", command)]?.state = "running"
            return .success("{}")
        }
    }

    private static func value(_ option: String, _ command: Command) -> String {
        command.arguments.firstIndex(of: option).map { command.arguments[$0 + 1] } ?? ""
    }

    /// The tag of a `--tags` option, which must be JSON as the CLI takes it.
    private static func tag(_ command: Command) throws -> [String: String] {
        struct Tag: Decodable {
            let Key: String
            let Value: String?
            let ResourceId: String?
        }
        let tags = try JSONDecoder().decode([Tag].self, from: Data(value("--tags", command).utf8))
        return ["Key": tags[0].Key, "Value": tags[0].Value ?? "", "ResourceId": tags[0].ResourceId ?? ""]
    }

    private static func identifier(_ command: Command) -> String {
        String(value("--resource-name", command).split(separator: ":").last ?? "")
    }

    private static func json(_ tags: [String: String]) -> String {
        "[" + tags.map { #"{"Key":"\#($0.key)","Value":"\#($0.value)"}"# }.joined(separator: ",") + "]"
    }

    private func listGroups() -> String {
        let items = groups.map { name, group in
            let count = group.members ?? group.sizes.desired
            let member =
                #"{"InstanceId":"i","InstanceType":"\#(group.type)","LifecycleState":"InService","HealthStatus":"Healthy"}"#
            return """
                {"AutoScalingGroupName":"\(name)","MinSize":\(group.sizes.minimum),"MaxSize":\(group.sizes.maximum),
                "DesiredCapacity":\(group.sizes.desired),"Instances":[\(Array(repeating: member, count: count).joined(separator: ","))],
                "LaunchTemplate":{"LaunchTemplateId":"lt-1","Version":"3"},"Tags":\(Self.json(group.tags))}
                """
        }
        return #"{"AutoScalingGroups":[\#(items.joined(separator: ","))]}"#
    }

    private func listInstances() -> String {
        let items = instances.map { id, instance in
            """
            {"Instances":[{"InstanceId":"\(id)","InstanceType":"t3.micro","State":{"Name":"\(instance.state)"},
            "StateReason":{"Code":"\(instance.reason)"},"RootDeviceType":"ebs","Tags":\(Self.json(instance.tags))}]}
            """
        }
        return #"{"Reservations":[\#(items.joined(separator: ","))]}"#
    }

    private func listDatabases() -> String {
        let items = databases.map { id, database in
            databaseEntryJSON(
                id, status: database.status, more: "\(database.extra),\"TagList\":\(Self.json(database.tags))")
        }
        return #"{"DBInstances":[\#(items.joined(separator: ","))]}"#
    }
}

/// A run of the command.
struct SchedulerRun {
    let status: ExitCode
    let output: String
    let errors: String
}

extension XCTestCase {
    /// Runs `daily-scheduler` in an environment, with a played AWS.
    func schedule(
        _ commandLine: String, on fleet: FakeFleet, app: OperatedApp = WebMarketPlus.operations,
        environment name: String = "dev",
        file: String =
            #"{"region": "eu-west-3", "stackName": "web-dev", "tags": {"Project": "web", "Environment": "dev"}}"#,
        sleep: (@Sendable (Duration) async throws -> Void)? = nil, answer: String? = nil,
        now: @escaping @Sendable () -> Date = { Date(timeIntervalSince1970: 1_800_000_000) }
    ) async throws -> SchedulerRun {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data(file.utf8).write(to: folder.appendingPathComponent("\(name).json"))
        let screen = TestTerminal()
        let words = commandLine.split(separator: " ").map(String.init) + ["--env", name]
        let arguments = try DailySchedulerCommand(app).syntax.parse(words)
        let context = CommandContext(
            terminal: screen.terminal(answer: answer), environments: EnvironmentDirectory(path: folder.path),
            aws: { connection in
                AWSCLI(
                    connection: connection, runner: fleet.aws, executables: ["/fake/aws"],
                    sleep: sleep ?? { _ in try Task.checkCancellation() })
            },
            now: now)
        let status = await DailySchedulerCommand(app).run(arguments, in: context)
        return SchedulerRun(status: status, output: screen.output, errors: screen.errors)
    }
}
