import AWSAccess
import Terminal

/// Empties buckets, with every version of every object.
struct BucketEmptier: Sendable {
    let aws: AWSCLI
    let terminal: Terminal

    /// Deletes every version of every object, and gives how many; nil when there is no such bucket.
    ///
    /// - Parameter prefix: only objects whose keys begin so.
    /// - Throws: ``CommandError`` when something cannot be deleted, or is still there after it was; ``AWSError``.
    func empty(_ bucket: String, prefix: String? = nil) async throws -> Int? {
        var display = ProgressDisplay(on: terminal.errors)
        defer { display.show(lines: [], changes: []) }
        var count = 0
        var deleted: Set<ObjectVersion> = []
        while true {
            guard let page = try await aws.objectVersions(in: bucket, prefix: prefix, atMost: Self.pageSize) else {
                return nil
            }
            guard !page.isEmpty else { return count }
            // A listing knows of every deletion before it: Amazon S3 User Guide, "Amazon S3 data consistency model".
            let kept = page.filter(deleted.contains)
            if let first = kept.first { throw Self.stuck(bucket, first, count: kept.count) }
            try await delete(page, from: bucket)
            deleted = Set(page)
            count += page.count
            let line = "  emptying \(bucket): \(count) object versions deleted"
            display.show(lines: [[StyledText(line, .dim)]], changes: page.count < Self.pageSize ? [] : [line])
        }
    }

    /// What one call of S3 lists and deletes. Amazon S3 API Reference, "DeleteObjects".
    private static let pageSize = 1000

    private func delete(_ versions: [ObjectVersion], from bucket: String) async throws {
        let failures = try await aws.deleteObjects(versions, from: bucket)
        guard let failure = failures.first else { return }
        throw CommandError(
            "not-deleted",
            "the bucket \(bucket) cannot be emptied: \(failures.count) of \(versions.count) object versions stay, such as '\(failure.key ?? "?")' (\(failure.reason)); \(Self.causes)"
        )
    }

    private static func stuck(_ bucket: String, _ version: ObjectVersion, count: Int) -> CommandError {
        CommandError(
            "not-deleted",
            "the bucket \(bucket) cannot be emptied: S3 reported no error, and \(count) object versions are still there after they were deleted, such as '\(version.key)' (version \(version.versionId)); \(causes)"
        )
    }

    /// Amazon S3 User Guide, "Locking objects with Object Lock" and "Configuring MFA delete".
    private static let causes =
        "Object Lock, a legal hold, MFA delete or a policy keeps them: end that, and run the same command again"
}
