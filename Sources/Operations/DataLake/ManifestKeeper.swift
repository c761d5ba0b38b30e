import Deployment
import Foundation

/// Keeps the manifest in the bucket true while a run goes on.
///
/// It is written before the first file is sent, every half minute or so, and at the end, however the run ends; only a run that is
/// killed loses what it sent since the last time. Each time, what arrived is looked up in a listing for its entity tag.
///
/// Two runs at once would each take the other's objects for their own. So whoever finds that the manifest in the bucket is not the one
/// they wrote stops and writes nothing more. That is looked up after the listing: until then, the other run had not written its first
/// manifest, and so had sent nothing.
actor ManifestKeeper {
    private static let leastSeconds = 30.0

    private let bucket: CatalogueBucket
    private let now: @Sendable () -> Date
    private var manifest: Manifest
    private var etag: String?
    private var isBusy = false
    private var nextAt = Date.distantFuture

    /// - Parameters:
    ///   - manifest: what is known at the beginning.
    ///   - etag: the entity tag of the manifest in the bucket, nil when there is none.
    init(_ manifest: Manifest, etag: String?, in bucket: CatalogueBucket, now: @escaping @Sendable () -> Date) {
        self.manifest = manifest
        self.etag = etag
        self.bucket = bucket
        self.now = now
    }

    /// Says in the bucket that a run has begun.
    func begin() async throws {
        try await refuseWhenOverwritten()
        try await write()
        nextAt = now().addingTimeInterval(Self.leastSeconds)
    }

    /// Records what has arrived, when it is time to. What is being recorded is not broken off.
    func recordWhenDue(_ arrivals: Arrivals) async throws {
        guard !isBusy, now() >= nextAt else { return }
        let start = now()
        _ = try await Interruption.shielded { try await self.record(arrivals) }
        // A listing of a million objects takes minutes; this is to cost a tenth of the time at most.
        nextAt = now().addingTimeInterval(max(Self.leastSeconds, 10 * now().timeIntervalSince(start)))
    }

    /// Objects that are gone from the bucket.
    func remove(_ paths: [ObjectKey]) {
        for path in paths { manifest.remove(path) }
    }

    /// Records what has arrived.
    ///
    /// - Parameter complete: whether the bucket now holds what the folder does.
    /// - Returns: what did not arrive as it was read: it was written to meanwhile, here or there. The next run sends it again.
    func record(_ arrivals: Arrivals, complete: Bool = false) async throws -> [Upload] {
        isBusy = true
        defer { isBusy = false }
        // First what arrived, then the listing: one that began earlier would not show it.
        let unrecorded = arrivals.unrecorded
        let objects = try await bucket.list()
        try await refuseWhenOverwritten()
        var doubtful: [Upload] = []
        for arrival in unrecorded {
            let upload = arrival.upload
            guard let object = objects[upload.path], object.size == upload.asset.bytes,
                FileStamp(path: upload.asset.file) == upload.asset.stamp
            else {
                doubtful.append(upload)
                continue
            }
            manifest.record(
                .init(
                    path: upload.path, sha256: upload.content.digest, bytes: object.size, contentType: upload.content.contentType,
                    etag: object.etag, sentAt: arrival.at, run: manifest.run))
        }
        manifest.complete = complete && doubtful.isEmpty
        try await write()
        arrivals.markRecorded(unrecorded.filter { arrival in !doubtful.contains { $0.path == arrival.upload.path } })
        return doubtful
    }

    private func write() async throws {
        manifest.writtenAt = now()
        etag = try await bucket.write(manifest)
    }

    private func refuseWhenOverwritten() async throws {
        guard try await bucket.manifestETag() != etag else { return }
        // The answer to this run's own last write may have got lost.
        let stored = try await bucket.manifest()
        if let stored, let other = try? Manifest(reading: stored.content), other.run == manifest.run {
            etag = stored.etag
            return
        }
        throw DeploymentError(
            "another run has sent files to \(bucket.location.url) meanwhile: \(bucket.location.manifestKey) is not as it was left",
            hints: ["run this again when the other one is done; what is not recorded is sent again"])
    }
}
