import AWSAccess

/// One version of an object, or one delete marker.
struct ObjectVersion: Codable, Hashable, Sendable {
    let key: String
    let versionId: String

    private enum CodingKeys: String, CodingKey { case key, versionId }
    private enum RequestKey: String, CodingKey { case Key, VersionId }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: RequestKey.self)
        try container.encode(key, forKey: .Key)
        try container.encode(versionId, forKey: .VersionId)
    }
}

extension AWSCLI {
    private struct Versions: Decodable {
        let versions: [ObjectVersion]?
        let deleteMarkers: [ObjectVersion]?
    }

    /// The first of a bucket's object versions and delete markers; nil when there is no such bucket.
    ///
    /// - Parameter prefix: only of objects whose keys begin so.
    func objectVersions(in bucket: String, prefix: String?, atMost limit: Int) async throws -> [ObjectVersion]? {
        do {
            // Without objects the CLI writes nothing at all.
            let answer = try await run(
                ["s3api", "list-object-versions", "--bucket", bucket, "--no-paginate", "--max-keys", "\(limit)"]
                    + (prefix.map { ["--prefix", $0] } ?? []), ifAny: Versions.self)
            return (answer?.versions ?? []) + (answer?.deleteMarkers ?? [])
        } catch AWSError.service(code: "NoSuchBucket", _, _) {
            return nil
        }
    }
}
