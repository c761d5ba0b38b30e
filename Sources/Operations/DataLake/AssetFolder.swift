import AWSAccess
import Diagnostics
import Foundation

/// A file to be sent.
struct Asset: Sendable, Equatable {
    /// Its path from the folder on, with slashes.
    let path: String
    /// Where it is on this machine, absolute; what a link leads to.
    let file: String
    /// How it was when it was found.
    let stamp: FileStamp

    var bytes: Int { stamp.bytes }
}

/// What tells that a file was written to while it was read or sent. Never whether it is to be sent: that goes by
/// content.
struct FileStamp: Sendable, Equatable {
    let bytes: Int
    private let inode: UInt64
    private let seconds: Int
    private let nanoseconds: Int

    init(_ status: stat) {
        bytes = Int(status.st_size)
        inode = UInt64(status.st_ino)
        #if canImport(Darwin)
        (seconds, nanoseconds) = (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
        #else
        (seconds, nanoseconds) = (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        #endif
    }

    /// The file at a path as it is now; nil when there is none.
    init?(path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        self.init(status)
    }
}

/// Everything in a folder that is to be sent, and what is not.
///
/// | in the folder | what happens |
/// |---|---|
/// | a file | sent |
/// | a name that begins with a dot, with all that is below it | left out: `.DS_Store`, `.git`, `.env` |
/// | a link to a file in the folder that is not hidden | what it leads to is sent, under the link's name |
/// | a link out of the folder, to another folder, or to nothing | left out: it could publish anything on this machine |
/// | a pipe, a socket, a device | left out |
struct AssetFolder: Sendable {
    /// Something that is left out, which whoever put it there may not expect.
    struct Skipped: Sendable, Equatable, Encodable {
        let path: String
        let reason: String
    }

    /// In the order of their paths' bytes.
    private(set) var assets: [Asset] = []
    private(set) var skipped: [Skipped] = []
    private(set) var hiddenCount = 0

    private let root: String
    private var problems: [Diagnostic] = []

    /// Finds all files.
    ///
    /// - Throws: `CommandError` when the folder, or anything in it, cannot be read: what is not seen would look as
    ///   if it had been removed.
    init(_ path: String) throws {
        guard let root = Self.resolved(path) else {
            throw CommandError([
                Self.unreadable(
                    path, "there is no such folder",
                    fix: "run this from the root of the project, or name another with --assets DIR")
            ])
        }
        var status = stat()
        guard stat(root, &status) == 0, Self.kind(status) == S_IFDIR else {
            throw CommandError([Self.unreadable(path, "it is no folder", fix: "name one with --assets DIR")])
        }
        self.root = root
        walk(nil)
        guard problems.isEmpty else { throw CommandError(problems, hints: ["nothing was sent"]) }
        assets.sort { ObjectKey($0.path) < ObjectKey($1.path) }
    }

    private static func unreadable(_ path: String, _ problem: String, fix: String) -> Diagnostic {
        Diagnostic("unreadable-file", problem, at: .file(FilePosition(path: path)), fix: fix)
    }

    private mutating func walk(_ folder: String?) {
        let directory = folder.map { "\(root)/\($0)" } ?? root
        let names: [String]
        do {
            names = try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
        } catch {
            problems.append(Self.unreadable(directory, "the folder cannot be read", fix: "check its permissions"))
            return
        }
        for name in names {
            guard !name.hasPrefix(".") else {
                hiddenCount += 1
                continue
            }
            add(folder.map { "\($0)/\(name)" } ?? name)
        }
    }

    private mutating func add(_ path: String) {
        let file = "\(root)/\(path)"
        var status = stat()
        guard lstat(file, &status) == 0 else {
            problems.append(
                path.unicodeScalars.contains("\u{FFFD}")
                    ? Diagnostic(
                        "invalid-key", "the name is no UTF-8, which a key must be", at: .file(FilePosition(path: file)),
                        fix: "rename it")
                    : Self.unreadable(file, "it is gone or cannot be read", fix: "run this again"))
            return
        }
        switch Self.kind(status) {
        case S_IFDIR: walk(path)
        case S_IFREG: assets.append(Asset(path: path, file: file, stamp: FileStamp(status)))
        case S_IFLNK: addLink(path, file)
        default: skipped.append(Skipped(path: path, reason: "neither a file nor a folder"))
        }
    }

    private mutating func addLink(_ path: String, _ file: String) {
        func skip(_ reason: String) { skipped.append(Skipped(path: path, reason: reason)) }
        var status = stat()
        guard let target = Self.resolved(file), stat(target, &status) == 0 else {
            return skip("a link that leads nowhere")
        }
        guard target.utf8.starts(with: "\(root)/".utf8) else { return skip("a link out of the folder") }
        guard !ObjectKey(String(target.dropFirst(root.count + 1))).isHidden else {
            return skip("a link to a hidden file")
        }
        guard Self.kind(status) == S_IFREG else { return skip("a link to a folder; only links to files are followed") }
        assets.append(Asset(path: path, file: target, stamp: FileStamp(status)))
    }

    private static func kind(_ status: stat) -> mode_t { status.st_mode & S_IFMT }

    /// The absolute path without links.
    private static func resolved(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }
}
