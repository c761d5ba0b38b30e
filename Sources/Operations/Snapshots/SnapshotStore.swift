import AWSAccess
import Foundation

/// Snapshots and their databases in one region, as typed calls of the AWS CLI, which reads all pages by itself.
struct SnapshotStore: Sendable {
    let aws: AWSCLI

    var region: String { aws.connection.region }

    private struct Snapshot: Decodable {
        let snapshot: DatabaseSnapshot
        private enum CodingKeys: String, CodingKey { case snapshot = "dBSnapshot" }
    }

    /// Every snapshot that this account has of a database: manual ones, automated ones and AWS Backup's.
    func snapshots(of instance: String) async throws -> [DatabaseSnapshot] {
        // Not filtered by RDS, which wants an instance that exists; a snapshot outlives its own.
        try await aws.databaseSnapshots().filter { $0.isOf(instance) }
    }

    /// Has RDS begin a snapshot.
    func create(_ name: String, of instance: String, tags: [String: String]) async throws -> DatabaseSnapshot {
        let command = [
            "rds", "create-db-snapshot", "--db-snapshot-identifier", name, "--db-instance-identifier", instance,
            "--tags", try Self.json(tags),
        ]
        return try await aws.run(command, as: Snapshot.self).snapshot
    }

    /// Has RDS begin a copy of another region's snapshot in this one, under its name and with its tags.
    ///
    /// - Parameter key: what encrypts the copy: a KMS key of this region.
    func copy(_ snapshot: DatabaseSnapshot, from region: String, key: String?) async throws -> DatabaseSnapshot {
        // AWS's own tags cannot be set. The others are named, because RDS leaves them out unless told otherwise.
        let tags = snapshot.tags.values.filter { !$0.key.hasPrefix("aws:") }
        let command = [
            "rds", "copy-db-snapshot", "--source-db-snapshot-identifier", snapshot.arn, "--source-region", region,
            "--target-db-snapshot-identifier", snapshot.name, "--tags", try Self.json(tags),
        ]
        return try await aws.run(command + (key.map { ["--kms-key-id", $0] } ?? []), as: Snapshot.self).snapshot
    }

    /// Deletes a snapshot for good; false when it was gone already.
    func delete(_ name: String) async throws -> Bool {
        do {
            try await aws.run(["rds", "delete-db-snapshot", "--db-snapshot-identifier", name])
            return true
        } catch let error as AWSError where error.hasCode("DBSnapshotNotFound") {
            return false
        }
    }

    /// Tags as the CLI takes them, whatever is in them: its short form breaks at a comma.
    private static func json(_ tags: [String: String]) throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let list = tags.sorted { $0.key < $1.key }.map { ["Key": $0.key, "Value": $0.value] }
        return String(decoding: try encoder.encode(list), as: UTF8.self)
    }
}
