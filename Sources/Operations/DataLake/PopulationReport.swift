import AWSAccess
import Archives
import Diagnostics
import Environments
import Foundation
import Terminal

/// What a run did, or would do.
struct PopulationReport: Sendable {
    private let plan: UploadPlan
    private let folder: AssetFolder
    private let location: DataLakeLocation
    private let options: Populator.Options
    var deleted: [ObjectKey] = []
    var undeleted: [DataLakeBucket.Undeleted] = []
    var seconds = 0.0

    init(_ plan: UploadPlan, folder: AssetFolder, location: DataLakeLocation, options: Populator.Options) {
        self.plan = plan
        self.folder = folder
        self.location = location
        self.options = options
    }

    func print(on terminal: Terminal, as format: OutputFormat) throws {
        let table = options.isDryRun ? intentions : totals
        try terminal.output.print(table.map { [$0] } ?? [], document: document, as: format)
        terminal.errors.print(summary)
        if !options.deletes, !plan.surplus.isEmpty {
            terminal.reportNote(
                "\(Quantity.objects(plan.surplus.count)) in \(location.url) \(plan.surplus.count == 1 ? "is" : "are") not in \(options.assets); --delete removes them"
            )
        }
    }

    /// Every file and object, for a dry run; nil when there is none.
    private var intentions: ReportTable? {
        var table = ReportTable(
            columns: [("Action", .left), ("Key", .left), ("Content type", .left), ("Size", .right), ("Why", .left)])
        for upload in plan.uploads {
            table.add([
                StyledText("send", .good), StyledText(location.prefix + upload.asset.path),
                StyledText(upload.content.contentType),
                StyledText(Quantity.bytes(upload.asset.bytes)), StyledText(upload.reason.rawValue, .dim),
            ])
        }
        let surplus = options.deletes ? plan.surplus : []
        for object in surplus {
            table.add([
                StyledText("delete", .bad), StyledText(object.key.description), "",
                StyledText(Quantity.bytes(object.size)),
                StyledText("not in \(options.assets)", .dim),
            ])
        }
        return plan.uploads.isEmpty && surplus.isEmpty ? nil : table
    }

    /// What was sent, by content type; nil when that is nothing.
    private var totals: ReportTable? {
        guard !plan.uploads.isEmpty || !deleted.isEmpty else { return nil }
        var table = ReportTable(columns: [("Content type", .left), ("Files", .right), ("Size", .right)])
        for (type, uploads) in Dictionary(grouping: plan.uploads, by: \.content.contentType).sorted(by: {
            $0.key < $1.key
        }) {
            let bytes = uploads.lazy.map(\.asset.bytes).clampedSum
            table.add([StyledText(type), StyledText("\(uploads.count)"), StyledText(Quantity.bytes(bytes))])
        }
        if !deleted.isEmpty { table.add([StyledText("deleted", .bad), StyledText("\(deleted.count)"), ""]) }
        return table
    }

    private var summary: [StyledText] {
        let unchanged = "\(Quantity.files(plan.unchangedCount)) unchanged"
        if options.isDryRun {
            let deletion =
                options.deletes && !plan.surplus.isEmpty ? ", delete \(Quantity.objects(plan.surplus.count))" : ""
            return [
                StyledText("dry run", .accent),
                StyledText(
                    ": would send \(Quantity.files(plan.uploads.count)) (\(Quantity.bytes(plan.bytes))) to \(location.url)\(deletion); \(unchanged)"
                ),
            ]
        }
        if plan.uploads.isEmpty, deleted.isEmpty, undeleted.isEmpty {
            return [StyledText("nothing to send", .good), StyledText(": \(unchanged) in \(location.url)")]
        }
        let deletion = deleted.isEmpty ? "" : ", deleted \(Quantity.objects(deleted.count))"
        return [
            StyledText("sent", .good),
            StyledText(
                " \(Quantity.files(plan.uploads.count)) (\(Quantity.bytes(plan.bytes))) to \(location.url)\(deletion) in \(Quantity.seconds(seconds)); \(unchanged)"
            ),
        ]
    }

    private struct Document: Encodable {
        struct File: Encodable {
            let key: String
            let bytes: Int
            let contentType: String
            let sha256: SHA256.Digest
            let reason: Upload.Reason
        }
        let bucket: String
        let prefix: String
        let manifest: ObjectKey
        let dryRun: Bool
        let sent: [File]
        let unchanged: Int
        let deleted: [ObjectKey]
        let surplus: [ObjectKey]
        let skipped: [AssetFolder.Skipped]
        let seconds: Double
    }

    private var document: some Encodable {
        let files = plan.uploads.map { upload in
            Document.File(
                key: location.prefix + upload.asset.path, bytes: upload.asset.bytes,
                contentType: upload.content.contentType,
                sha256: upload.content.digest, reason: upload.reason)
        }
        let gone = Set(deleted)
        let surplus = plan.surplus.map(\.key).filter { key in
            !(location.path(of: key).map { gone.contains(ObjectKey($0)) } ?? false)
        }
        return Document(
            bucket: location.bucket, prefix: location.prefix, manifest: location.manifestKey, dryRun: options.isDryRun,
            sent: files,
            unchanged: plan.unchangedCount, deleted: deleted.map { location.key(of: $0.description) }, surplus: surplus,
            skipped: folder.skipped, seconds: (seconds * 10).rounded() / 10)
    }
}
