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
        var files: [String: Template] = [:]
        var open = [root]
        while let file = open.popLast() {
            guard files[file] == nil else { continue }
            let path = "\(folder)/\(file)"
            let template = try Template(parsing: contents(of: path), file: "\(name):\(path)")
            files[file] = template
            open += template.nestedFiles.map { Template.path(of: $0.file, in: file) }
        }
        guard let tree = TemplateTree(root: root, in: files) else {
            throw DiagnosticError(Diagnostic("template-file", "\(root) of \(name) nests itself"))
        }
        return tree
    }

    private func contents(of path: String) throws(DiagnosticError) -> [UInt8] {
        // A name cannot pass for an option, and a path counts from this folder.
        let (status, bytes) = ChildProcess.output(
            of: ["git", "show", "--end-of-options", "\(name):./\(path)"], atMost: Template.Limits.readBytes)
        guard status == 0 else {
            throw DiagnosticError(
                Diagnostic(
                    "git-revision", "git has no \(path) at '\(name)'",
                    fix: "name a revision at which the templates are committed, such as main or HEAD~1"))
        }
        return bytes
    }
}
