import AWSAccess
import CloudFormation
import Diagnostics
import Environments
import Foundation
import PermissionFacts
import Permissions
import Template
import Terminal

/// `deploy-role`: the least privilege that deploys an app, computed from its templates. Asks nobody.
public struct DeployRoleCommand: EnvironmentCommand {
    private enum Format: String, CaseIterable {
        case text, json, template
    }

    /// What the roles are for.
    private enum Purpose: String, CaseIterable {
        case everything, create, update, delete

        /// A creation that fails is taken back, and every attribute that another resource uses is read.
        var handlers: Set<HandlerFacts.Handler> {
            switch self {
            case .everything: Set(HandlerFacts.Handler.allCases)
            case .create: [.create, .read, .delete]
            case .update: [.update, .read]
            case .delete: [.delete, .read]
            }
        }
    }

    /// What it understands.
    public static let syntax = CommandSyntax(
        "deploy-role", summary: "Says what deploying needs: the policies of two roles, computed from the templates.",
        positionals: [
            .init(
                "FILE", "a CloudFormation template in JSON, with those that it nests; without one, the app's own",
                isRequired: false)
        ],
        options: [
            .value("env", "NAME", "the environment, named after its file: stack, region, tags and values"),
            .value("stack", "NAME", "the stack's name, for a FILE without an environment (default: the file's)"),
            .value("region", "REGION", "another AWS region than the file's"),
            .value("account", "ID", "the AWS account, twelve digits; without it, ARNs have * in its place"),
            .value(
                "for", "WHAT",
                "everything (the default, for a role that stays), create, update (of what is there, without replacements) or delete"
            ),
            .value(
                "format", "FORMAT", "text (the default), json, or template: both roles as a CloudFormation template"),
            .value("output", "FOLDER", "write each policy into a file of its own"),
        ],
        examples: [
            .init("deploy-role --env prod", "what both roles may do, statement by statement, and why no less"),
            .init("deploy-role --env prod --account 123456789012 --output policies", "a file a policy"),
            .init("deploy-role --env prod --explain iam:PassRole", "which resources want it, and on what"),
            .init("deploy-role --env prod --format template > roles.json", "both roles as a template"),
            .init("deploy-role --env prod --for delete", "what deleting alone needs"),
            .init("deploy-role template.json --stack shop --region eu-west-3", "of any template"),
        ],
        notes: [
            """
            Policies are by what CloudFormation publishes of its resource types' handlers, and by IAM's service authorization
            reference: an action is allowed on the resource that the template names, on names that begin as the stack's, on
            those with the environment's tags, or on a kind in region and account. What nobody can know is on everything,
            with the reason. Nobody is asked.
            """,
            """
            The roles are called STACK-execution and STACK-deployment below the path /deployment/, which no policy for the
            stack's own roles includes. 'bootstrap' makes them.
            """,
        ],
        explaining: (
            "ACTION", "say which resources want an action, as in iam:PassRole; with a * at its end, any that begins so"
        ))

    public var syntax: CommandSyntax { Self.syntax }

    private let templates: @Sendable () throws -> DeployableTemplates
    private let read: @Sendable (String) throws -> TemplateTree

    /// - Parameters:
    ///   - templates: synthesizes what is deployed.
    ///   - read: reads a template from a file, with those that it nests.
    public init(
        templates: @escaping @Sendable () throws -> DeployableTemplates,
        read: @escaping @Sendable (String) throws -> TemplateTree
    ) {
        self.templates = templates
        self.read = read
    }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let format = try arguments.choice("format", from: Format.allCases.map(\.rawValue), default: "text")
        let roles = try roles(arguments, in: context)
        context.terminal.report(roles.problems)
        if let action = arguments.value("explain") {
            guard let explanation = roles.explanation(of: action) else {
                throw CommandError(
                    "unknown-action", "nothing in the templates wants '\(action)'",
                    hints: ["'\(Self.syntax.name) --format json' has every action that is wanted"])
            }
            return context.terminal.output.write(document: explanation)
        }
        if let folder = arguments.value("output") { return try write(roles, into: folder, on: context.terminal) }
        switch Format(rawValue: format) ?? .text {
        case .text: context.terminal.output.write(document: roles.text)
        case .json: context.terminal.output.write(document: String(decoding: roles.json, as: UTF8.self))
        case .template:
            context.terminal.output.write(
                document: String(decoding: roles.template(RoleStack()).rendered(), as: UTF8.self))
        }
    }

    private func roles(_ arguments: Arguments, in context: CommandContext) throws -> DeploymentRoles {
        let purpose = Purpose(
            rawValue: try arguments.choice("for", from: Purpose.allCases.map(\.rawValue), default: "everything"))
        let handlers = (purpose ?? .everything).handlers
        let account = arguments.value("account")
        if let account, account.wholeMatch(of: #/[0-9]{12}/#) == nil {
            throw UsageError("--account is '\(account)'; allowed: the twelve digits of an AWS account")
        }
        let environment = try arguments.value("env").map(context.environments.environment)
        let file = arguments.positionals.first
        guard environment != nil || file != nil else {
            throw UsageError(
                "--env NAME is missing; environments: \(try context.environments.names().joined(separator: ", "))")
        }
        let region = arguments.value("region")
        guard let file else {
            guard let environment else { throw UsageError("--env NAME is missing") }
            let place = DeploymentPlace(environment, region: region, account: account)
            return try templates().roles(at: place, in: environment) { _ in handlers }
        }
        let place =
            environment.map { DeploymentPlace($0, region: region, account: account) }
            ?? DeploymentPlace(
                stackName: arguments.value("stack") ?? Self.stackName(of: file), region: region, account: account,
                partition: Partition(region: region ?? "").name)
        return DeploymentRoles(of: try read(file), environment?.parameters ?? [:], at: place) { _ in handlers }
    }

    /// `Shop` for `templates/Shop.template.json`.
    private static func stackName(of file: String) -> String {
        let name = file.split(separator: "/").last.map { $0.prefix { $0 != "." } } ?? "stack"
        let legal = name.map { $0.isASCII && ($0.isLetter || $0.isNumber) ? $0 : "-" }
        return String(legal.drop { !$0.isLetter })
    }

    private func write(_ roles: DeploymentRoles, into folder: String, on terminal: Terminal) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, set) in [
                (roles.place.roles.execution, roles.executionPolicies),
                (roles.place.roles.deployment, roles.deployerPolicies),
            ] {
                for (index, policy) in set.policies.enumerated() {
                    let path = "\(folder)/\(name)-\(index + 1).json"
                    try Data(policy.rendered(in: roles.place)).write(to: URL(fileURLWithPath: path), options: .atomic)
                    terminal.output.print(path)
                }
            }
        } catch {
            throw CommandError(
                "unwritable-file", "the policies cannot be written into '\(folder)': \(error.localizedDescription)")
        }
    }
}
