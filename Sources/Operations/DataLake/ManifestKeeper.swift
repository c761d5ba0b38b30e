import AWSAccess
import FileSystem
import Foundation

/// Keeps the manifest in the bucket true while a run goes on.
///
/// It is written before the first file is sent, every half minute or so, and at the end, however the run ends; only a
/// run that is killed loses what it sent since the last time. Each time, what arrived is looked up in a listing for its
/// entity tag.
///
/// Two runs at once would each take the other's objects for their own. So a run holds the folder for a while, which it
/// extends each time that it writes, and another one does not begin before that is over. Every write replaces the
/// manifest that this run knows, or fails: then the hold was lost, and the run stops. What it recorded before was true,
/// because the other one had not begun.
actor ManifestKeeper {
    private static let leastSeconds = 30.0
    /// How much later than due a run may write before another takes it for dead.
    private static let graceSeconds = 90.0
    /// A hold that is longer was written by a clock that is wrong.
    private static let longestHoldSeconds = 86_400.0

    private let bucket: DataLakeBucket
    private let now: @Sendable () -> Date
    private var manifest: Manifest
    private var etag: String?
    /// Whether an upload that ended is recording right now.
    private var isBusy = false
    private var recordSeconds: Double
    private var nextAt = Date.distantFuture

    /// - Parameters:
    ///   - manifest: what is known at the beginning.
    ///   - etag: the entity tag of the manifest in the bucket, nil when there is none.
    ///   - recordSeconds: how long it took to look at the bucket, which recording does too.
    init(
        _ manifest: Manifest, etag: String?, in bucket: DataLakeBucket, recordSeconds: Double,
        now: @escaping @Sendable () -> Date
    ) {
        self.manifest = manifest
        self.etag = etag
        self.bucket = bucket
        self.recordSeconds = recordSeconds
        self.now = now
    }

    /// Says in the bucket that a run has begun.
    ///
    /// - Parameter former: the manifest that is there.
    /// - Throws: `CommandError` while another run holds the folder.
    func begin(after former: Manifest?) async throws {
        let now = now()
        if let former, let until = former.until, until > now, until < now.addingTimeInterval(Self.longestHoldSeconds) {
            throw CommandError(
                "transfer-race",
                "another run is sending files to \(bucket.location.url): it last wrote at \(former.writtenAt.formatted(.iso8601))",
                hints: ["wait for its end; if it was killed, run this again after \(until.formatted(.iso8601))"])
        }
        try await write(goesOn: true)
    }

    /// Records what has arrived, when it is time to. What is being recorded is not broken off.
    func recordWhenDue(_ arrivals: Arrivals) async throws {
        guard !isBusy, now() >= nextAt else { return }
        // Before anything is waited for: another upload that ends meanwhile must not record too.
        isBusy = true
        defer { isBusy = false }
        let start = now()
        _ = try await Interruption.shielded { try await self.record(arrivals, goesOn: true) }
        recordSeconds = now().timeIntervalSince(start)
    }

    /// Objects that are gone from the bucket.
    func remove(_ paths: [ObjectKey]) {
        for path in paths { manifest.remove(path) }
    }

    /// Records what has arrived.
    ///
    /// - Parameters:
    ///   - complete: whether the bucket now holds what the folder does.
    ///   - goesOn: whether this run keeps the folder.
    /// - Returns: what did not arrive as it was read: it was written to meanwhile, here or there. The next run sends it
    ///   again.
    func record(_ arrivals: Arrivals, complete: Bool = false, goesOn: Bool = false) async throws -> [Upload] {
        // First what arrived, then the listing: one that began earlier would not show it.
        let unrecorded = arrivals.unrecorded
        let objects = try await bucket.list()
        var doubtful: [Upload] = []
        for arrival in unrecorded {
            let upload = arrival.upload
            guard let object = objects[upload.path], object.size == upload.asset.bytes,
                SystemFiles.state(of: upload.asset.file) == upload.asset.state
            else {
                doubtful.append(upload)
                continue
            }
            manifest.record(
                .init(
                    path: upload.path, sha256: upload.content.digest, bytes: object.size,
                    contentType: upload.content.contentType,
                    etag: object.etag, sentAt: arrival.at, run: manifest.run))
        }
        manifest.complete = complete && doubtful.isEmpty
        try await write(goesOn: goesOn)
        arrivals.markRecorded(unrecorded.filter { arrival in !doubtful.contains { $0.path == arrival.upload.path } })
        return doubtful
    }

    private func write(goesOn: Bool) async throws {
        let now = now()
        // A listing of a million objects takes minutes; this is to cost a tenth of the time at most.
        let pause = max(Self.leastSeconds, 10 * recordSeconds)
        manifest.writtenAt = now
        manifest.until = goesOn ? now.addingTimeInterval(pause + Self.graceSeconds + 2 * recordSeconds) : nil
        do {
            etag = try await bucket.write(manifest, over: etag)
        } catch is DataLakeBucket.ManifestConflict {
            // The answer to this run's own last write may have got lost.
            guard let stored = try await bucket.manifest(),
                (try? Manifest(reading: stored.content))?.run == manifest.run
            else { throw lost }
            do {
                etag = try await bucket.write(manifest, over: stored.etag)
            } catch is DataLakeBucket.ManifestConflict {
                throw lost
            }
        }
        nextAt = now.addingTimeInterval(pause)
    }

    private var lost: CommandError {
        CommandError(
            "transfer-race",
            "another run has sent files to \(bucket.location.url) meanwhile: \(bucket.location.manifestKey) is not as it was left",
            hints: ["run this again when the other one is done; what is not recorded is sent again"])
    }
}
