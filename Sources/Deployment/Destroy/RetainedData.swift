import Foundation
import Terminal

/// Deletes data that a stack's deletion leaves: for good, and only when that was asked for by its own flag.
struct RetainedData: Sendable {
    let aws: AWSCLI
    let terminal: Terminal

    private struct Versions: Decodable {
        struct Version: Codable {
            let key: String
            let versionId: String

            enum CodingKeys: String, CodingKey { case key, versionId }

            func encode(to encoder: any Encoder) throws {
                var container = encoder.container(keyedBy: RequestKey.self)
                try container.encode(key, forKey: .Key)
                try container.encode(versionId, forKey: .VersionId)
            }
        }
        enum RequestKey: String, CodingKey { case Key, VersionId }
        let versions: [Version]?
        let deleteMarkers: [Version]?

        var all: [Version] { (versions ?? []) + (deleteMarkers ?? []) }
    }

    private struct Deletion: Encodable {
        let Objects: [Versions.Version]
        let Quiet = true
        private enum CodingKeys: CodingKey { case Objects, Quiet }
    }

    private struct DeletionAnswer: Decodable {
        struct Failure: Decodable {
            let key: String?
            let message: String?
        }
        let errors: [Failure]?
    }

    /// Whether this knows how to delete a resource of a type.
    static func canDelete(_ type: String) -> Bool {
        ["AWS::S3::Bucket", "AWS::S3::BucketPolicy", "AWS::Logs::LogGroup"].contains(type)
    }

    /// Deletes a retained resource; one that is gone already is fine.
    func delete(_ resource: StackInventory.Resource) async throws {
        switch resource.type {
        case "AWS::S3::Bucket":
            guard let count = try await empty(bucket: resource.physicalID) else { return }
            try await aws.run(["s3api", "delete-bucket", "--bucket", resource.physicalID])
            terminal.errors.print("deleted the bucket \(resource.physicalID) with \(count) object versions")
        case "AWS::S3::BucketPolicy":
            break // It goes with its bucket.
        case "AWS::Logs::LogGroup":
            do {
                try await aws.run(["logs", "delete-log-group", "--log-group-name", resource.physicalID])
                terminal.errors.print("deleted the log group \(resource.physicalID)")
            } catch AWSError.service(code: "ResourceNotFoundException", _, _) {}
        default:
            terminal.errors.print([
                StyledText("note:", .warning),
                StyledText(" \(resource.name) (\(resource.type)) is left as \(resource.physicalID); delete it by hand"),
            ])
        }
    }

    /// Deletes every version of every object, and gives how many; nil when there is no such bucket.
    ///
    /// - Parameter prefix: only objects whose keys begin so.
    func empty(bucket: String, prefix: String? = nil) async throws -> Int? {
        var count = 0
        while true {
            let page: Versions
            do {
                // Without objects the CLI writes nothing at all.
                let data = try await aws.run(
                    ["s3api", "list-object-versions", "--bucket", bucket, "--no-paginate", "--max-keys", "1000"]
                        + (prefix.map { ["--prefix", $0] } ?? []))
                page = data.isEmpty ? Versions(versions: nil, deleteMarkers: nil) : try AWSCLI.decoder.decode(Versions.self, from: data)
            } catch AWSError.service(code: "NoSuchBucket", _, _) {
                return nil
            }
            let objects = page.all
            guard !objects.isEmpty else { return count }
            try await TemporaryDirectory.use { directory in
                let request = "\(directory)/objects.json"
                try TemporaryDirectory.write(JSONEncoder().encode(Deletion(Objects: objects)), to: request)
                let data = try await aws.run(["s3api", "delete-objects", "--bucket", bucket, "--delete", "file://\(request)"])
                let answer = data.isEmpty ? nil : try AWSCLI.decoder.decode(DeletionAnswer.self, from: data)
                if let failure = answer?.errors?.first {
                    throw DeploymentError(
                        "the bucket \(bucket) cannot be emptied: \(failure.key ?? "an object") stays (\(failure.message ?? "no reason given"))")
                }
            }
            count += objects.count
        }
    }

    private struct Snapshots: Decodable {
        struct Snapshot: Decodable {
            let identifier: String
            let time: String?
            enum CodingKeys: String, CodingKey {
                case identifier = "dBSnapshotIdentifier"
                case time = "snapshotCreateTime"
            }
        }
        let snapshots: [Snapshot]
        enum CodingKeys: String, CodingKey { case snapshots = "dBSnapshots" }
    }

    /// Deletes the final snapshots of a database that were made since the deletion of its stack began. Snapshots that
    /// people made before stay.
    func deleteFinalSnapshots(of database: String, since start: String) async throws {
        let answer = try await aws.run(
            ["rds", "describe-db-snapshots", "--db-instance-identifier", database, "--snapshot-type", "manual"], as: Snapshots.self)
        for snapshot in answer.snapshots where (snapshot.time ?? "") >= start {
            try await aws.run(["rds", "delete-db-snapshot", "--db-snapshot-identifier", snapshot.identifier])
            terminal.errors.print("deleted the final snapshot \(snapshot.identifier)")
        }
    }
}
