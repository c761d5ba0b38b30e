import AWSAccess
import Archives
import Foundation

/// What a stack's folder of the artifact bucket holds under one key: a template or an asset, with all its versions.
struct StoredArtifact: Sendable, Equatable {
    let key: String
    /// The hash in its name, by which templates name it; nil for what no deployment has put there.
    let hash: String?
    /// Of all versions together.
    let bytes: Int
    /// When the newest version came to be.
    let changed: Date
    let versions: [ObjectVersion]

    /// The last 64 hexadecimal digits in a key, as `PlacedTemplates` and assets have them.
    static func hash(in key: String) -> String? { hashes(in: Array(key.utf8)).last }

    /// All texts that look like one.
    static func hashes(in text: [UInt8]) -> [String] {
        SHA256.digests(in: text).map { String(decoding: text[$0], as: UTF8.self) }
    }
}

extension AWSCLI {
    private struct Versions: Decodable {
        struct Version: Decodable {
            let key: String
            let versionId: String
            /// None of a delete marker.
            let size: Int?
            let lastModified: ServiceTime
        }

        let versions: [Version]?
        let deleteMarkers: [Version]?
    }

    /// What a folder of a bucket holds, by key; nil when there is no such bucket. Amazon S3 API Reference,
    /// "ListObjectVersions".
    func artifacts(in bucket: String, folder: String) async throws -> [StoredArtifact]? {
        do {
            let answer = try await run(
                ["s3api", "list-object-versions", "--bucket", bucket, "--prefix", folder + "/"], ifAny: Versions.self)
            let all = (answer?.versions ?? []) + (answer?.deleteMarkers ?? [])
            return Dictionary(grouping: all, by: \.key).map { key, versions in
                StoredArtifact(
                    key: key, hash: StoredArtifact.hash(in: key),
                    bytes: versions.reduce(0) { $0.addingClamped($1.size ?? 0) },
                    changed: versions.map(\.lastModified).max()?.date ?? .distantPast,
                    versions: versions.map { ObjectVersion(key: key, versionId: $0.versionId) })
            }.sorted { $0.key < $1.key }
        } catch AWSError.service(code: "NoSuchBucket", _, _) {
            return nil
        }
    }
}
