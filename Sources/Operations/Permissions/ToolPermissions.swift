import AppDeclaration
import AWSAccess
import Environments
import Permissions
import Terminal

/// What a tool for day-to-day operations calls, and on what. `--permissions` prints the policy, the manual has the list, and a test
/// holds both against the calls in the sources.
public struct ToolPermissions: Sendable {
    /// One call.
    struct Call: Sendable {
        /// As policies name it.
        let action: String
        let target: Target
        /// When it is made, where that is not always: half a sentence.
        let occasion: String?

        init(_ action: String, _ target: Target, _ occasion: String? = nil) {
            self.action = action
            self.target = target
            self.occasion = occasion
        }
    }

    /// What a call is allowed on.
    enum Target: Sendable, Equatable {
        /// Since the call takes no resource, or the tool looks at all there is.
        case everything
        /// The app's stacks, with those that they nest.
        case stacks
        /// The bucket that files are brought to.
        case dataLake
        /// What is below the prefix in it.
        case files
        case buckets
        case databases
        /// The database's own snapshots.
        case snapshots
        /// Those and their copies, in any region.
        case copies
        case keys
        /// What has the environment's tags.
        case taggedGroups, taggedInstances, taggedDatabases
        /// The bucket for templates and assets.
        case artifactBucket
        /// What of it is the app's.
        case artifacts
    }

    /// The tool's name.
    public let tool: String
    /// In the order in which people would ask for them.
    let calls: [Call]

    /// For a ``CommandSyntax``.
    static let option = CommandSyntax.Option.flag(
        "permissions", "print the policy that this tool needs on the environment, as IAM takes it, and ask nobody")

    /// The policy for an environment.
    ///
    /// - Parameters:
    ///   - prefix: what the keys in the data lake begin with.
    ///   - region: another one than the file's.
    func policy(in environment: EnvironmentFile, prefix: String, region: String?) -> String {
        let region = region ?? environment.region
        let place = DeploymentPlace(
            stackName: environment.stackName, region: region, account: environment.roleAccount,
            partition: Partition(region: region).name)
        let resources = ToolResources(environment: environment, prefix: prefix)
        let needs = CommandNeeds(
            calls.map { call in
                CommandNeeds.Call(
                    call.action, on: resources.patterns(of: call.target), tagged: resources.tags(of: call.target))
            })
        return String(decoding: needs.policy.rendered(in: place), as: UTF8.self)
    }
}

/// How what a tool works on is called in an environment, with pseudo parameters for where it is.
private struct ToolResources {
    let environment: EnvironmentFile
    let prefix: String

    func patterns(of target: ToolPermissions.Target) -> [String] {
        let stack = environment.stackName
        let generated = GeneratedName.pattern(of: stack, isLowercase: true)
        func arn(_ service: String, _ rest: String, region: String = "${AWS::Region}") -> String {
            "arn:${AWS::Partition}:\(service):\(region):${AWS::AccountId}:\(rest)"
        }
        func bucket(_ name: String) -> String { "arn:${AWS::Partition}:s3:::\(name)" }
        let artifacts = EnvironmentFile.artifactBucket(
            ofProject: environment.project, account: "${AWS::AccountId}", region: "${AWS::Region}")
        switch target {
        case .everything: return ["*"]
        case .stacks: return ["\(stack)/*", "\(stack)-*/*"].map { arn("cloudformation", "stack/\($0)") }
        case .dataLake: return [bucket(generated)]
        case .files: return [bucket("\(generated)/\(prefix)*")]
        case .buckets: return [bucket("*")]
        case .databases: return [arn("rds", "db:\(generated)")]
        case .snapshots: return [arn("rds", "snapshot:*")]
        case .copies: return [arn("rds", "snapshot:*", region: "*")]
        case .keys: return [arn("kms", "key/*", region: "*")]
        case .taggedGroups: return [arn("autoscaling", "autoScalingGroup:*:autoScalingGroupName/*")]
        case .taggedInstances: return [arn("ec2", "instance/*")]
        case .taggedDatabases: return [arn("rds", "db:*")]
        case .artifactBucket: return [bucket(artifacts)]
        case .artifacts: return [bucket("\(artifacts)/\(stack)/*")]
        }
    }

    func tags(of target: ToolPermissions.Target) -> [String: String] {
        switch target {
        case .taggedGroups, .taggedInstances, .taggedDatabases:
            [
                EnvironmentFile.projectTag: environment.projectTagValue,
                EnvironmentFile.environmentTag: environment.environmentTagValue,
            ]
        default: [:]
        }
    }
}

/// A tool that says what it calls.
protocol PermittedTool: EnvironmentCommand {
    /// What it calls.
    var permissions: ToolPermissions { get }
    /// What the keys in the data lake begin with.
    var prefix: String { get }
}

extension PermittedTool {
    var prefix: String { "" }

    /// Prints the tool's policy, where that is all that is asked for.
    ///
    /// - Throws: `UsageError` without an environment; ``CommandError`` for one that there is not.
    func printsPermissions(_ arguments: Arguments, in context: CommandContext) throws -> Bool {
        guard arguments.flag("permissions") else { return false }
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        context.terminal.output.write(
            document: permissions.policy(in: environment, prefix: prefix, region: connection.region))
        return true
    }
}
