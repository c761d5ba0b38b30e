import AWSAccess
import AppDeclaration
import Diagnostics
import Environments
import Foundation
import Terminal

/// Brings a folder to the data lake.
struct Populator: Sendable {
    struct Options: Sendable {
        var assets: String
        var prefix: String
        var deletes = false
        var assumesYes = false
        var isDryRun = false
        var sendsAll = false
        var format = OutputFormat.text
    }

    let lake: OperatedApp.DataLake
    let options: Options
    let terminal: Terminal
    let now: @Sendable () -> Date

    /// Sends what changed, and deletes what is too much when that was asked for.
    ///
    /// - Parameter deployed: finds the environment; not called when there is nothing to send from.
    func run(_ deployed: () async throws -> DeployedEnvironment) async throws {
        let start = now()
        let folder = try AssetFolder(options.assets)
        let environment = try await deployed()
        let location = DataLakeLocation(
            bucket: try await environment.physicalID(lake.bucket, ofType: "AWS::S3::Bucket"), prefix: options.prefix)
        try refuse(folder, at: location)
        let bucket = DataLakeBucket(location: location, aws: environment.aws)
        let survey = try await surveyOrInterrupted(folder, bucket)
        tellWhatIsLeftOut(folder)

        var report = PopulationReport(survey.plan, folder: folder, location: location, options: options)
        if !options.isDryRun, !survey.plan.uploads.isEmpty || (options.deletes && !survey.plan.surplus.isEmpty) {
            if options.deletes { try await confirmDeletion(survey.plan.surplus, location) }
            try await execute(survey, in: bucket, &report)
        }
        report.seconds = now().timeIntervalSince(start)
        try report.print(on: terminal, as: options.format)
        if !report.undeleted.isEmpty {
            let names = report.undeleted.prefix(5).map {
                "\($0.path.description.withoutControlCharacters) (\($0.reason))"
            }.joined(separator: ", ")
            throw CommandError(
                "not-deleted",
                "\(Quantity.objects(report.undeleted.count)) in \(location.url) could not be deleted: \(names)")
        }
    }

    private struct Survey: Sendable {
        let plan: UploadPlan
        let manifest: Manifest?
        let manifestETag: String?
        let seconds: Double
    }

    /// Names that no key can have, and a mirror of nothing, which is a mistake.
    private func refuse(_ folder: AssetFolder, at location: DataLakeLocation) throws {
        let problems = folder.assets.compactMap { asset -> Diagnostic? in
            let bytes = location.key(of: asset.path).description.utf8.count
            guard bytes > ObjectKey.maximumBytes else { return nil }
            return Diagnostic(
                "invalid-key",
                "the key of \(asset.path) would have \(bytes) bytes; allowed: \(ObjectKey.maximumBytes) with the prefix",
                at: .file(FilePosition(path: asset.file)), fix: "shorten the name of the file, or of a folder around it"
            )
        }
        guard problems.isEmpty else { throw CommandError(problems, hints: ["nothing was sent"]) }
        if options.deletes, folder.assets.isEmpty {
            throw CommandError(
                "empty-folder",
                "'\(options.assets)' has no files, and --delete would empty \(location.url); is it the right folder?",
                hints: ["nothing was deleted"])
        }
    }

    private func surveyOrInterrupted(_ folder: AssetFolder, _ bucket: DataLakeBucket) async throws -> Survey {
        do {
            return try await survey(folder, bucket)
        } catch is CancellationError {
            throw Interrupted(description: "nothing was sent")
        }
    }

    /// Looks at both sides at once.
    private func survey(_ folder: AssetFolder, _ bucket: DataLakeBucket) async throws -> Survey {
        let start = now()
        async let listing = bucket.list()
        async let stored = bucket.manifest()
        let contents = try await read(folder.assets)
        var manifest: Manifest?
        if let stored = try await stored {
            do {
                manifest = try Manifest(reading: stored.content)
            } catch {
                terminal.reportWarning(
                    "s3://\(bucket.location.bucket)/\(bucket.location.manifestKey) \(error.reason): what is there is not known, and everything is sent again"
                )
            }
        }
        let plan = UploadPlan(
            folder, contents: contents, objects: try await listing, known: manifest?.entries ?? [:],
            sendsAll: options.sendsAll)
        return Survey(
            plan: plan, manifest: manifest, manifestETag: try await stored?.etag,
            seconds: now().timeIntervalSince(start))
    }

    private func read(_ assets: [Asset]) async throws -> [AssetContent] {
        let progress = TransferProgress(
            "read", files: assets.count, bytes: assets.map(\.bytes).clampedSum, on: terminal.errors, now: now)
        defer { progress.finish() }
        let pieces = stride(from: 0, to: assets.count, by: 32).map { assets[$0..<min($0 + 32, assets.count)] }
        return try await concurrently(pieces) { piece in
            var contents: [AssetContent] = []
            for asset in piece {
                try Task.checkCancellation()
                contents.append(try AssetReader.read(asset))
                progress.finished(bytes: asset.bytes)
                // Others wait for this thread, such as the answers of `aws`.
                await Task.yield()
            }
            return contents
        }.flatMap(\.self)
    }

    private func tellWhatIsLeftOut(_ folder: AssetFolder) {
        for skipped in folder.skipped {
            terminal.reportWarning("\(skipped.path.withoutControlCharacters) is left out: \(skipped.reason)")
        }
        if folder.hiddenCount > 0 {
            terminal.reportNote("hidden files and folders are left out: \(folder.hiddenCount)")
        }
    }

    private func confirmDeletion(_ surplus: [DataLakeBucket.Object], _ location: DataLakeLocation) async throws {
        guard !surplus.isEmpty, !options.assumesYes else { return }
        for object in surplus.prefix(20) {
            terminal.errors.print("to be deleted: \(object.key.description.withoutControlCharacters)")
        }
        if surplus.count > 20 { terminal.errors.print("and \(surplus.count - 20) more; --dry-run lists them all") }
        let question =
            "This deletes \(Quantity.objects(surplus.count)) from \(location.url) that \(options.assets) does not have."
        guard try await Prompt(question, automation: "--yes").answer(on: terminal) else {
            throw CommandError("not-confirmed", "not confirmed: nothing was sent or deleted")
        }
    }

    private func execute(_ survey: Survey, in bucket: DataLakeBucket, _ report: inout PopulationReport) async throws {
        let uploads = survey.plan.uploads
        let manifest = Manifest(run: UUID().uuidString, writtenAt: now(), entries: survey.manifest?.entries ?? [:])
        let keeper = ManifestKeeper(
            manifest, etag: survey.manifestETag, in: bucket, recordSeconds: survey.seconds, now: now)
        let arrivals = Arrivals(now: now)
        let progress = TransferProgress(
            "sent", files: uploads.count, bytes: survey.plan.bytes, on: terminal.errors, now: now)
        let uploader = Uploader(bucket: bucket, keeper: keeper, arrivals: arrivals, progress: progress)
        do {
            try await keeper.begin(after: survey.manifest)
        } catch is CancellationError {
            throw Interrupted(description: "nothing was sent")
        }
        do {
            let failure = try await uploader.send(uploads)
            guard failure.missing.isEmpty else { throw Self.error(failure, of: uploads.count, at: bucket.location) }
            if options.deletes { try await delete(survey.plan.surplus, from: bucket, keeper, &report) }
        } catch {
            // What arrived is recorded whatever happened; when that fails too, the first trouble is the one to tell.
            _ = try? await Interruption.shielded { try await keeper.record(arrivals) }
            guard error is CancellationError else { throw error }
            throw Interrupted(
                description:
                    "\(arrivals.count) of \(Quantity.files(uploads.count)) arrived in \(bucket.location.url); the same command goes on where this stopped"
            )
        }
        let isComplete = report.undeleted.isEmpty
        let doubtful = try await Interruption.shielded { try await keeper.record(arrivals, complete: isComplete) }
        guard doubtful.isEmpty else {
            throw CommandError(
                "changed-meanwhile",
                "\(Quantity.files(doubtful.count)) changed, here or in the bucket, while being sent: \(Self.names(doubtful))",
                hints: ["run this again when nobody else writes to them"])
        }
    }

    private func delete(
        _ surplus: [DataLakeBucket.Object], from bucket: DataLakeBucket, _ keeper: ManifestKeeper,
        _ report: inout PopulationReport
    ) async throws {
        let paths = surplus.compactMap { bucket.location.path(of: $0.key).map { ObjectKey($0) } }
        for first in stride(from: 0, to: paths.count, by: 1000) {
            let some = Array(paths[first..<min(first + 1000, paths.count)])
            let undeleted = try await bucket.delete(some)
            let deleted = some.filter { path in !undeleted.contains { $0.path == path } }
            await keeper.remove(deleted)
            report.deleted += deleted
            report.undeleted += undeleted
        }
    }

    private static func error(
        _ failure: Uploader.Failure, of count: Int, at location: DataLakeLocation
    ) -> CommandError {
        CommandError(
            failure.causes.map(\.diagnostic) + [
                Diagnostic(
                    "transfer-failed",
                    "\(failure.missing.count) of \(Quantity.files(count)) did not arrive in \(location.url): \(names(failure.missing))"
                )
            ],
            hints: ["the same command sends what is missing"])
    }

    private static func names(_ uploads: [Upload]) -> String {
        uploads.prefix(5).map(\.asset.path.withoutControlCharacters).joined(separator: ", ")
            + (uploads.count > 5 ? " and \(uploads.count - 5) more" : "")
    }
}
