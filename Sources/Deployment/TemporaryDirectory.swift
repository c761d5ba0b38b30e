import Foundation

/// A folder that only this user can open, and that is gone when the work is done, however it ends.
package enum TemporaryDirectory {
    /// Makes a folder, hands its path over, and removes it with everything in it: on return, on an error, and on
    /// cancellation, which Ctrl+C is turned into.
    ///
    /// - Throws: `DeploymentError` when it cannot be made; what the body throws.
    package static func use<Result: Sendable>(
        in base: String = FileManager.default.temporaryDirectory.path, _ body: (String) async throws -> Result
    ) async throws -> Result {
        let path = "\(base)/deploy-\(UUID().uuidString)"
        // 0700 from the start: a secret must not be readable by others even for a moment.
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw DeploymentError("cannot make a folder in \(base); check the free space and permissions of the temporary folder (TMPDIR)")
        }
        defer { try? FileManager.default.removeItem(atPath: path) }
        return try await body(path)
    }

    /// Writes a file that only this user can read.
    package static func write(_ contents: Data, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: contents, attributes: [.posixPermissions: 0o600]) else {
            throw DeploymentError("cannot write \(path); check the free space and permissions of the temporary folder (TMPDIR)")
        }
    }
}
