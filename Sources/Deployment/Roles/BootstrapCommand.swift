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
            .value(
                "against", "REV",
                "with --dry-run, what goes from the templates that a git revision has committed counts too"),
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
            What is deployed and no longer in the templates is in the execution role until it is gone: run it once more then.
            """,
            """
            An artifact bucket that is there already stays as it is. One that this makes outlives its stack.
            """,
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let templates: @Sendable () throws -> DeployableTemplates
    private let revision: CommittedTemplates

    /// - Parameters:
    ///   - templates: synthesizes what is deployed.
    ///   - revision: the templates that a revision of the repository has committed.
    public init(
        templates: @escaping @Sendable () throws -> DeployableTemplates, revision: @escaping CommittedTemplates
    ) {
        self.templates = templates
        self.revision = revision
    }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let workflow = try Self.workflow(arguments)
        guard arguments.flag("dry-run") else {
            let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
            if arguments.value("against") != nil {
                throw UsageError("--against goes with --dry-run; what is deployed is asked otherwise")
            }
            let aws = context.aws(connection)
            let place = DeploymentPlace(environment, region: connection.region)
            let templates = try templates()
            let standing = try await Self.standing(templates, in: environment, with: aws, on: context.terminal)
            let roles = try templates.roles(at: place, in: environment, and: standing?.uses(at: place) ?? [])
            context.terminal.report(roles.problems)
            return try await Bootstrapper(
                roles: roles, workflow: workflow, environment: environment, aws: aws,
                terminal: context.terminal, assumesYes: arguments.flag("yes")
            ).run()
        }
        guard let name = arguments.value("env") else {
            throw UsageError(
                "--env NAME is missing; environments: \(try context.environments.names().joined(separator: ", "))")
        }
        let environment = try context.environments.environment(name)
        let place = DeploymentPlace(environment, region: arguments.value("region"))
        let templates = try templates()
        let standing = try arguments.value("against").flatMap { revision in
            try templates.root.map { root in
                StandingTemplates(tree: try self.revision(revision, root.fileName), values: environment.parameters)
            }
        }
        let roles = try templates.roles(at: place, in: environment, and: standing?.uses(at: place) ?? [])
        context.terminal.report(roles.problems)
        let template = roles.template(RoleStack(workflow: workflow, makesBucket: true))
        context.terminal.output.write(document: String(decoding: template.rendered(), as: UTF8.self))
    }

    /// What is deployed; nil where nothing is, and with a warning where nobody can tell.
    private static func standing(
        _ templates: DeployableTemplates, in environment: EnvironmentFile, with aws: AWSCLI, on terminal: Terminal
    ) async throws -> StandingTemplates? {
        do {
            let stack = try await aws.stack(environment.stackName)
            return try await StandingTemplates.read(stack, templates, in: environment, with: aws)
        } catch let error where error is CommandError || error is DiagnosticError {
            terminal.reportWarning(
                "what is deployed cannot be read, so that the roles may lack what deleting takes of what goes: \(error)"
            )
            return nil
        }
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
