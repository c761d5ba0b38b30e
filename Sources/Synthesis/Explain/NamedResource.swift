import CloudFormation
import Diagnostics
import Template
import Terminal

/// A resource of an app with the names that people know it by.
struct NamedResource {
    /// The index of its template.
    let template: Int
    let resource: SynthesizedResource
    /// The logical IDs that lead to it from its root, as plans have them: `Network/VPC`.
    let planPath: String
    /// The root stack's name.
    let root: String

    fileprivate var fullPath: String { root + "/" + planPath }

    /// Those of its names that lead to it better than others do, first.
    fileprivate var names: [[String]] { [[resource.logicalID], [planPath, fullPath], [resource.path]] }
}

extension NamedResource {
    /// The resources of all templates, those of outer ones first.
    static func all(in templates: [SynthesizedTemplate]) -> [NamedResource] {
        let indices = Dictionary(templates.indices.map { (templates[$0].fileName, $0) }) { first, _ in first }
        var found: [NamedResource] = []
        func visit(_ index: Int, prefix: String, root: String, around: Set<Int>) {
            guard !around.contains(index) else { return }
            for resource in templates[index].resources {
                let path = prefix + resource.logicalID
                found.append(NamedResource(template: index, resource: resource, planPath: path, root: root))
                guard let nested = resource.nestedTemplate.flatMap({ indices[$0] }) else { continue }
                visit(nested, prefix: path + "/", root: root, around: around.union([index]))
            }
        }
        for (index, template) in templates.enumerated() where template.stackPath.count == 1 {
            visit(index, prefix: "", root: template.stackPath[0], around: [])
        }
        return found
    }
}

extension [NamedResource] {
    /// The one that a name means: a logical ID, logical IDs of nested stacks and its own, or a construct path.
    ///
    /// - Throws: ``UsageError`` for none, with the nearest name, and for several, with the names that tell them apart.
    func resource(called name: String) throws(UsageError) -> NamedResource {
        for kind in 0..<3 {
            let found = filter { $0.names[kind].contains(name) }
            if found.count == 1 { return found[0] }
            guard found.isEmpty else {
                throw UsageError(
                    "--explain is '\(name)', which \(found.count) resources are called; choose one of "
                        + found.map(\.fullPath).joined(separator: ", "))
            }
        }
        let names = flatMap { $0.names.flatMap { $0 } }
        let hint = Suggestion.question(for: name, in: names + DiagnosticCatalogue.codes)
        throw UsageError(
            "--explain is '\(name)', which is neither a resource of the stacks nor a code of a diagnostic; \(hint)allowed: a logical ID, a path as in Network/VPC, a construct path, or a code of docs/diagnostics.md"
        )
    }
}
