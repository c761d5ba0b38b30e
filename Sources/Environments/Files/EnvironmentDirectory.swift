import AWSAccess
import Diagnostics
import Foundation
import Terminal

/// The folder with one file an environment, `parameters/` in the project's root.
public struct EnvironmentDirectory: Sendable {
    private let path: String
    private let invocation: Invocation

    /// - Parameters:
    ///   - path: relative to the current directory or absolute; messages show it as given.
    ///   - invocation: how commands on these environments are called, for messages.
    public init(path: String = "parameters", invocation: Invocation = .executables) {
        self.path = path
        self.invocation = invocation
    }

    /// The environments that exist, sorted.
    ///
    /// - Throws: ``CommandError`` when there is no such folder or no file in it.
    public func names() throws -> [String] {
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: path) else {
            throw CommandError(
                "unknown-environment", "there is no folder '\(path)' here; run this from the root of the project")
        }
        // No environment has a dot in its name; what has one is a tool's, or an editor's.
        let names = files.filter { $0.hasSuffix(".json") }.map { String($0.dropLast(5)) }.filter { !$0.contains(".") }
            .sorted()
        guard !names.isEmpty else {
            throw CommandError("unknown-environment", "the folder '\(path)' has no environment; add \(path)/dev.json")
        }
        return names
    }

    /// Reads an environment.
    ///
    /// - Throws: ``CommandError`` for an environment that does not exist (with those that do), or a bad file.
    public func environment(_ name: String) throws -> EnvironmentFile {
        let names = try names()
        // Only names that were listed are opened: "../secrets" is simply unknown.
        guard names.contains(name) else {
            throw CommandError(
                "unknown-environment",
                "unknown environment '\(UserFile.shown(name))'; \(Suggestion.question(for: name, in: names))there are: \(names.map(UserFile.shown).joined(separator: ", ")) (files in \(path)/)"
            )
        }
        let fileName = "\(path)/\(name).json"
        return try EnvironmentFile.decode(
            UserFile.bytes(of: fileName), name: name, fileName: fileName, invocation: invocation)
    }
}
