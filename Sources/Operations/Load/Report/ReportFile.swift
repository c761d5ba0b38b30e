import AWSAccess
import Foundation

/// A file that a report goes to, checked before the run: nobody wants to find out after an hour.
struct ReportFile: Sendable {
    let path: String

    /// - Throws: `CommandError` when no file can be written there.
    init(_ path: String) throws {
        self.path = path
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder, isDirectory: &isFolder), isFolder.boolValue else {
            throw CommandError("unwritable-file", "the report cannot be written: there is no folder '\(folder)'")
        }
        let exists = FileManager.default.fileExists(atPath: path, isDirectory: &isFolder)
        guard FileManager.default.isWritableFile(atPath: folder), !(exists && isFolder.boolValue) else {
            throw CommandError(
                "unwritable-file",
                "the report cannot be written to '\(path)'; name a file in a folder that you may write to")
        }
    }

    /// Writes the file whole or not at all; into a pipe or a device such as `/dev/stdout`, instead of putting a file in
    /// its place.
    func write(_ text: String) throws {
        var status = stat()
        let isStream = stat(path, &status) == 0 && status.st_mode & S_IFMT != S_IFREG
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: isStream ? [] : .atomic)
        } catch {
            throw CommandError(
                "unwritable-file", "the report cannot be written to '\(path)': \(error.localizedDescription)")
        }
    }
}
