import AWSAccess
import Diagnostics
import Environments
import Foundation
import Prices
import Terminal

/// Deletes old manual snapshots of an environment's database.
///
/// find them -> decide -> show -> ask -> delete one by one -> report
struct Cleanup: Sendable {
    struct Options: Sendable {
        var days = 7
        var keepLast = 1
        var isDryRun = false
        var assumesYes = false
        var format = OutputFormat.text
    }

    let deployed: DeployedEnvironment
    /// The identifier of the environment's database.
    let instance: String
    /// Where the snapshots are: the database's region, or another one with copies.
    let store: SnapshotStore
    let prices: Prices
    let terminal: Terminal
    let now: @Sendable () -> Date

    private var environment: EnvironmentFile { deployed.environment }

    /// Cleans up. Nothing to delete is a success.
    ///
    /// - Throws: `CommandError` when a deletion failed, after the others were tried; `AWSError`; `Interrupted`.
    func run(_ options: Options) async throws {
        let policy = RetentionPolicy(
            days: options.days, keepLast: options.keepLast, project: deployed.project,
            environment: deployed.environmentTag)
        let items = try await decide(by: policy, instance, notesOthers: true)
        var report = CleanupReport(
            environment: environment.name, instance: instance, region: store.region, policy: policy, items: items,
            price: prices[.databaseBackup], now: now())
        let isSilent = options.isDryRun || options.assumesYes || report.toDelete.isEmpty
        if options.format == .text {
            if !items.isEmpty { try terminal.output.print([report.table], document: report, as: .text) }
        } else if !isSilent {
            // The document comes at the end, with what was done; whoever is asked must see what about.
            try terminal.errors.print([report.table], document: report, as: .text)
        }
        explain(report)

        if report.toDelete.isEmpty {
            terminal.errors.print(
                "nothing to delete: \(instance) has \(items.isEmpty ? "no manual snapshots" : "no snapshot that is to go") in \(store.region)"
            )
            return try finish(report, options)
        }
        terminal.errors.print("to delete: \(report.sum(of: report.toDelete))")
        if options.isDryRun {
            terminal.errors.print("dry run: nothing was deleted")
            return try finish(report, options)
        }
        var allowed = Set(report.toDelete.map(\.name))
        if !options.assumesYes {
            try await ask(report.toDelete.count)
            // Minutes or hours may have passed, and somebody may have deleted the snapshot that was to be kept.
            let current = try await decide(by: policy, instance, notesOthers: false)
            allowed = Set(current.filter { $0.decision == .delete }.map(\.snapshot.name))
        }
        let error = await delete(allowed, recordingIn: &report)
        try finish(report, options)
        if let error { throw error }
    }

    /// The database's snapshots and what becomes of them.
    private func decide(
        by policy: RetentionPolicy, _ instance: String, notesOthers: Bool
    ) async throws -> [RetentionPolicy.Item] {
        let isElsewhere = store.region != deployed.aws.connection.region
        let all = try await store.aws.databaseSnapshots(onlyManual: true).filter {
            !isElsewhere || $0.sourceRegion == deployed.aws.connection.region
        }
        let others = all.filter {
            !$0.isOf(instance) && $0.tags.project == policy.project && $0.tags.environment == policy.environment
        }
        if notesOthers, !others.isEmpty {
            let names = Set(others.map(\.instance)).sorted().joined(separator: ", ")
            terminal.reportNote(
                "\(others.count) more manual snapshot\(others.count == 1 ? " carries" : "s carry") this environment's tags, but of another instance (\(names)); cleanup leaves them alone"
            )
        }
        return policy.decide(on: all.filter { $0.isOf(instance) }, now: now())
    }

    /// Says what the costs mean.
    private func explain(_ report: CleanupReport) {
        guard !report.snapshots.isEmpty else { return }
        if let price = report.pricePerGiB {
            terminal.errors.print(
                "costs: \(price.usd) USD a GiB and month (\(price.datedSource)), of the whole storage; RDS charges what snapshots really hold, beyond a free share as large as the databases"
            )
        } else {
            terminal.errors.print(
                "costs: the price of backup storage in \(report.region) is not known (AWS's price list: \(prices.listProblem ?? "it has none")); --prices FILE gives it as 'database-backup'"
            )
        }
    }

    private func ask(_ count: Int) async throws {
        let question =
            "Delete \(count == 1 ? "this snapshot" : "these \(count) snapshots") of \(environment.name) for good?"
        let isAgreed: Bool
        do {
            isAgreed = try await Prompt(question).answer(on: terminal)
        } catch is CancellationError {
            throw Interrupted(description: "nothing was deleted")
        }
        guard isAgreed else { throw CommandError("not-confirmed", "not confirmed: nothing was deleted") }
    }

    /// Deletes one after the other, and gives what the command ends with; nil when all is well.
    private func delete(_ allowed: Set<String>, recordingIn report: inout CleanupReport) async -> (any Error)? {
        var problems: [Diagnostic] = []
        var deleted: [CleanupReport.Row] = []
        let rows = report.toDelete
        var display = ProgressDisplay(on: terminal.errors)
        for (index, row) in rows.enumerated() {
            display.show(lines: [[StyledText("deleting \(index + 1) of \(rows.count)  \(row.name)")]], changes: [])
            guard allowed.contains(row.name) else {
                report.record(.leftAlone("it is gone, or to be kept now"), of: row.name)
                display.note([
                    StyledText("left alone", .good), StyledText(" \(row.name): it is gone, or to be kept now"),
                ])
                continue
            }
            do {
                // Checked here too: between two deletions nothing else looks.
                try Task.checkCancellation()
                let wasThere = try await store.delete(row.name)
                report.record(wasThere ? .deleted : .leftAlone("it was gone already"), of: row.name)
                display.note([StyledText(wasThere ? "deleted" : "gone already", .good), StyledText(" \(row.name)")])
                if wasThere { deleted.append(row) }
            } catch is CancellationError {
                return Interrupted(
                    description:
                        "\(deleted.count) of \(rows.count) snapshots \(deleted.count == 1 ? "is" : "are") deleted; \(row.name) may be too, the others are untouched\n  the same command goes on where this stopped"
                )
            } catch {
                report.record(.failed("\(error)"), of: row.name)
                display.note([StyledText("failed", .bad), StyledText(" \(row.name)")])
                problems.append(Diagnostic("not-deleted", "\(row.name) was not deleted: \(error)"))
                guard (error as? AWSError)?.concernsItsService != true else {
                    let rest = rows.count - index - 1
                    if rest > 0 {
                        problems.append(
                            Diagnostic("not-deleted", "the other \(rest) were not tried, because that would fail too"))
                    }
                    break
                }
            }
        }
        display.finish()
        terminal.errors.print("deleted: \(report.sum(of: deleted))")
        return problems.isEmpty ? nil : CommandError(problems)
    }

    private func finish(_ report: CleanupReport, _ options: Options) throws {
        if options.format != .text { try terminal.output.print([report.table], document: report, as: options.format) }
    }
}
