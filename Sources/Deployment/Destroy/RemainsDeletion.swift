import AWSAccess
import Terminal

/// Deletes what a stack left: for good, and only when that was asked for by its own flag.
struct RemainsDeletion: Sendable {
    let aws: AWSCLI
    let terminal: Terminal

    /// Deletes one thing; one that is gone already is fine.
    ///
    /// - Throws: ``CommandError`` or ``AWSError`` with why it stays; `CancellationError`.
    func delete(_ remain: Remain) async throws {
        switch remain.kind {
        case .bucket:
            guard let count = try await BucketEmptier(aws: aws, terminal: terminal).empty(remain.id) else { return }
            try await ignoring("NoSuchBucket") { try await aws.run(["s3api", "delete-bucket", "--bucket", remain.id]) }
            terminal.errors.print("deleted \(remain.title) with \(count) object versions")
        case .uploadedTemplates(let prefix):
            guard try await BucketEmptier(aws: aws, terminal: terminal).empty(remain.id, prefix: prefix) != nil else {
                return
            }
            do {
                try await aws.run(["s3api", "delete-bucket", "--bucket", remain.id])
                terminal.errors.print("deleted the artifact bucket \(remain.id)")
            } catch AWSError.service(code: "NoSuchBucket", _, _) {
                // Gone already.
            } catch AWSError.service(code: "BucketNotEmpty", _, _) {
                terminal.errors.print("deleted this stack's uploaded templates; \(remain.id) holds those of others")
            }
        case .logGroup:
            try await run(
                remain, ["logs", "delete-log-group", "--log-group-name", remain.id],
                absence: "ResourceNotFoundException")
        case .databaseSnapshot:
            try await run(
                remain, ["rds", "delete-db-snapshot", "--db-snapshot-identifier", remain.id],
                absence: "DBSnapshotNotFound")
        case .clusterSnapshot:
            try await run(
                remain, ["rds", "delete-db-cluster-snapshot", "--db-cluster-snapshot-identifier", remain.id],
                absence: "DBClusterSnapshotNotFound")
        case .automatedBackup:
            try await run(
                remain, ["rds", "delete-db-instance-automated-backup", "--dbi-resource-id", remain.id],
                absence: "DBInstanceAutomatedBackupNotFound")
        case .retained(let type): try await delete(remain, of: type)
        case .other: break
        }
    }

    private func delete(_ remain: Remain, of type: RetainedType) async throws {
        do {
            for command in type.preparations(of: remain.id, remain.state) { try await aws.run(command) }
            let deletion = try type.deletion(of: remain.id)
            do {
                try await aws.run(deletion)
            } catch let error as AWSError {
                guard case .service(let code, _, _) = error, let pause = type.pause(after: code, of: remain.id) else {
                    throw error
                }
                try await aws.run(pause)
                try await aws.run(deletion)
            }
        } catch AWSError.service(let code, _, _) where type.absences.contains(code) {
            // Gone already.
        }
        let recovery = type.recovery(of: remain.id).map {
            ": in 30 days; to take that back:  aws \($0) \(aws.connection.shownArguments)"
        }
        terminal.errors.print("deleted \(remain.title)\(recovery ?? "")")
    }

    private func run(_ remain: Remain, _ command: [String], absence: String) async throws {
        try await ignoring(absence) { try await aws.run(command) }
        terminal.errors.print("deleted \(remain.title)")
    }

    /// RDS writes some codes with `Fault` at the end.
    private func ignoring(_ code: String, _ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch AWSError.service(let given, _, _) where given == code || given == code + "Fault" {
            // Gone already.
        }
    }
}
