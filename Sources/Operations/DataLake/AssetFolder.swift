import AWSAccess
import Diagnostics
import FileSystem

/// A file to be sent.
struct Asset: Sendable, Equatable {
    /// Its path from the folder on, with slashes.
    let path: String
    /// Where it is on this machine, absolute; what a link leads to.
    let file: String
    /// What tells that it was written to while it was read or sent. Never whether it is to be sent: that goes by content.
    let state: SystemFiles.State

    var bytes: Int { state.size }
}

/// Everything in a folder that is to be sent, and what is not. Names that begin with a dot are left out with all that is
/// below them: `.DS_Store`, `.git`, `.env`; of the others see `FileTree`.
struct AssetFolder: Sendable {
    /// Something that is left out, which whoever put it there may not expect.
    struct Skipped: Sendable, Equatable, Encodable {
        let path: String
        let reason: String
    }

    /// In the order of their paths' bytes.
    let assets: [Asset]
    let skipped: [Skipped]
    let hiddenCount: Int

    /// Finds all files.
    ///
    /// - Throws: `CommandError` when the folder, or anything in it, cannot be read: what is not seen would look as
    ///   if it had been removed.
    init(_ path: String) throws {
        let tree: FileTree
        do {
            tree = try FileTree(path) { path, _ in path.split(separator: "/").last?.hasPrefix(".") == true }
        } catch {
            throw CommandError([Self.diagnostic(of: error)])
        }
        guard tree.problems.isEmpty else {
            throw CommandError(tree.problems.map(Self.diagnostic), hints: ["nothing was sent"])
        }
        assets = tree.files.map { Asset(path: $0.path, file: $0.location, state: $0.state) }
        skipped = tree.omissions.map { Skipped(path: $0.path, reason: $0.reason.rawValue) }
        hiddenCount = tree.ignoredCount
    }

    private static func diagnostic(of problem: FileTree.Problem) -> Diagnostic {
        let (message, fix) =
            switch problem.kind {
            case .missing:
                (
                    "there is no such folder",
                    "run this from the root of the project, or name another with --assets DIR"
                )
            case .isNoFolder: ("it is no folder", "name one with --assets DIR")
            case .unreadableFolder: ("the folder cannot be read", "check its permissions")
            case .gone: ("it is gone or cannot be read", "run this again")
            case .invalidName: ("the name is no UTF-8, which a key must be", "rename it")
            }
        let code = problem.kind == .invalidName ? "invalid-key" : "unreadable-file"
        return Diagnostic(code, message, at: .file(FilePosition(path: problem.location)), fix: fix)
    }
}
