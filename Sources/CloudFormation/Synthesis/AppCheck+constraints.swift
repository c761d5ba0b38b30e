extension AppCheck {
    /// What is required of parameters can be decided before a deployment, and the defaults keep to it.
    static func constraints(_ app: ResolvedApp, _ diagnostics: inout [Diagnostic]) {
        for root in app.stacks where root.parent == nil {
            let declarations = root.collected.declarations.parameters.map(\.declaration)
            for declared in app.constraints(of: root) {
                if let reason = reasonNotToDecide(declared, declarations) {
                    diagnostics.append(
                        Diagnostic(
                            "undecidable-requirement",
                            "the requirement uses \(reason), which no deployment knows beforehand",
                            at: declared.constraint.location, path: declared.path,
                            notes: [.init("required here: \(declared.constraint.message)")],
                            fix:
                                "require something of literals and of parameters of the root stack that are no secrets, or make it a rule"
                        ))
                } else {
                    checkDefaults(declared, declarations, &diagnostics)
                }
            }
        }
    }

    /// Rules are exempt: AWS checks them.
    private static func reasonNotToDecide(
        _ declared: DeclaredConstraint, _ declarations: [ParameterDeclaration]
    ) -> String? {
        if declared.isRule { return nil }
        if let reason = declared.constraint.predicate.reasonToAskAWS { return reason }
        // An update keeps the secret that was deployed, and nobody can read it.
        return declarations.first { $0.noEcho && declared.constraint.parameters.contains($0.name) }.map {
            "the secret \($0.name)"
        }
    }

    private static func checkDefaults(
        _ declared: DeclaredConstraint, _ declarations: [ParameterDeclaration], _ diagnostics: inout [Diagnostic]
    ) {
        let defaults = declarations.reduce(into: [String: String]()) { $0[$1.name] = $1.defaultValue }
        guard declared.constraint.holds(for: defaults) == false else { return }
        let names = declared.constraint.parameters
        let notes = names.compactMap { name in
            declarations.first { $0.name == name }.map {
                Diagnostic.Note(
                    "the default of \(name) is \($0.defaultValue.map { "\"\($0)\"" } ?? "missing")", at: $0.place)
            }
        }
        diagnostics.append(
            Diagnostic(
                "violated-requirement",
                "\(names.isEmpty ? "the values" : "the defaults") break a requirement: \(declared.constraint.message); allowed: \(declared.constraint.allowed)",
                at: declared.constraint.location, path: declared.path, notes: notes,
                fix: names.isEmpty
                    ? "change one of the values"
                    : "change a default, or leave one out so that every environment must give it"))
    }
}
