import ResourceInterfaces
import ResourceSchemas

/// Renders the file of a kind of values that refer to a resource of one of a few types, in its service's module.
struct TargetSetRenderer {
    private let set: TargetSet
    private let service: ServiceModel

    init(_ set: TargetSet, in service: ServiceModel) {
        self.set = set
        self.service = service
    }

    func render() -> String {
        var writer = SwiftWriter()
        writer.line(GeneratedFile.header)
        writer.line()
        writer.block("extension \(service.namespace)") { writer in
            writer.line("/// What \(list(properties.map { "`\($0)`" })) \(verb) to: a resource of one of a few types.")
            writer.line("///")
            writer.line("/// Any other text is a literal, or `.text(value)`\(set.others.map { ": \($0)" } ?? "").")
            writer.line("///")
            writer.line("/// Source: \(set.source).")
            writer.line("public enum \(set.name.kind): TargetKind {}")
        }
        writer.line()
        writer.block("extension Value where Kind == \(TypeSpelling.fileScope.spell(set.name))") { writer in
            for (index, target) in set.targets.enumerated() {
                if index > 0 { writer.line() }
                construct(target, &writer)
            }
        }
        return writer.text
    }

    /// A constructor a form, told apart by a label where there are several.
    private func construct(_ target: TargetSet.Target, _ writer: inout SwiftWriter) {
        for (index, reference) in target.references.enumerated() {
            if index > 0 { writer.line() }
            let form = reference.kind.noun
            let label = target.references.count > 1 ? form.label : "_ \(form.label)"
            let type = TypeSpelling.fileScope.spell(.reference(reference))
            writer.line("/// The \(form.text) of an `\(reference.target)`.")
            writer.line(
                "public static func \(SwiftName.escaped(target.name))(\(label): \(type)) -> Self { Self(reinterpreting: \(form.label)) }"
            )
        }
    }

    /// CloudFormation's names of the properties that take the set, each once.
    private var properties: [String] {
        func names(_ properties: [PropertyModel]) -> [String] {
            properties.filter { $0.type.targetSet == set.name }.map(\.name)
        }
        func names(in structure: StructureModel) -> [String] {
            names(structure.properties) + structure.structures.flatMap(names(in:))
        }
        return Set(
            service.resources.flatMap { names($0.properties) + $0.structures.flatMap(names(in:)) }
        ).sorted()
    }

    private var verb: String { properties.count == 1 ? "refers" : "refer" }

    private func list(_ names: [String]) -> String {
        guard let last = names.last, names.count > 1 else { return names.joined() }
        return "\(names.dropLast().joined(separator: ", ")) and \(last)"
    }
}

extension TypedReference.Kind {
    /// As an argument is called, and as a comment calls it.
    fileprivate var noun: (label: String, text: String) {
        switch self {
        case .id: ("id", "identifier")
        case .arn: ("arn", "ARN")
        case .name: ("name", "name")
        }
    }
}
