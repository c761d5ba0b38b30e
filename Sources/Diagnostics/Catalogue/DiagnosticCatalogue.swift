/// All kinds of problems that this package reports. A construct of one's own may report others.
public enum DiagnosticCatalogue {
    /// In the order of the page of all codes.
    public static let families: [DiagnosticFamily] = [
        .declarations, .references, .schemas, .rules, .services, .network, .access, .documents, .limits, .constructs,
        .files,
        .deployment, .commands, .suppressions, .security, .securityPacks, .operations, .cost, .audit,
    ]

    /// The kind with a code.
    public static func kind(_ code: String) -> DiagnosticKind? {
        for family in families {
            if let kind = family.kinds.first(where: { $0.code == code }) { return kind }
        }
        return nil
    }

    /// The codes of all kinds.
    public static var codes: [String] { families.flatMap(\.kinds).map(\.code) }
}

extension DiagnosticFamily {
    /// What `audit-infra` finds, by code.
    public static var ofAudits: [DiagnosticKind] {
        [security, operations, cost, audit].flatMap(\.kinds).sorted { $0.code < $1.code }
    }

    /// What only those find who switch a pack of security rules on, by code.
    public static var ofPacks: [DiagnosticKind] { securityPacks.kinds }

    /// What no schema of a type tells.
    public static var beyondSchemas: [DiagnosticKind] {
        [services, network, access, documents, rules].flatMap(\.kinds)
            + references.kinds.filter { $0.code == "malformed-identifier" }
    }

    /// What schemas tell of values, and the rules beside them under the same codes.
    public static var ofSchemasAndRules: [DiagnosticKind] {
        let codes: Set = [
            "exclusive-properties", "missing-property", "out-of-range", "pattern-mismatch", "value-not-allowed",
            "wrong-count", "wrong-length", "wrong-value-type",
        ]
        return schemas.kinds.filter { codes.contains($0.code) }
    }

    /// What `deploy` finds, and nothing before it unless a region is named.
    public static var ofDeployments: [DiagnosticKind] { deployment.kinds }
}
