import AWSAccess
import Environments
import Foundation

/// The part of a bucket that a folder is sent to.
struct DataLakeBucket: Sendable {
    /// An object as a listing tells it.
    struct Object: Sendable, Equatable, Decodable {
        let key: ObjectKey
        let size: Int
        /// Changes with the content; see ``Manifest``.
        let etag: String
    }

    let location: DataLakeLocation
    let aws: AWSCLI

    /// All objects by their paths: their keys without the prefix. The manifest is not among them.
    ///
    /// A listing shows everything that was written before it began. Amazon S3 User Guide, "What is Amazon S3?", "Amazon
    /// S3 data consistency model".
    func list() async throws -> [ObjectKey: Object] {
        // Without objects the answer is null, and nothing at all from some versions.
        let objects = try await calling {
            try await aws.run(
                [
                    "s3api", "list-objects-v2", "--bucket", location.bucket, "--prefix", location.prefix,
                    "--query", "Contents[].{key: Key, size: Size, etag: ETag}",
                ], ifAny: [Object].self)
        }
        var byPath: [ObjectKey: Object] = [:]
        for object in objects ?? [] where object.key != location.manifestKey {
            if let path = location.path(of: object.key) { byPath[ObjectKey(path)] = object }
        }
        return byPath
    }

    private struct Stored: Decodable { let eTag: String }

    /// The manifest's content and entity tag; nil when there is none.
    func manifest() async throws -> (content: Data, etag: String)? {
        try await TemporaryDirectory.use { directory in
            let file = "\(directory)/manifest.json"
            do {
                let answer = try await calling {
                    try await aws.run(
                        [
                            "s3api", "get-object", "--bucket", location.bucket, "--key",
                            location.manifestKey.description, file,
                        ],
                        as: Stored.self)
                }
                return (try Data(contentsOf: URL(fileURLWithPath: file)), answer.eTag)
            } catch AWSError.service(code: "NoSuchKey", _, _) {
                return nil
            }
        }
    }

    /// The manifest in the bucket is another than the one to be replaced.
    struct ManifestConflict: Error {}

    /// Writes the manifest, and gives its entity tag.
    ///
    /// - Parameter etag: the entity tag of the manifest that it replaces; nil when there is none. Amazon S3 User Guide,
    ///   "How to prevent object overwrites with conditional writes".
    /// - Throws: ``ManifestConflict`` when another one is there.
    func write(_ manifest: Manifest, over etag: String?) async throws -> String {
        try await TemporaryDirectory.use { directory in
            let file = "\(directory)/manifest.json"
            try TemporaryDirectory.write(try manifest.written(), to: file)
            do {
                return try await calling {
                    try await aws.run(
                        [
                            "s3api", "put-object", "--bucket", location.bucket, "--key",
                            location.manifestKey.description, "--body", file,
                            "--content-type", "application/json",
                        ] + (etag.map { ["--if-match", $0] } ?? ["--if-none-match", "*"]), as: Stored.self)
                }.eTag
            } catch AWSError.service(let code, _, _)
                where ["PreconditionFailed", "ConditionalRequestConflict", "NoSuchKey"].contains(code)
            {
                throw ManifestConflict()
            } catch AWSError.failed(_, _, let detail) where detail.contains("Unknown options: --if-") {
                throw CommandError(
                    "aws-cli",
                    "the AWS CLI is too old: it knows no conditional writes; bring it up to date, or run 'make setup'")
            }
        }
    }

    private struct DeletedObject: Encodable, Sendable { let Key: ObjectKey }

    /// An object that stays, and why.
    struct Undeleted: Sendable, Equatable {
        let path: ObjectKey
        let reason: String
    }

    /// Deletes at most a thousand objects in one call. Amazon S3 API Reference, "DeleteObjects".
    ///
    /// - Returns: those that stay. One that is gone already is fine.
    func delete(_ paths: [ObjectKey]) async throws -> [Undeleted] {
        let objects = paths.map { DeletedObject(Key: location.key(of: $0.description)) }
        let undeleted = try await calling { try await aws.deleteObjects(objects, from: location.bucket) }
        return undeleted.map { object in
            let path = object.key.flatMap { location.path(of: ObjectKey($0)) } ?? "an object"
            return Undeleted(path: ObjectKey(path), reason: object.reason)
        }
    }

    private func calling<Result>(_ body: () async throws -> Result) async throws -> Result {
        do {
            return try await body()
        } catch let error as AWSError {
            throw error.explained(at: location, in: aws.connection.region)
        }
    }
}
