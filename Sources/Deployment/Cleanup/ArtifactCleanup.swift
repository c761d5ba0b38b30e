import AWSAccess
import Diagnostics
import Environments
import Foundation
import Terminal

/// Deletes what earlier deployments of an environment have left in the artifact bucket: templates and assets that nothing
/// names any more.
///
/// list them -> ask what is needed -> show -> ask -> ask again what is needed -> delete -> report
public struct ArtifactCleanup: Sendable {
    /// What is deleted, and how.
    public struct Options: Sendable {
        /// What is younger stays: a deployment may be about to use it.
        public var days: Int
        /// Whether nothing is deleted.
        public var isDryRun: Bool
        /// Whether nobody is asked.
        public var assumesYes: Bool
        /// How the report is written.
        public var format: OutputFormat

        /// Without arguments: what is older than a week, after asking.
        public init(
            days: Int = 7, isDryRun: Bool = false, assumesYes: Bool = false, format: OutputFormat = .text
        ) {
            self.days = days
            self.isDryRun = isDryRun
            self.assumesYes = assumesYes
            self.format = format
        }
    }

    private let environment: EnvironmentFile
    private let aws: AWSCLI
    private let terminal: Terminal
    private let now: @Sendable () -> Date

    /// - Parameter now: the clock.
    public init(
        environment: EnvironmentFile, aws: AWSCLI, terminal: Terminal, now: @escaping @Sendable () -> Date = { Date() }
    ) {
        self.environment = environment
        self.aws = aws
        self.terminal = terminal
        self.now = now
    }

    /// What a command line with `--env`, `--days`, `--dry-run`, `--yes` and `--format` asks for.
    ///
    /// - Throws: `UsageError`; as ``run(_:)``.
    public static func perform(_ arguments: Arguments, in context: CommandContext) async throws {
        let options = Options(
            days: try arguments.integer("days", in: 0...36_500, default: 7), isDryRun: arguments.flag("dry-run"),
            assumesYes: arguments.flag("yes"), format: try OutputFormat(arguments, from: .ofTables))
        let (environment, connection) = try EnvironmentOptions.resolve(arguments, in: context)
        let cleanup = ArtifactCleanup(
            environment: environment, aws: context.aws(connection), terminal: context.terminal, now: context.now)
        try await cleanup.run(options)
    }

    /// Cleans up. Nothing to delete is a success.
    ///
    /// - Throws: ``CommandError`` when something could not be deleted, or it is not known what is needed and somebody wanted
    ///   it deleted; ``AWSError``; `Interrupted`.
    public func run(_ options: Options) async throws {
        let bucket = try ArtifactBucket(
            project: environment.project, key: environment.projectKey, account: try await aws.account(),
            connection: aws.connection)
        // Before it is asked what is needed: what comes to be meanwhile is not in the list.
        guard let artifacts = try await aws.artifacts(in: bucket.name, folder: environment.stackName) else {
            terminal.errors.print("nothing to delete: there is no bucket \(bucket.name)")
            return
        }
        let use = try await ArtifactUse.read(of: environment, with: aws)
        var report = ArtifactReport(
            environment: environment.name, bucket: bucket.name, days: options.days, artifacts, use, now: now())
        let isSilent = options.isDryRun || options.assumesYes || report.toDelete.isEmpty
        if options.format == .text {
            if !artifacts.isEmpty { try show(report, on: terminal.output, as: .text) }
        } else if !isSilent {
            // The document comes at the end, with what was done; whoever is asked must see what about.
            try show(report, on: terminal.errors, as: .text)
        }
        tell(report)
        if !report.toDelete.isEmpty, !options.isDryRun {
            try await delete(artifacts, recordingIn: &report, options)
        } else if options.isDryRun {
            terminal.errors.print("dry run: nothing was deleted")
        }
        if options.format != .text { try show(report, on: terminal.output, as: options.format) }
        let failed = report.artifacts.count { $0.outcome == "failed" }
        guard failed == 0 else {
            throw CommandError("not-deleted", "\(Quantity.files(failed)) in \(bucket.name) could not be deleted")
        }
    }

    private func show(_ report: ArtifactReport, on stream: TerminalStream, as format: OutputFormat) throws {
        try stream.print([report.table], document: report, as: format)
    }

    private func tell(_ report: ArtifactReport) {
        let kept = report.artifacts.filter { $0.decision == "keep" }
        if let unknown = report.unknown {
            terminal.reportWarning("what is needed is not known, so all is kept: \(unknown)")
        }
        if !kept.isEmpty { terminal.errors.print("kept: \(ArtifactReport.sum(of: kept))") }
        terminal.errors.print(
            report.toDelete.isEmpty
                ? "nothing to delete in \(report.bucket)/\(environment.stackName)/"
                : "to delete: \(ArtifactReport.sum(of: report.toDelete))")
    }

    private func delete(
        _ artifacts: [StoredArtifact], recordingIn report: inout ArtifactReport, _ options: Options
    ) async throws {
        var doomed = Set(report.toDelete.map(\.key))
        if !options.assumesYes {
            try await ask(doomed.count)
            // Minutes or hours may have passed, and somebody may have deployed what was deployed before.
            let use = try await ArtifactUse.read(of: environment, with: aws)
            let current = ArtifactReport(
                environment: environment.name, bucket: report.bucket, days: options.days, artifacts, use, now: now())
            doomed.formIntersection(current.toDelete.map(\.key))
        }
        let versions = artifacts.filter { doomed.contains($0.key) }.flatMap(\.versions)
        var failed: Set<String> = []
        for start in stride(from: 0, to: versions.count, by: Self.pageSize) {
            let page = Array(versions[start..<min(start + Self.pageSize, versions.count)])
            do {
                failed.formUnion(try await aws.deleteObjects(page, from: report.bucket).compactMap(\.key))
            } catch is CancellationError {
                throw Interrupted(
                    description:
                        "\(start) of \(versions.count) object versions are deleted\n  the same command goes on where this stopped"
                )
            }
        }
        report.record(doomed, as: "deleted")
        report.record(failed, as: "failed")
        let deleted = report.artifacts.filter { $0.outcome == "deleted" }
        terminal.errors.print("deleted: \(ArtifactReport.sum(of: deleted))")
    }

    /// What one call of S3 deletes. Amazon S3 API Reference, "DeleteObjects".
    private static let pageSize = 1000

    private func ask(_ count: Int) async throws {
        let isAgreed: Bool
        do {
            isAgreed = try await Prompt(
                "Delete \(count == 1 ? "this file" : "these \(count) files") of \(environment.name) for good?"
            ).answer(on: terminal)
        } catch is CancellationError {
            throw Interrupted(description: "nothing was deleted")
        }
        guard isAgreed else { throw CommandError("not-confirmed", "not confirmed: nothing was deleted") }
    }
}
