import Diagnostics
import ResourceSchemas
import Template

/// Finds what CloudFormation would refuse in templates, or a user would regret.
///
/// Templates are all that it reads: whether Swift, a person or AWS made them makes no difference, other than in what a
/// problem's fix says.
public struct TemplateChecker: Sendable {
    private let templates: [CheckedTemplate]
    private let catalogue: ResourceCatalogue

    /// - Parameters:
    ///   - templates: each file once, those around nested ones first. Templates that are nested and not among them are
    ///     unknown.
    ///   - catalogue: the types that there are.
    public init(_ templates: [CheckedTemplate], catalogue: ResourceCatalogue) {
        self.templates = templates
        self.catalogue = catalogue
    }

    /// All that is wrong with the templates, in no certain order.
    public func diagnostics() -> [Diagnostic] {
        let files = Dictionary(templates.map { ($0.file, $0.template) }) { first, _ in first }
        let schemas = TypeSchemas(catalogue)
        var assumed: [String: [String]] = [:]
        return templates.flatMap { subject in
            let nested = subject.template.nestedFiles.map { id, file in
                (id, file: Template.path(of: file, in: subject.file))
            }
            for (id, file) in nested where assumed[file] == nil {
                guard let inner = files[file] else { continue }
                let condition = subject.template.resources[id]?.condition
                // Of one declaration, each template that uses it has a copy. What only has the same name may mean
                // anything.
                assumed[file] = ((assumed[subject.file] ?? []) + (condition.map { [$0] } ?? [])).filter { name in
                    let path = Template.Path(.conditions, name)
                    return inner.origin(of: path).map { $0 == subject.template.origin(of: path) } ?? false
                }
            }
            var examination = Examination(
                of: subject, nested: Dictionary(nested.map { ($0, files[$1]) }) { first, _ in first },
                assumed: assumed[subject.file] ?? [])
            examination.run(schemas)
            return examination.diagnostics
        }
    }
}
