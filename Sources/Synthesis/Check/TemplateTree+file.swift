import Diagnostics
import Template

extension TemplateTree {
    /// A template in a file, with those that it nests by their files.
    ///
    /// - Throws: ``DiagnosticError`` with every file that cannot be read, and for one that nests itself.
    public init(file: String) throws(DiagnosticError) {
        var files = TemplateFiles()
        files.read(file)
        guard files.problems.isEmpty else { throw DiagnosticError(files.problems) }
        let templates = Dictionary(files.templates.map { ($0.file, $0.template) }) { first, _ in first }
        guard let tree = TemplateTree(root: file, in: templates) else {
            throw DiagnosticError(Diagnostic("template-file", "\(file) nests itself"))
        }
        self = tree
    }
}
