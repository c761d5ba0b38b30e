import Template

extension Examination {
    /// Mappings hold constants under legal keys.
    mutating func checkMappings() {
        for (name, mapping) in template.mappings where !mapping.object.entries.contains(where: \.isMacro) {
            let path = Template.Path(.mappings, name)
            let count = mapping.object.count
            if count == 0 { report("no-entries", "the mapping is empty", at: path, fix: "add a key, or take it out") }
            if count > Template.Limits.mappingKeys {
                report(
                    "limit-exceeded",
                    "the mapping has \(count) keys; at most \(Template.Limits.mappingKeys) are allowed", at: path,
                    fix: "split the mapping")
            }
            for entry in mapping.object.entries {
                if !Self.isLegal(entry.key, also: ".-") {
                    report(
                        "illegal-name", "the key \"\(entry.key)\" is illegal", at: path,
                        fix: "use letters, digits, dots and hyphens")
                }
                guard let values = entry.value.object else {
                    report(
                        "no-entries", "\(entry.key) leads to a value at once, and a mapping has two levels of keys",
                        at: path.appending(entry.key), fix: "write {\"\(entry.key)\": {\"Value\": ...}}")
                    continue
                }
                check(values, under: entry.key, at: path.appending(entry.key))
            }
        }
    }

    /// The values under a first key.
    private mutating func check(_ values: Template.Object, under first: String, at path: Template.Path) {
        if values.isEmpty {
            report("no-entries", "\(first) has no values", at: path, fix: "add a value, or take it out")
        }
        if values.count > Template.Limits.mappingAttributes {
            report(
                "limit-exceeded",
                "\(first) has \(values.count) values; a mapping can have \(Template.Limits.mappingAttributes) a key",
                at: path, fix: "split the mapping")
        }
        for entry in values.entries where !entry.isMacro {
            let key = "\(first).\(entry.key)"
            if !Self.isLegal(entry.key, also: "") {
                report("illegal-name", "the key \"\(key)\" is illegal", at: path, fix: "use letters and digits")
            }
            if !entry.value.isConstant {
                report(
                    "computed-constant", "\(key) is no constant, and a mapping holds nothing else",
                    at: path.appending(entry.key),
                    fix: "write a literal, or choose between values with .if(_:_:else:)",
                    fixOfFile: "write a literal, or choose between values with Fn::If")
            }
        }
    }

    private static func isLegal(_ key: String, also others: String) -> Bool {
        !key.isEmpty && key.utf8.count <= Template.Limits.nameLength
            && key.utf8.allSatisfy { $0.isASCIILetterOrDigit || others.utf8.contains($0) }
    }
}

extension Template.Object.Entry {
    /// Whether a macro is to make something of it.
    fileprivate var isMacro: Bool { key.hasPrefix("Fn::") }
}

extension Template.Expression {
    /// A literal, or a list of literals.
    fileprivate var isConstant: Bool {
        if case .list(let elements) = self { elements.allSatisfy(\.isConstant) } else { scalarText != nil }
    }
}
