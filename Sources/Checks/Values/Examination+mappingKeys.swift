import Diagnostics
import Template

extension Examination {
    /// What `Fn::FindInMap` asks for by literal keys is in the mapping.
    mutating func checkKeyLookup(_ value: Template.Expression, at path: Template.Path) {
        guard case .call(.findInMap, let arguments) = value, arguments.count == 3, !isRewritten, !path.isInMetadata,
            let name = arguments[0].string, let mapping = template.mappings[name],
            !mapping.object.entries.contains(where: { $0.key.hasPrefix("Fn::") })
        else { return }
        let second = arguments[2].scalarText
        let keys = mapping.object.entries.map(\.key)
        guard let first = arguments[1].scalarText else {
            checkAllowed(arguments[1], keys, of: name, at: path)
            if let second, !mapping.object.entries.contains(where: { $0.value[second] != nil }) {
                let known = mapping.object.entries.first?.value.object?.entries.map(\.key) ?? []
                reportKey("no key of the mapping \(name) has \(second)", second, known, at: path)
            }
            return
        }
        guard let values = mapping.object[first]?.object else {
            reportKey("the mapping \(name) has no key \(first)", first, keys, at: path)
            return
        }
        if let second, values[second] == nil {
            reportKey("\(first) has no \(second) in the mapping \(name)", second, values.entries.map(\.key), at: path)
        }
    }

    /// What a parameter allows is a key; a single one that is none is found by whoever chooses it.
    private mutating func checkAllowed(
        _ key: Template.Expression, _ keys: [String], of mapping: String, at path: Template.Path
    ) {
        guard case .ref(let name) = key, let parameter = template.parameters[name],
            !parameter.isInSystemsManager
        else { return }
        let missing = parameter.allowedValues.filter { !keys.contains($0) }
        guard let one = missing.first else { return }
        reportKey(
            "the mapping \(mapping) has no key \(one), which the parameter \(name) allows", one, keys, at: path,
            severity: missing.count == parameter.allowedValues.count ? .error : .warning)
    }

    /// The same of keys that are known by the values of parameters only.
    mutating func checkMappedKeys() {
        guard !isRewritten else { return }
        for call in lookups {
            let (arguments, path) = (call.arguments, call.path)
            guard arguments.count == 3, arguments.contains(where: { $0.scalarText == nil }), !isConditional(path),
                let name = arguments[0].string, let mapping = template.mappings[name], !mapping.object.hasMacros,
                let first = knownKey(arguments[1])
            else { continue }
            guard let values = mapping.object[first]?.object else {
                reportKey(
                    "the mapping \(name) has no key \(first)", first, mapping.object.entries.map(\.key), at: path)
                continue
            }
            guard !values.hasMacros, let second = knownKey(arguments[2]), values[second] == nil else { continue }
            reportKey("\(first) has no \(second) in the mapping \(name)", second, values.entries.map(\.key), at: path)
        }
    }

    /// A key that stands there, is given, or is handed down.
    private func knownKey(_ key: Template.Expression) -> String? {
        if let text = key.scalarText { return text }
        if let known { return known.evaluated.value(of: key)?.text }
        guard let values = possibleValues(of: key), values.count == 1, values[0].cause.isAsked else { return nil }
        return values[0].value.scalarText
    }

    private mutating func reportKey(
        _ message: String, _ key: String, _ known: [String], at path: Template.Path,
        severity: Diagnostic.Severity = .error
    ) {
        report(
            "find-in-map-key", message, severity: severity, at: path,
            fix: Suggestion.fix(for: key, in: known) ?? "add it to the mapping")
    }
}
