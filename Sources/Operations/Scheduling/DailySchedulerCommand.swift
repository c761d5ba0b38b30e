import AppDeclaration
import AWSAccess
import Diagnostics
import Environments
import Foundation
import AWSPriceList
import Prices
import Terminal

/// `daily-scheduler stop|start|status --env NAME`.
public struct DailySchedulerCommand: EnvironmentCommand {
    private let app: OperatedApp

    /// - Parameter app: what says which environments are off outside working hours, and which resources are the stack's own.
    public init(_ app: OperatedApp) { self.app = app }

    /// What it understands.
    public var syntax: CommandSyntax {
        let names = app.workingHours?.environments ?? []
        let name = names.first ?? "NAME"
        return CommandSyntax(
            "daily-scheduler",
            summary:
                "Stops what runs in \(names.isEmpty ? "an environment" : names.joined(separator: " or ")) for the night, and starts it again as it was.",
            positionals: [.init("ACTION", "stop, start or status")],
            options: EnvironmentOptions.options + [
                .flag("database", "stop or start the database too, which takes some ten minutes"),
                .flag("dry-run", "show what would change and what that saves; change nothing"),
                .value("timeout", "MINUTES", "how long to wait until all is stopped or started; 30 without it"),
                .flag("yes", "do not ask, even where the environment is protected"),
                OutputFormat.option(.ofTables),
                ToolPermissions.option,
            ] + PriceSources.options,
            examples: [
                .init("daily-scheduler stop --env \(name) --dry-run", "what would be stopped, and what that saves"),
                .init("daily-scheduler stop --env \(name) --database", "stop the instances and the database"),
                .init(
                    "daily-scheduler start --env \(name) --database", "start what stop had stopped, in the same sizes"),
                .init("daily-scheduler status --env \(name) --format json", "how things stand, for programs"),
            ],
            notes: [
                """
                Touches only what is tagged \(names.isEmpty ? "Environment=<one that the app names>" : names.map { "Environment=\($0)" }.joined(separator: " or ")) and Project=<the environment's project>, whatever --env says.
                Auto Scaling groups are scaled to zero; their sizes are remembered in a tag of the group, so that any machine
                can start them again. What somebody else stopped stays stopped. Both actions may be repeated.
                """,
                """
                RDS starts a stopped database by itself after seven days: stop it again every day. Load balancers, NAT gateways,
                addresses, disks and backups are charged on.
                """,
            ])
    }

    private enum Action: String, CaseIterable {
        case stop, start, status
    }

    public func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        if try printsPermissions(arguments, in: context) { return }
        let word = arguments.positionals.first ?? ""
        guard let action = Action(rawValue: word) else {
            throw UsageError(
                "the action is '\(word)'; allowed: \(Action.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        let format = try OutputFormat(arguments, from: .ofTables)
        let sources = try PriceSources(arguments, described: app.describedPrices)
        let minutes = try arguments.integer("timeout", in: 1...720, default: 30)
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        let hours = try workingHours()
        let tag = try SchedulerScope.tag(of: environment, hours)

        let deployed = try await DeployedEnvironment(environment, with: context.aws(connection))
        let scope = SchedulerScope(project: deployed.project, environment: tag)
        let inventory = SchedulerInventory(aws: deployed.aws, scope: scope)
        let includesDatabases = arguments.flag("database") || action == .status
        var resources = try await inventory.read(
            includesDatabases ? [.group, .instance, .database] : [.group, .instance])
        try await check(resources, of: deployed, scope, includesDatabases: includesDatabases, context.terminal)

        let subject = SchedulerReport.Subject(
            environment: environment.name, project: scope.project, region: connection.region, hours: hours)
        guard let goal = SchedulerGoal(rawValue: action.rawValue) else {
            let prices = try await sources.prices(
                of: Set(resources.flatMap(\.running)), in: connection, aws: context.aws)
            let report = SchedulerReport(statusOf: resources, subject, at: prices)
            return try context.terminal.output.print(report.tables, document: report, as: format)
        }
        let isDryRun = arguments.flag("dry-run")
        if environment.isProtected, !isDryRun, !arguments.flag("yes") {
            try await confirm(goal, in: environment, on: context.terminal)
        }
        if goal == .start {
            for index in resources.indices { resources[index] = try await inventory.withLaunchedType(resources[index]) }
        }
        let scheduler = DailyScheduler(
            inventory: inventory, goal: goal, terminal: context.terminal, limit: .seconds(60 * minutes),
            now: context.now)
        let results = isDryRun ? scheduler.plan(resources) : try await scheduler.run(resources)
        let prices = try await prices(
            of: Set(results.flatMap { $0.charges(goal) }), from: sources, in: connection, aws: context.aws)
        let report = SchedulerReport(results, of: goal, isDryRun: isDryRun, subject, at: prices)
        try context.terminal.output.print(report.tables, document: report, as: format)
        try conclude(results, report, goal, includesDatabases: includesDatabases, context.terminal)
    }

    private func confirm(_ goal: SchedulerGoal, in environment: EnvironmentFile, on terminal: Terminal) async throws {
        let question = Prompt("\(environment.name) is protected. \(goal.rawValue) it?")
        guard try await question.answer(on: terminal) else {
            throw CommandError("not-confirmed", "not confirmed: nothing was changed")
        }
    }

    /// Prices, once all is done: they are no reason to let things run longer, nor to say nothing of what was done.
    private func prices(
        of items: Set<PricedItem>, from sources: PriceSources, in connection: AWSConnection,
        aws: @Sendable (AWSConnection) -> AWSCLI
    ) async throws -> Prices {
        do {
            return try await sources.prices(of: items, in: connection, aws: aws)
        } catch is CancellationError {
            return Prices(listProblem: "interrupted")
        }
    }

    private func workingHours() throws -> WorkingHours {
        if let hours = app.workingHours, !hours.environments.isEmpty { return hours }
        throw CommandError(
            "outside-scope", "the app names no environment that is off outside working hours; nothing was changed",
            hints: ["name them, and the hours, in the workingHours of its OperatedApp"])
    }

    /// A scope without anything, or without the stack's own group, is more likely a mistake than the truth.
    private func check(
        _ resources: [any Schedulable], of deployed: DeployedEnvironment, _ scope: SchedulerScope,
        includesDatabases: Bool,
        _ terminal: Terminal
    ) async throws {
        guard !resources.isEmpty else {
            throw CommandError(
                "missing-resource",
                "\(deployed.environment.stackName) is deployed, but nothing in \(deployed.aws.connection.region) is tagged \(scope.description)",
                hints: [
                    "the tags come from \(deployed.environment.fileName); '\(deployed.environment.commandLine("deploy", through: deployed.aws.connection))' sets them"
                ])
        }
        let groups = try await deployed.physicalIDs(app.instances, ofType: "AWS::AutoScaling::AutoScalingGroup")
        let databases =
            includesDatabases ? try await deployed.physicalIDs(app.database, ofType: "AWS::RDS::DBInstance") : []
        let expected = groups.map { (SchedulableKind.group, $0) } + databases.map { (SchedulableKind.database, $0) }
        for (kind, name) in expected {
            if resources.contains(where: { $0.kind == kind && $0.id == name }) { continue }
            terminal.reportWarning(
                "the stack's \(kind.rawValue) \(name) is not tagged \(scope.description): it is left alone"
            )
        }
    }

    private func conclude(
        _ results: [SchedulerResult], _ report: SchedulerReport, _ goal: SchedulerGoal, includesDatabases: Bool,
        _ terminal: Terminal
    ) throws {
        if !includesDatabases {
            terminal.reportNote("the database is left as it is; --database includes it")
        } else if goal == .stop, results.contains(where: { $0.before.kind == .database && $0.outcome != .failed }) {
            terminal.reportNote("RDS starts a stopped database by itself after seven days")
        }
        if results.contains(where: { [.planned, .changed].contains($0.outcome) }) {
            if !report.total.priceSources.isEmpty {
                terminal.reportNote("prices: \(report.total.priceSources.joined(separator: "; "))")
            }
            if let problem = report.total.priceListProblem, !report.total.unknownPrices.isEmpty {
                terminal.reportNote("AWS's price list was not used: \(problem)")
            }
            terminal.reportNote("disks, backups, load balancers and NAT gateways are charged on")
        }
        let failures = results.filter { $0.outcome == .failed }
        guard failures.isEmpty else {
            throw CommandError(failures.map { Diagnostic("not-switched", "\($0.before.id): \($0.text)") })
        }
    }
}

extension DailySchedulerCommand: PermittedTool {
    var permissions: ToolPermissions { .dailyScheduler }
}
