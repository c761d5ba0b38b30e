import Archives
import FileSystem

/// A file or a folder of the app's repository, and what of it does not count.
package struct AssetSource: Sendable, Hashable {
    /// From the project's folder, in which the command runs; without a slash at its end.
    package let path: String
    let ignored: IgnoredNames

    init(path: String, ignoring patterns: [String]) {
        var path = Substring(path)
        while path.hasPrefix("./") { path = path.dropFirst(2) }
        while path.count > 1, path.hasSuffix("/") { path = path.dropLast() }
        self.path = String(path)
        ignored = IgnoredNames(patterns)
    }

    /// Reads it, and zips it where it is a folder: the same files give the same bytes on every machine.
    ///
    /// - Parameter mayBeElsewhere: whether links may lead to it out of the project, as to what a build leaves.
    package func read(mayBeElsewhere: Bool) throws(AssetProblem) -> AssetContent {
        if let problem = problemOfPath { throw problem }
        if !mayBeElsewhere, isElsewhere {
            throw AssetProblem(
                "is a link out of the project's folder, which could publish anything on this machine",
                fix: "name what is in the repository")
        }
        return SystemFiles.isFolder(path) ? try readFolder() : try readFile()
    }

    /// Only what is in the repository is the same on every machine.
    private var problemOfPath: AssetProblem? {
        if path.isEmpty || path.hasPrefix("/") || path.split(separator: "/").contains("..") {
            return AssetProblem(
                "is not in the project's folder", fix: "name it from there, in which the command runs: functions/hello")
        }
        guard let fault = ignored.faults.first else { return nil }
        return AssetProblem(
            "is read with the pattern '\(fault.pattern)', which \(fault.problem)",
            fix: "write a name or a path, in which * and ? stand for characters")
    }

    private var isElsewhere: Bool {
        guard let target = try? SystemFiles.linkless(path), let project = try? SystemFiles.linkless(".") else {
            return false
        }
        return target != project && !target.hasPrefix(project == "/" ? "/" : project + "/")
    }

    // MARK: - A file

    private func readFile() throws(AssetProblem) -> AssetContent {
        let bytes: [UInt8]
        do {
            bytes = try SystemFiles.contents(ofGiven: path, atMost: ZIPArchive.mostBytes)
        } catch {
            throw AssetProblem(error)
        }
        guard !bytes.isEmpty else {
            throw AssetProblem("is empty", fix: "name the file that AWS is to have")
        }
        let last = path.split(separator: "/").last ?? ""
        let suffix = last.dropFirst().lastIndex(of: ".").map { String(last[$0...]) } ?? ""
        return AssetContent(bytes: bytes, suffix: suffix)
    }

    // MARK: - A folder

    private func readFolder() throws(AssetProblem) -> AssetContent {
        let tree: FileTree
        do {
            tree = try FileTree(path) { ignored.contains($0, isFolder: $1) }
        } catch {
            throw AssetProblem(error, in: path)
        }
        if let problem = tree.problems.first { throw AssetProblem(problem, in: path) }
        guard !tree.files.isEmpty else {
            throw AssetProblem("has no files", fix: "name the folder that has them, or ignore fewer")
        }
        var archive = ZIPArchive()
        // Before anything is read that has no room anyway.
        guard tree.files.reduce(0, { $0 + $1.state.size }) <= ZIPArchive.mostBytes else {
            throw AssetProblem(ZIPArchive.Refusal.tooLarge(limit: ZIPArchive.mostBytes))
        }
        for file in tree.files {
            let contents = try contents(of: file)
            do {
                try archive.add(file.path, contents)
            } catch {
                throw AssetProblem(error)
            }
        }
        return AssetContent(
            bytes: archive.finished(), suffix: ".zip",
            leftOut: tree.omissions.map { "\($0.path): \($0.reason.rawValue)" })
    }

    private func contents(of file: FileTree.File) throws(AssetProblem) -> [UInt8] {
        let found: [UInt8]?
        do {
            found = try SystemFiles.contents(of: file.location)
        } catch {
            throw AssetProblem("has a file that cannot be read: \(file.path): \(error)", fix: "check its permissions")
        }
        guard let bytes = found, SystemFiles.state(of: file.location) == file.state else {
            throw AssetProblem(
                "has a file that is being written to: \(file.path)", fix: "run this again when that is done")
        }
        return bytes
    }
}
