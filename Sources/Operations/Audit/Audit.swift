import AWSAccess
import AppDeclaration
import CloudFormation
import Diagnostics
import Environments
import Foundation
import AWSPriceList
import Prices
import Terminal

/// One audit: finds what is deployed, reads it, prices it and judges it.
struct Audit: Sendable {
    let app: OperatedApp
    let environment: EnvironmentFile
    let connection: AWSConnection
    let options: AuditOptions
    let sources: PriceSources
    let suppressions: [Suppression]
    /// What is deployed, where a command knows it.
    let assembly: Assembly?
    /// What the templates need in a region; nil where a command does not know them.
    let roles: AuditCommand.Roles?
    let terminal: Terminal
    let aws: @Sendable (AWSConnection) -> AWSCLI
    let now: Date

    /// - Throws: `CommandError` when there is no deployment; `AWSError` where nothing can be read;
    ///   `CancellationError`.
    func run() async throws -> AuditResult {
        let progress = AuditProgress(on: terminal.errors)
        let cli = aws(connection)
        let deployed = try await DeployedEnvironment(environment, with: cli)
        await progress.begin("auditing \(environment.stackName) in \(connection.region)")
        await progress.show("reading the stacks' resources")
        let scope = AuditScope(
            project: deployed.project,
            environment: deployed.environmentTag,
            resources: try await StackResource.list(stack: environment.stackName, with: cli),
            executionRole: environment.roleARN)
        let reader = InventoryReader(aws: cli, scope: scope, now: now) { underWay, done, all in
            await progress.show(
                "read \(done) of \(all), reading \(underWay.isEmpty ? "on" : underWay.joined(separator: ", "))")
        }
        let inventory = try await reader.read()
        let items = CostModel(scope: scope, capacityUnits: options.capacityUnits, now: now).items(inventory)
        await progress.show("looking up prices")
        let prices = try await sources.prices(
            of: Set(items.map(\.priced)).union(Self.pricesOfWaste(inventory)), in: connection, aws: aws)
        await progress.end()
        let auditor = Auditor(
            inventory: inventory, scope: scope, prices: prices, app: app, environment: environment,
            connection: connection, assembly: assembly,
            roles: try environment.roleARN.flatMap { _ in try roles?(environment, connection.region) },
            snapshotDays: options.snapshotDays, now: now)
        return AuditResult(
            environment: environment.name, environmentFile: environment.fileName, stack: environment.stackName,
            project: scope.project, region: connection.region, now: now,
            costs: CostSummary(items, prices: prices, described: app.describedPrices),
            report: AuditResult.report(
                auditor.findings, suppressions: suppressions + (assembly?.suppressions ?? []), now: now))
    }

    /// What waste is priced with, although it is no cost of the environment.
    private static func pricesOfWaste(_ inventory: Inventory) -> [PricedItem] {
        inventory.volumes.map { .volume(type: $0.volumeType) }
            + (inventory.addresses.contains { $0.associationId == nil } ? [.idleAddress] : [])
            + (inventory.volumeSnapshots.isEmpty ? [] : [.volumeSnapshot])
            + (inventory.databaseSnapshots.isEmpty ? [] : [.databaseBackup])
            + (inventory.logGroups.isEmpty ? [] : [.logStorage])
    }
}

/// What an audit is doing: redrawn for a person; in a log a line at the beginning, and one every ten seconds.
private actor AuditProgress {
    private static let logPause = Duration.seconds(10)

    private var display: ProgressDisplay
    private var logged = ContinuousClock.now

    init(on stream: TerminalStream) { display = ProgressDisplay(on: stream) }

    func begin(_ text: String) { display.show(lines: [[StyledText(text)]], changes: [text]) }

    func show(_ text: String) {
        let isDue = ContinuousClock.now - logged >= Self.logPause
        if isDue { logged = .now }
        display.show(lines: [[StyledText(text, .dim)]], changes: isDue ? [text] : [])
    }

    /// Takes the last picture away, so that the report stands alone.
    func end() { display.show(lines: [], changes: []) }
}
