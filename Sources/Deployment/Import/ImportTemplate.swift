import Diagnostics
import Template

extension Template {
    /// The template of an import: as it is deployed, with what is imported and nothing else, since AWS changes nothing
    /// else in the same step.
    ///
    /// - Throws: `DiagnosticError` where an imported resource refers to what is not deployed yet.
    func importing(_ resources: [ImportedResource]) throws -> Template {
        let imported = Dictionary(resources.map { ($0.logicalID, $0) }) { first, _ in first }
        let members = self.resources.object.entries + resources.map { Object.Entry($0.logicalID, $0.declaration.value) }
        let template = Template(
            formatVersion: formatVersion, transforms: declaredTransforms, description: description, metadata: metadata,
            parameters: parameters, rules: rules, mappings: mappings, conditions: conditions,
            resources: Section(object: Object(members)),
            outputs: outputs, otherSections: otherSections)
        var problems: [Diagnostic] = []
        for reference in template.references {
            guard let user = reference.path.resource.flatMap({ imported[$0] }),
                let missing = template.missing(reference.target)
            else { continue }
            problems.append(
                Diagnostic(
                    "not-importable", "\(user.path) refers to \(missing), which is not deployed yet",
                    at: .source(user.source.location), property: "\(reference.path)",
                    fix: "deploy once without \(user.path), then import it: nothing else can change in the same step"))
        }
        guard problems.isEmpty else { throw DiagnosticError(problems) }
        return template
    }

    /// What a reference leads to, where the template does not have it.
    private func missing(_ target: Reference.Target) -> String? {
        switch target {
        case .resource, .parameter, .pseudoParameter: nil
        case .condition(let name): conditions[name] == nil ? "the condition \(name)" : nil
        case .mapping(let name): mappings[name] == nil ? "the mapping \(name)" : nil
        case .undeclared(let name): name
        }
    }
}
