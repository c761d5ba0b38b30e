import Foundation

extension AWSCLI {
    private struct Deletion<Object: Encodable>: Encodable {
        let Objects: [Object]
        let Quiet = true
        private enum CodingKeys: CodingKey { case Objects, Quiet }
    }

    private struct DeletionAnswer: Decodable {
        let errors: [UndeletedObject]?
    }

    /// Deletes at most a thousand objects in one call. Amazon S3 API Reference, "DeleteObjects".
    ///
    /// - Parameter objects: each with `Key` and, where one version is meant, `VersionId`.
    /// - Returns: those that stay. One that is gone already is fine.
    package func deleteObjects(
        _ objects: [some Encodable & Sendable], from bucket: String
    ) async throws -> [UndeletedObject] {
        try await TemporaryDirectory.use { directory in
            let request = "\(directory)/objects.json"
            try TemporaryDirectory.write(JSONEncoder().encode(Deletion(Objects: objects)), to: request)
            return try await run(
                ["s3api", "delete-objects", "--bucket", bucket, "--delete", "file://\(request)"],
                ifAny: DeletionAnswer.self)?.errors ?? []
        }
    }
}

/// An object that stays, and why. Amazon S3 API Reference, "Error".
package struct UndeletedObject: Decodable, Sendable {
    package let key: String?
    private let code: String?
    private let message: String?

    package var reason: String { message ?? code ?? "no reason given" }
}
