import Foundation

/// The clone of this package that the command runs from.
public struct Clone: Sendable {
    /// Its folder.
    public let path: String
    private let git: @Sendable ([String]) -> String?

    /// - Parameter git: the output of a Git command in the clone, without the newline; nil when it fails.
    init(path: String, git: @escaping @Sendable ([String]) -> String?) {
        self.path = path
        self.git = git
    }

    /// The clone that this was compiled in.
    public static let current: Clone = {
        let folders = URL(fileURLWithPath: #filePath).pathComponents.dropFirst().dropLast(3)
        let path = "/" + folders.joined(separator: "/")
        return Clone(path: path) { run(["-C", path] + $0) }
    }()

    /// The version that is checked out, such as `1.2.0`; nil when it is none.
    public var version: String? {
        guard let tag = git(["describe", "--tags", "--exact-match"]),
            ProductReference.isVersion(tag)
        else { return nil }
        return tag
    }

    /// How an app depends on it: by the repository that it was cloned from where a version is checked out, else by its
    /// folder.
    public func reference(forAppIn folder: String) -> ProductReference {
        if let version, let url = git(["remote", "get-url", "origin"]) {
            return .repository(at: url, version: version)
        }
        return .folder(path, from: folder)
    }

    private static func run(_ arguments: [String]) -> String? {
        let process = Process()
        let output = Pipe()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["git"] + arguments
        process.standardOutput = output
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil else { return nil }
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 0 ? text.trimmingCharacters(in: .whitespacesAndNewlines) : nil
    }
}
