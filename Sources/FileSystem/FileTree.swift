#if canImport(Darwin)
import Darwin
#elseif canImport(Musl)
import Musl
#else
import Glibc
#endif

/// All files below a folder that may leave this machine, and what is not among them.
///
/// | in the folder | what becomes of it |
/// |---|---|
/// | a file | listed |
/// | a name that whoever asks ignores, with all that is below it | left out |
/// | a link to a file in the folder that is not ignored | what it leads to is listed, under the link's name |
/// | a link out of the folder, to another folder, or to nothing | left out: it could publish anything on this machine |
/// | a pipe, a socket, a device | left out |
package struct FileTree: Sendable {
    /// A file that is listed.
    package struct File: Sendable {
        /// From the folder on, with slashes.
        package let path: String
        /// Absolute; where a link leads to.
        package let location: String
        /// How it was when it was found.
        package let state: SystemFiles.State
    }

    /// Something that is left out, which whoever put it there may not expect.
    package struct Omission: Sendable {
        /// From the folder on, with slashes.
        package let path: String
        package let reason: Reason

        package enum Reason: String, Sendable {
            case brokenLink = "a link that leads nowhere"
            case linkOutside = "a link out of the folder"
            case linkToIgnored = "a link to a hidden file"
            case linkToFolder = "a link to a folder; only links to files are followed"
            case special = "neither a file nor a folder"
        }
    }

    /// What cannot be read, so that not all is known.
    package struct Problem: Error, Sendable {
        /// Absolute, or as the folder was named.
        package let location: String
        package let kind: Kind

        package enum Kind: Sendable {
            case missing, isNoFolder, unreadableFolder, invalidName, gone
        }
    }

    /// In the order of their paths' bytes.
    package fileprivate(set) var files: [File] = []
    /// In the order in which they were found.
    package fileprivate(set) var omissions: [Omission] = []
    /// How many names were ignored, without those below them.
    package fileprivate(set) var ignoredCount = 0
    /// What could not be read.
    package fileprivate(set) var problems: [Problem] = []

    /// Finds all files.
    ///
    /// - Parameters:
    ///   - path: of the folder; links lead to it as well.
    ///   - isIgnored: whether a name is left out, by its path from the folder on. Asked of each folder before its contents,
    ///     and of none of those then.
    /// - Throws: ``Problem`` for what is no folder.
    package init(
        _ path: String, ignoring isIgnored: @escaping (_ path: String, _ isFolder: Bool) -> Bool
    ) throws(Problem) {
        guard let root = try? SystemFiles.linkless(path) else { throw Problem(location: path, kind: .missing) }
        guard SystemFiles.isFolder(root) else { throw Problem(location: path, kind: .isNoFolder) }
        var walk = FileTreeWalk(root: root, isIgnored: isIgnored)
        walk.enter(nil)
        self = walk.found
        files.sort { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
    }

    fileprivate init() {}
}

/// Goes through a folder.
private struct FileTreeWalk {
    let root: String
    let isIgnored: (_ path: String, _ isFolder: Bool) -> Bool
    var found = FileTree()

    mutating func enter(_ folder: String?) {
        let directory = folder.map { "\(root)/\($0)" } ?? root
        guard let names = SystemFiles.allNames(in: directory) else {
            found.problems.append(.init(location: directory, kind: .unreadableFolder))
            return
        }
        // What is found first decides nothing, but what is told of it has an order.
        for name in names.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
            let path = (folder.map { "\($0)/" } ?? "") + String(decoding: name, as: UTF8.self)
            if String(validating: name, as: UTF8.self) == nil {
                if !isIgnored(path, false) {
                    found.problems.append(.init(location: "\(root)/\(path)", kind: .invalidName))
                }
            } else {
                add(path)
            }
        }
    }

    private mutating func add(_ path: String) {
        let location = "\(root)/\(path)"
        var status = stat()
        guard lstat(location, &status) == 0 else {
            if !isIgnored(path, false) { found.problems.append(.init(location: location, kind: .gone)) }
            return
        }
        let kind = status.st_mode & S_IFMT
        guard !isIgnored(path, kind == S_IFDIR) else {
            found.ignoredCount += 1
            return
        }
        switch kind {
        case S_IFDIR: enter(path)
        case S_IFREG: found.files.append(.init(path: path, location: location, state: .init(status)))
        case S_IFLNK: addLink(path, location)
        default: found.omissions.append(.init(path: path, reason: .special))
        }
    }

    private mutating func addLink(_ path: String, _ location: String) {
        var status = stat()
        guard let target = try? SystemFiles.linkless(location), stat(target, &status) == 0 else {
            return leaveOut(path, .brokenLink)
        }
        guard target.utf8.starts(with: "\(root)/".utf8) else { return leaveOut(path, .linkOutside) }
        let isFolder = status.st_mode & S_IFMT == S_IFDIR
        guard !isBelowIgnored(String(decoding: target.utf8.dropFirst(root.utf8.count + 1), as: UTF8.self), isFolder)
        else { return leaveOut(path, .linkToIgnored) }
        guard status.st_mode & S_IFMT == S_IFREG else { return leaveOut(path, isFolder ? .linkToFolder : .special) }
        found.files.append(.init(path: path, location: target, state: .init(status)))
    }

    private mutating func leaveOut(_ path: String, _ reason: FileTree.Omission.Reason) {
        found.omissions.append(.init(path: path, reason: reason))
    }

    /// Whether a path, or a folder around it, is ignored.
    private func isBelowIgnored(_ path: String, _ isFolder: Bool) -> Bool {
        let parts = path.split(separator: "/")
        return parts.indices.contains { index in
            isIgnored(parts[...index].joined(separator: "/"), isFolder || index < parts.count - 1)
        }
    }
}
