import Diagnostics
import Template

/// The templates that a revision of the repository has committed.
struct GitRevision {
    private let name: String
    private let folder: String

    /// - Parameters:
    ///   - name: whatever `git` takes for one, such as `main` or `HEAD~3`.
    ///   - folder: of the templates, from where the command is run.
    init(_ name: String, folder: String) {
        self.name = name
        self.folder = folder
    }

    /// The tree of a root template.
    ///
    /// - Throws: ``DiagnosticError`` for a revision or a file that there is not, and for one that is no template.
    func tree(root: String) throws(DiagnosticError) -> TemplateTree {
        let committed = committed()
        var files: [String: Template] = [:]
        var open = [root]
        while let file = open.popLast() {
            guard files[file] == nil else { continue }
            let path = "\(folder)/\(file)"
            guard let contents = committed[file] else {
                throw DiagnosticError(
                    Diagnostic(
                        "git-revision", "git has no \(path) at '\(name)'",
                        fix: "name a revision at which the templates are committed, such as main or HEAD~1"))
            }
            let template = try Template(parsing: contents, file: "\(name):\(path)")
            files[file] = template
            open += template.nestedFiles.map { Template.path(of: $0.file, in: file) }
        }
        guard let tree = TemplateTree(root: root, in: files) else {
            throw DiagnosticError(Diagnostic("template-file", "\(root) of \(name) nests itself"))
        }
        return tree
    }

    /// What the folder has in it, by name; nothing where there is no such revision or folder.
    ///
    /// Git is started twice, however many files there are.
    private func committed() -> [String: [UInt8]] {
        // A name cannot pass for an option, and a path counts from this folder.
        let listed = ChildProcess.output(
            of: ["git", "ls-tree", "-z", "-l", "--end-of-options", "\(name):./\(folder)"],
            atMost: Template.Limits.readBytes)
        guard listed.status == 0 else { return [:] }
        let files = listed.bytes.split(separator: 0).compactMap(CommittedFile.init)
            .filter { $0.name.hasSuffix(".json") && $0.size <= Template.Limits.readBytes }
        let shown = ChildProcess.output(
            of: ["git", "show", "--no-textconv"] + files.map(\.hash),
            atMost: files.reduce(0) { $0 + $1.size })
        guard shown.status == 0, !files.isEmpty else { return [:] }
        var contents: [String: [UInt8]] = [:]
        var rest = shown.bytes[...]
        for file in files {
            contents[file.name] = Array(rest.prefix(file.size))
            rest = rest.dropFirst(file.size)
        }
        return contents
    }
}

/// A file as `git ls-tree -l` lists it: mode, kind, hash, size, a tab, and its name.
private struct CommittedFile {
    let name: String
    let hash: String
    /// In bytes.
    let size: Int

    /// Nil for what is no file, such as a folder.
    init?(_ line: ArraySlice<UInt8>) {
        guard let tab = line.firstIndex(of: UInt8(ascii: "\t")) else { return nil }
        let columns = line[..<tab].split(separator: UInt8(ascii: " ")).map { String(decoding: $0, as: UTF8.self) }
        guard columns.count == 4, columns[1] == "blob", let size = Int(columns[3]) else { return nil }
        name = String(decoding: line[(tab + 1)...], as: UTF8.self)
        hash = columns[2]
        self.size = size
    }
}
