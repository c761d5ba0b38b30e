import AWSAccess
import Diagnostics
import Environments
import Permissions
import Terminal

/// `bootstrap --env NAME`: the roles that deploy an environment, and the bucket for its templates.
public struct BootstrapCommand: EnvironmentCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "bootstrap",
        summary:
            "Makes the roles that deploy an environment with no more than its templates need, and the artifact bucket.",
        options: EnvironmentOptions.options + [
            .value("github", "OWNER/REPO", "let the workflows of this repository act as the deployment role"),
            .value("branch", "NAME", "with --github, those of this branch only (default: main)"),
            .flag("existing-provider", "with --github, where the account has GitHub's identity provider already"),
            .flag("dry-run", "show the template, and ask nobody"),
            .flag("yes", "do not ask"),
        ],
        examples: [
            .init("bootstrap --env prod", "show what changes, ask, make it"),
            .init("bootstrap --env prod --dry-run > roles.json", "the template, for a review"),
            .init(
                "bootstrap --env prod --github shop/infrastructure --branch main", "for deployments by GitHub Actions"),
        ],
        notes: [
            """
            The stack is called bootstrap-STACK and has termination protection. Run it again when 'deploy-role' needs more than
            the roles have: after a change of the templates, by somebody who may change roles.
            """,
            """
            An artifact bucket that is there already stays as it is. One that this makes outlives its stack.
            """,
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let templates: @Sendable () throws -> DeployableTemplates

    /// - Parameter templates: synthesizes what is deployed.
    public init(templates: @escaping @Sendable () throws -> DeployableTemplates) { self.templates = templates }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let workflow = try Self.workflow(arguments)
        guard arguments.flag("dry-run") else {
            let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
            let roles = try templates().roles(
                at: DeploymentPlace(environment, region: connection.region), in: environment)
            context.terminal.report(roles.problems)
            return try await Bootstrapper(
                roles: roles, workflow: workflow, environment: environment, aws: context.aws(connection),
                terminal: context.terminal, assumesYes: arguments.flag("yes")
            ).run()
        }
        guard let name = arguments.value("env") else {
            throw UsageError(
                "--env NAME is missing; environments: \(try context.environments.names().joined(separator: ", "))")
        }
        let environment = try context.environments.environment(name)
        let roles = try templates().roles(
            at: DeploymentPlace(environment, region: arguments.value("region")), in: environment)
        context.terminal.report(roles.problems)
        let template = roles.template(RoleStack(workflow: workflow, makesBucket: true))
        context.terminal.output.write(document: String(decoding: template.rendered(), as: UTF8.self))
    }

    private static func workflow(_ arguments: Arguments) throws -> RoleStack.Workflow? {
        guard let repository = arguments.value("github") else {
            for (option, isGiven) in [
                ("branch", arguments.value("branch") != nil),
                ("existing-provider", arguments.flag("existing-provider")),
            ] where isGiven {
                throw UsageError("--\(option) goes with --github OWNER/REPO")
            }
            return nil
        }
        guard repository.wholeMatch(of: #/[A-Za-z0-9-]+/[A-Za-z0-9._-]+/#) != nil else {
            throw UsageError(
                "--github is '\(repository)'; allowed: an owner and a repository such as shop/infrastructure")
        }
        let branch = arguments.value("branch") ?? "main"
        // A pattern would let others in.
        guard branch.wholeMatch(of: #/[A-Za-z0-9._\/-]+/#) != nil else {
            throw UsageError("--branch is '\(branch)'; allowed: the name of one branch such as main")
        }
        return RoleStack.Workflow(
            repository: repository, branch: branch, hasProvider: arguments.flag("existing-provider"))
    }
}
