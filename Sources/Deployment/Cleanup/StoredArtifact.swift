import AWSAccess
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

    /// All texts of just 64 hexadecimal digits.
    static func hashes(in text: [UInt8]) -> [String] {
        var found: [String] = []
        var start: Int?
        for (index, byte) in (text + [0]).enumerated() {
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"):
                if start == nil { start = index }
            default:
                if let first = start, index - first == 64 {
                    found.append(String(decoding: text[first..<index], as: UTF8.self))
                }
                start = nil
            }
        }
        return found
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
