import Template

extension [CheckedTemplate] {
    /// The values that parameters of roots allow, where conditions or keys of mappings ask for the parameter, as they do
    /// for an environment: those with few values first.
    var choices: [(parameter: String, value: String)] {
        // What loops make depends on values too, and is made once.
        guard allSatisfy({ $0.loops == nil }) else { return [] }
        let inner = Set(nestedFiles.values.joined())
        let roots = filter { !inner.contains($0.file) }
        var asked = AskedParameters(self)
        var seen: Set<String> = []
        return roots.flatMap { root -> [(parameter: String, value: String)] in
            let candidates = root.template.parameters.filter { !$1.noEcho && !$1.isInSystemsManager && !$1.isList }
                .filter { !$1.allowedValues.isEmpty && !seen.contains($0) }
            guard !candidates.isEmpty else { return [] }
            let names = asked.parameters(of: root.file)
            let found = candidates.filter { names.contains($0.0) && seen.insert($0.0).inserted }
            return found.sorted { $0.1.allowedValues.count < $1.1.allowedValues.count }.flatMap { name, parameter in
                parameter.allowedValues.filter { value in
                    // Another root may mean something else by the name.
                    roots.allSatisfy { $0.template.parameters[name]?.allowedValues.contains(value) ?? true }
                }.map { (name, $0) }
            }
        }
    }
}

/// Finds the parameters by which templates choose: those that conditions compare, and that are keys of mappings, there
/// or in a stack that is given them.
private struct AskedParameters {
    private let templates: [String: CheckedTemplate]
    private var found: [String: Set<String>] = [:]

    init(_ templates: [CheckedTemplate]) {
        self.templates = Dictionary(templates.map { ($0.file, $0) }) { first, _ in first }
    }

    mutating func parameters(of file: String) -> Set<String> {
        if let names = found[file] { return names }
        // For those that nest each other.
        found[file] = []
        guard let subject = templates[file] else { return [] }
        var names: Set<String> = []
        subject.template.visit { value, _ in
            switch value {
            case .call(.equals, let arguments): names.formUnion(arguments.compactMap(\.referredName))
            case .call(.findInMap, let arguments):
                names.formUnion(arguments.dropFirst().prefix(2).compactMap(\.referredName))
            default: break
            }
        }
        for (id, nested) in subject.nestedFiles {
            let inner = parameters(of: nested)
            guard let given = subject.template.resources[id]?.properties["Parameters"]?.object else { continue }
            names.formUnion(given.entries.compactMap { inner.contains($0.key) ? $0.value.referredName : nil })
        }
        found[file] = names
        return names
    }
}

extension Template.Expression {
    fileprivate var referredName: String? { if case .ref(let name) = self { name } else { nil } }
}
