import AWSAccess
import CloudFormation
import Diagnostics
import Environments
import Foundation
import PermissionFacts
import Permissions
import Template
import Terminal

/// `deploy-role`: the least privilege that deploys an app, computed from its templates. Asks nobody, unless it is about what
/// is deployed.
public struct DeployRoleCommand: EnvironmentCommand {
    private enum Format: String, CaseIterable {
        case text, json, template, swift
    }

    /// What the roles are for.
    private enum Purpose: String, CaseIterable {
        case everything, create, update, delete
        /// Exactly what the templates change of what is deployed, or of a revision.
        case plan

        /// What is done with every resource; nil where that depends on the resource.
        var handlers: Set<HandlerFacts.Handler>? {
            switch self {
            case .everything: .everything
            case .create: .creation
            case .update: .update
            case .delete: .deletion
            case .plan: nil
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
        options: EnvironmentOptions.options(environmentIs: "required without a FILE") + [
            .value("stack", "NAME", "the stack's name, for a FILE without an environment (default: the file's)"),
            .value("account", "ID", "the AWS account, twelve digits; without it, ARNs have * in its place"),
            .value(
                "for", "WHAT",
                "everything (the default, for a role that stays), create, update (of what is there, without replacements), delete, or plan: exactly what the templates change of what is deployed, or of --against REV"
            ),
            .value(
                "against", "REV",
                "the templates that a git revision has committed count as deployed: what goes is in the roles too"),
            .flag("deployed", "ask AWS what is deployed: what goes is in the roles too"),
            .value(
                "format", "FORMAT",
                "text (the default), json, template: both roles as a CloudFormation template, or swift: the same as an app of this package"
            ),
            .value("output", "FOLDER", "write each policy, or with --format swift each stack, into a file of its own"),
        ],
        examples: [
            .init("deploy-role --env prod", "what both roles may do, statement by statement, and why no less"),
            .init("deploy-role --env prod --account 123456789012 --output policies", "a file a policy"),
            .init("deploy-role --env prod --explain iam:PassRole", "which resources want it, and on what"),
            .init("deploy-role --env prod --format template > roles.json", "both roles as a template"),
            .init("deploy-role --env prod --format swift --output Stacks", "the same as Swift"),
            .init("deploy-role --env prod --for delete", "what deleting alone needs"),
            .init("deploy-role --env prod --for plan --against main", "what this branch's change needs, and no more"),
            .init("deploy-role --env prod --deployed", "also what deleting takes of what the templates no longer have"),
            .init("deploy-role template.json --stack shop --region eu-west-3", "of any template"),
        ],
        notes: [
            """
            Policies are by what CloudFormation publishes of its resource types' handlers, and by IAM's service authorization
            reference: an action is allowed on the resource that the template names, on names that begin as the stack's, on
            those with the environment's tags, or on a kind in region and account. What nobody can know is on everything,
            with the reason. Nobody is asked, but with --deployed, and with --for plan without --against.
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
    private let revision: CommittedTemplates

    /// - Parameters:
    ///   - templates: synthesizes what is deployed.
    ///   - revision: the templates that a revision of the repository has committed.
    ///   - read: reads a template from a file, with those that it nests.
    public init(
        templates: @escaping @Sendable () throws -> DeployableTemplates, revision: @escaping CommittedTemplates,
        read: @escaping @Sendable (String) throws -> TemplateTree
    ) {
        self.templates = templates
        self.revision = revision
        self.read = read
    }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let format = try arguments.choice("format", from: Format.allCases.map(\.rawValue), default: "text")
        let roles = try await roles(arguments, in: context)
        context.terminal.report(roles.problems)
        if let action = arguments.value("explain") {
            guard let explanation = roles.explanation(of: action) else {
                throw CommandError(
                    "unknown-action", "nothing in the templates wants '\(action)'",
                    hints: ["'\(Self.syntax.name) --format json' has every action that is wanted"])
            }
            return context.terminal.output.write(document: explanation)
        }
        let form = Format(rawValue: format) ?? .text
        if let folder = arguments.value("output") {
            let files =
                form == .swift ? roles.swiftFiles.map { ($0.name, Array($0.text.utf8)) } : roles.policyFiles
            return try Self.write(files, into: folder, on: context.terminal)
        }
        switch form {
        case .text: context.terminal.output.write(document: roles.text)
        case .json: context.terminal.output.write(document: String(decoding: roles.json, as: UTF8.self))
        case .swift:
            context.terminal.output.write(document: roles.swiftFiles.map(\.text).joined(separator: "\n"))
        case .template:
            context.terminal.output.write(
                document: String(decoding: roles.template(RoleStack()).rendered(), as: UTF8.self))
        }
    }

    private func roles(_ arguments: Arguments, in context: CommandContext) async throws -> DeploymentRoles {
        let purpose = Purpose(
            rawValue: try arguments.choice("for", from: Purpose.allCases.map(\.rawValue), default: "everything"))
        let account = arguments.value("account")
        if let account, account.wholeMatch(of: #/[0-9]{12}/#) == nil {
            throw UsageError("--account is '\(account)'; allowed: the twelve digits of an AWS account")
        }
        if arguments.value("against") != nil, arguments.flag("deployed") {
            throw UsageError("--against and --deployed both say what is deployed; leave one of them out")
        }
        guard let file = arguments.positionals.first else {
            guard let name = arguments.value("env") else {
                throw UsageError(
                    "--env NAME is missing; environments: \(try context.environments.names().joined(separator: ", "))")
            }
            return try await roles(of: name, for: purpose ?? .everything, account, arguments, in: context)
        }
        guard let handlers = (purpose ?? .everything).handlers, arguments.value("against") == nil,
            !arguments.flag("deployed")
        else {
            throw UsageError(
                "--for plan, --against and --deployed are about an environment's own templates; leave the FILE out")
        }
        let region = arguments.value("region")
        let environment = try arguments.value("env").map(context.environments.environment)
        let place =
            environment.map { DeploymentPlace($0, region: region, account: account) }
            ?? DeploymentPlace(
                stackName: arguments.value("stack") ?? DeploymentPlace.stackName(ofFile: file), region: region,
                account: account,
                partition: Partition(region: region ?? "").name)
        let uses = TemplateUse.all(of: try read(file), environment?.parameters ?? [:], at: place) { _ in handlers }
        return DeploymentRoles(of: uses, at: place)
    }

    /// The roles of an environment.
    private func roles(
        of name: String, for purpose: Purpose, _ account: String?, _ arguments: Arguments, in context: CommandContext
    ) async throws -> DeploymentRoles {
        let templates = try templates()
        let standing: StandingTemplates?
        let environment: EnvironmentFile
        let place: DeploymentPlace
        if let revision = arguments.value("against") {
            environment = try context.environments.environment(name)
            place = DeploymentPlace(environment, region: arguments.value("region"), account: account)
            standing = try templates.root.map { root in
                StandingTemplates(tree: try self.revision(revision, root.fileName), values: environment.parameters)
            }
        } else if arguments.flag("deployed") || purpose == .plan {
            let connection: AWSConnection
            (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
            let aws = context.aws(connection)
            let stack = try await aws.stack(environment.stackName)
            place = DeploymentPlace(environment, region: connection.region, account: account ?? stack?.account)
            standing = try await StandingTemplates.read(stack, templates, in: environment, with: aws)
        } else {
            environment = try context.environments.environment(name)
            place = DeploymentPlace(environment, region: arguments.value("region"), account: account)
            standing = nil
        }
        guard let handlers = purpose.handlers else {
            let plan = templates.plan(since: standing, in: environment, at: place)
            if plan.isEmpty { context.terminal.reportNote("nothing changes: the execution role needs nothing") }
            return DeploymentRoles(of: plan.uses(at: place), at: place)
        }
        return DeploymentRoles(
            of: try templates.uses(at: place, in: environment) { _ in handlers }
                + (standing?.uses(at: place) { _ in handlers } ?? []),
            at: place)
    }

    private static func write(
        _ files: [(name: String, contents: [UInt8])], into folder: String, on terminal: Terminal
    ) throws {
        do {
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (name, contents) in files {
                let path = "\(folder)/\(name)"
                try Data(contents).write(to: URL(fileURLWithPath: path), options: .atomic)
                terminal.output.print(path)
            }
        } catch {
            throw CommandError(
                "unwritable-file", "nothing can be written into '\(folder)': \(error.localizedDescription)")
        }
    }
}

extension DeploymentRoles {
    /// Each policy with the name of its file.
    fileprivate var policyFiles: [(name: String, contents: [UInt8])] {
        [(place.roles.execution, executionPolicies), (place.roles.deployment, deployerPolicies)].flatMap { name, set in
            set.policies.enumerated().map { ("\(name)-\($0 + 1).json", $1.rendered(in: place)) }
        }
    }
}
