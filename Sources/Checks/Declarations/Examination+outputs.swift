import Template

extension Examination {
    /// Outputs are described briefly, have texts for values, and export under names of their own.
    mutating func checkOutputs() {
        var exports: [String: (output: String, condition: String?)] = [:]
        for (name, output) in template.outputs {
            let path = Template.Path(.outputs, name)
            if let description = output.description?.string { limit(description: description, at: path) }
            if let value = output.outputValue { checkText(value, at: path.appending("Value")) }
            guard let export = output.exportName?.string else { continue }
            if export.isEmpty {
                report("illegal-name", "the output exports under an empty name", at: path, fix: "name the export")
            } else if let first = exports[export], isOfFile {
                reportExport(export, of: path, output.condition, first)
            } else {
                exports[export] = (name, output.condition)
            }
        }
        checkImports(exports.mapValues(\.output))
    }

    /// What an output shows is text, in every branch.
    private mutating func checkText(_ value: Template.Expression, at path: @autoclosure () -> Template.Path) {
        switch value {
        case .call(.if, let arguments):
            checkText(arguments[1], at: path().appending("Fn::If").appending(1))
            checkText(arguments[2], at: path().appending("Fn::If").appending(2))
        case .list, .object, .call(.split, _), .call(.getAZs, _), .call(.cidr, _):
            guard !isRewritten else { return }
            report(
                "wrong-value-type",
                "the value of an output is a text, and this is \(value.object == nil ? "a list" : "an object")",
                at: path(), fix: "join the elements, or give each an output of its own")
        default: break
        }
    }

    /// Two that exist under conditions may never exist together.
    private mutating func reportExport(
        _ export: String, of path: Template.Path, _ condition: String?, _ first: (output: String, condition: String?)
    ) {
        guard follows(condition, from: first.condition) || follows(first.condition, from: condition) else { return }
        let other = Template.Path(.outputs, first.output)
        report(
            "duplicate-export", "\(first.output) exports under the name \(export) too", at: path,
            notes: [note("\(name(of: other)) is declared here", at: other)].compactMap(\.self),
            fix: "name one of them otherwise")
    }

    /// Whether what has a condition exists wherever what has the other one does.
    func follows(_ condition: String?, from other: String?) -> Bool {
        var facts = conditionFacts
        if let other { facts.assume(other, is: true) }
        return condition.map { facts.value(of: $0) == true } ?? true
    }

    /// - Parameter exports: the output of each name.
    private mutating func checkImports(_ exports: [String: String]) {
        guard !exports.isEmpty else { return }
        var found: [(name: String, path: Template.Path)] = []
        template.visit { value, path in
            guard case .call(.importValue, let arguments) = value, let name = arguments[0].string,
                exports[name] != nil
            else { return }
            found.append((name, path))
        }
        for (name, path) in found {
            report(
                "import-of-own-export", "\(name) is exported by this very stack, and is not there before it is made",
                severity: .warning, at: path, fix: "use the value that \(exports[name] ?? "") has")
        }
    }
}
