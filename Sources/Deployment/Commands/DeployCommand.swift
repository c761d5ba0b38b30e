import AWSAccess
import AppDeclaration
import Diagnostics
import Environments
import Prices
import Terminal

/// `deploy --env NAME`.
public struct DeployCommand: EnvironmentCommand {
    /// What it understands.
    public static let syntax = CommandSyntax(
        "deploy", summary: "Deploys an environment: change set, review, execution, outputs.",
        options: EnvironmentOptions.options + [
            .flag("dry-run", "make the change set, show it, delete it"),
            .flag("prepare", "make the change set, show it, keep it; its name is the last line of standard output"),
            .value("execute", "NAME", "execute a change set that was prepared, if it is still what would be deployed"),
            .flag(
                "express",
                "have CloudFormation end once everything is configured, then wait until it can be used; not where the environment is protected"
            ),
            .flag("yes", "do not ask, even where the environment is protected"),
            .flag(
                "allow-unknown-changes",
                "go on where AWS cannot tell what changes inside nested stacks of a protected environment"),
            .value(
                "allow-replacement", "RESOURCE",
                "let what holds data be replaced or removed, named as in Data/Database (may be repeated)"),
            .value(
                "allow-refused", "RESOURCE",
                "try what the plan says that AWS refuses, named as in Data/Database (may be repeated)"),
            .flag("revert-drift", "bring what was changed outside CloudFormation back to its template"),
            .value(
                "skip-rollback", "RESOURCE",
                "leave what a rollback stopped at as it is when that is continued, named as in Data/Database (may be repeated)"
            ),
            PriceBook.option, .progress, OutputFormat.option(.ofDiagnostics, of: "problems"), SuppressionFile.option,
        ],
        examples: [
            .init("deploy --env dev", "create or update dev; no change is a success"),
            .init("deploy --env prod --dry-run", "show what an update of prod would change"),
            .init("ADMIN_PASSWORD=... deploy --env dev", "with a secret, in the variable that its parameter names"),
            .init("deploy --env prod --yes --profile ci", "from a pipeline"),
            .init("deploy --env prod --prepare | tail -1", "what somebody is to approve"),
            .init("deploy --env prod --execute prepared-20261129T093000Z-1f0c --yes", "once it is approved"),
            .init("deploy --env dev --yes --format json | jq .diagnostics", "what is wrong, for programs"),
            .init("deploy --env dev --yes --progress json | jq -r .status", "how it goes, for programs"),
        ],
        notes: [
            """
            Secrets come from the environment, never from files or options. A deployed stack keeps its secret when the
            variable is not set. Ctrl+C before the execution leaves nothing behind; after it, CloudFormation goes on by
            itself, and the same command follows it again.
            """,
            """
            A stack that is stuck after a failure is recognised first: what leads out is shown, and done once you agree
            (--yes; what is left of a protected environment's stack is deleted only by somebody who types its name).
            """,
            """
            Where the plan says that AWS refuses a change, such as a storage that shrinks, nothing is changed and no change
            set is made. --allow-refused has AWS say so itself.
            """,
            """
            With another --format than text, the problems are one document on standard output, and everything else goes
            to standard error.
            """,
        ])

    public var syntax: CommandSyntax { Self.syntax }

    private let described: DescribedPrices?
    private let templates: @Sendable () throws -> DeployableTemplates

    /// - Parameters:
    ///   - described: the prices that the app's description reckons with.
    ///   - templates: synthesizes what is to be deployed.
    public init(described: DescribedPrices? = nil, templates: @escaping @Sendable () throws -> DeployableTemplates) {
        self.described = described
        self.templates = templates
    }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let format = try OutputFormat(arguments, from: .ofDiagnostics)
        let goal = try Self.goal(arguments)
        let context = try context.tellingProgress(arguments, beside: format)
        try await context.reporting(as: format, by: Self.syntax.name) { context, report in
            let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
            let templates = try templates()
            guard templates.unreviewed.isEmpty else {
                throw CommandError(
                    templates.unreviewed,
                    hints: [
                        "nothing was changed; run '\(environment.invocation.commandLine("synth"))', and have the difference reviewed"
                    ])
            }
            let suppressions = try EnvironmentOptions.suppressions(arguments, on: environment, in: context)
            let decided = templates.diagnostics(in: environment, region: connection.region)
            let errors = decided.filter { $0.severity == .error }
            report = templates.report(decided.filter { $0.severity < .error }, suppressions: suppressions)
            context.terminal.report(report)
            var deployer = Deployer(
                templates: templates, problems: errors, environment: environment, aws: context.aws(connection),
                terminal: context.terminal, now: context.now)
            // An emulator bills nobody.
            if !connection.isLocal { deployer.prices = try PriceBook(arguments, described: described) }
            let options = Deployer.Options(
                goal: goal, assumesYes: arguments.flag("yes"),
                allowsUnknownChanges: arguments.flag("allow-unknown-changes"),
                allowedReplacements: Set(arguments.values("allow-replacement")),
                allowedRefusals: Set(arguments.values("allow-refused")),
                skippedRollbacks: Set(arguments.values("skip-rollback")),
                revertsDrift: arguments.flag("revert-drift"), isExpress: arguments.flag("express"))
            if let name = arguments.value("execute") {
                try await deployer.execute(name, options)
            } else {
                try await deployer.deploy(options)
            }
        }
    }

    private static func goal(_ arguments: Arguments) throws(UsageError) -> Deployer.Options.Goal {
        let given =
            ["dry-run", "prepare"].filter(arguments.flag) + (arguments.value("execute") == nil ? [] : ["execute"])
        guard given.count < 2 else {
            throw UsageError("--\(given.joined(separator: " and --")) exclude each other; give one of them")
        }
        if arguments.flag("express"), given.contains(where: { $0 != "dry-run" }) {
            throw UsageError("--express goes with a deployment in one step only; leave it or --\(given[0]) out")
        }
        return given == ["dry-run"] ? .dryRun : given == ["prepare"] ? .preparation : .deployment
    }
}
