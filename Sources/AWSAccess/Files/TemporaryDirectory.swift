import Foundation

/// A folder that only this user can open, and that is gone when the work is done, however it ends. Never for a secret:
/// nothing tidies up after `kill -9` but the next command.
package enum TemporaryDirectory {
    /// Makes a folder, hands its path over, and removes it with everything in it: on return, on an error, and on
    /// cancellation, which Ctrl+C is turned into. Removes what processes left that were killed.
    ///
    /// - Throws: `CommandError` when it cannot be made; what the body throws.
    package static func use<Result: Sendable>(
        in base: String = FileManager.default.temporaryDirectory.path, _ body: (String) async throws -> Result
    ) async throws -> Result {
        removeLeftovers(in: base)
        let path = "\(base)/\(prefix)\(ProcessInfo.processInfo.processIdentifier)-\(UUID().uuidString)"
        // 0700 from the start: what is in it must not be readable by others even for a moment.
        do {
            try FileManager.default.createDirectory(
                atPath: path, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw CommandError(
                "unwritable-file",
                "cannot make a folder in \(base); check the free space and permissions of the temporary folder (TMPDIR)"
            )
        }
        let lock = FolderLock(path)
        defer {
            try? FileManager.default.removeItem(atPath: path)
            lock?.release()
        }
        return try await body(path)
    }

    /// Writes a file that only this user can read.
    package static func write(_ contents: Data, to path: String) throws {
        guard FileManager.default.createFile(atPath: path, contents: contents, attributes: [.posixPermissions: 0o600])
        else {
            throw CommandError(
                "unwritable-file",
                "cannot write \(path); check the free space and permissions of the temporary folder (TMPDIR)")
        }
    }

    private static let prefix = "deploy-"

    /// Removes folders of processes that are no more: no process has the number in the folder's name, and none holds
    /// its lock, which tells of processes in a container that shares this folder and not its numbers.
    private static func removeLeftovers(in base: String) {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: base)) ?? [] where name.hasPrefix(prefix) {
            let parts = name.dropFirst(prefix.count).split(separator: "-", maxSplits: 1)
            guard parts.count == 2, let process = Int32(parts[0]), UUID(uuidString: String(parts[1])) != nil else {
                continue
            }
            let path = "\(base)/\(name)"
            guard kill(process, 0) == -1, errno == ESRCH, isOwnFolder(path), let lock = FolderLock(path) else {
                continue
            }
            try? FileManager.default.removeItem(atPath: path)
            lock.release()
        }
    }

    private static func isOwnFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR && status.st_uid == geteuid()
    }
}

/// A lock on a folder, which the system takes away from a process that ends in whatever way.
private struct FolderLock {
    private let descriptor: Int32

    /// Nil when another process holds it, or the folder cannot be opened.
    init?(_ path: String) {
        // A program that this one starts must not hold it on.
        descriptor = open(path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW)
        guard descriptor >= 0 else { return nil }
        guard flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
            close(descriptor)
            return nil
        }
    }

    func release() { close(descriptor) }
}
