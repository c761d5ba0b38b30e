extension Check {
    /// Mappings hold constants under legal keys.
    static func mappings(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for stack in app.stacks {
            // A borrowed mapping is checked where it is declared.
            for mapping in stack.collected.declarations.mappings {
                check(mapping, &diagnostics)
            }
        }
    }

    private static func check(_ mapping: MappingRecord, _ diagnostics: inout [Diagnostic]) {
        func report(_ code: String, _ message: String, fix: String) {
            diagnostics.append(Diagnostic(code, message, about: mapping.element, fix: fix))
        }
        if mapping.entries.isEmpty { report("no-entries", "the mapping is empty", fix: "add a key, or take it out") }
        if mapping.entries.count > Limits.mappingKeys {
            report(
                "limit-exceeded",
                "the mapping has \(mapping.entries.count) keys; at most \(Limits.mappingKeys) are allowed",
                fix: "split the mapping")
        }
        for repeated in mapping.entries.map(\.0).repeated {
            report("duplicate-key", "the key \(repeated) is given twice", fix: "leave one of them out")
        }
        for (key, values) in mapping.entries {
            if !isLegal(key, also: ".-") {
                report("illegal-name", "the key \"\(key)\" is illegal", fix: "use letters, digits, dots and hyphens")
            }
            if values.isEmpty { report("no-entries", "\(key) has no values", fix: "add a value, or take it out") }
            if values.count > Limits.mappingAttributes {
                report(
                    "limit-exceeded",
                    "\(key) has \(values.count) values; a mapping can have \(Limits.mappingAttributes) a key",
                    fix: "split the mapping")
            }
            for repeated in values.map(\.key).repeated {
                report("duplicate-key", "the key \(key).\(repeated) is given twice", fix: "leave one of them out")
            }
            for value in values {
                if !isLegal(value.key, also: "") {
                    report("illegal-name", "the key \"\(key).\(value.key)\" is illegal", fix: "use letters and digits")
                }
                if !value.value.isConstant {
                    report(
                        "computed-constant", "\(key).\(value.key) is no constant, and a mapping holds nothing else",
                        fix: "write a literal, or choose between values with .if(_:_:else:)")
                }
            }
        }
    }

    private static func isLegal(_ key: String, also others: String) -> Bool {
        !key.isEmpty && key.utf8.count <= Limits.nameLength
            && key.unicodeScalars.allSatisfy { scalar in
                switch scalar {
                case "a"..."z", "A"..."Z", "0"..."9": true
                default: others.unicodeScalars.contains(scalar)
                }
            }
    }
}

extension [String] {
    /// What occurs more than once.
    var repeated: [String] {
        var seen: Set<String> = []
        return filter { !seen.insert($0).inserted }
    }
}

extension Expression {
    /// A literal, or a list of literals.
    fileprivate var isConstant: Bool {
        switch self {
        case .string, .integer, .double, .boolean: true
        case .list(let elements): elements.allSatisfy(\.isConstant)
        default: false
        }
    }
}
