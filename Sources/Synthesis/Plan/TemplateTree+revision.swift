import Diagnostics
import Template

extension TemplateTree {
    /// A root template with those nested in it, as a revision of the repository has committed them.
    ///
    /// - Parameters:
    ///   - revision: whatever `git` takes for one, such as `main` or `HEAD~3`.
    ///   - folder: of the templates, from where the command is run.
    ///   - root: the root's file name.
    /// - Throws: ``DiagnosticError`` for a revision or a file that there is not, and for one that is no template.
    public init(revision: String, folder: String, root: String) throws(DiagnosticError) {
        self = try GitRevision(revision, folder: folder).tree(root: root)
    }
}
