import Diagnostics

/// What is asked of each resource of a type.
struct SecurityRule: Sendable {
    /// Of the catalogue.
    let code: String
    let types: [String]
    /// What the packs that ask it call it there.
    let names: [SecurityPack: [String]]
    let requirement: SecurityRequirement

    /// - Parameters:
    ///   - solutions: the rule of AWS Solutions, as in `S1`; several with spaces between them.
    ///   - checkov: the numbers of checkov's rules.
    init(
        _ code: String, of types: String..., solutions: String = "", checkov: String = "",
        _ requirement: SecurityRequirement
    ) {
        self.code = code
        self.types = types
        self.requirement = requirement
        let all = [(SecurityPack.awsSolutions, solutions), (.checkov, checkov)].map { pack, names in
            (pack, names.split(separator: " ").map { pack.name(of: String($0)) })
        }
        names = Dictionary(uniqueKeysWithValues: all.filter { !$1.isEmpty })
    }
}

extension SecurityRule {
    /// All rules, by the concern of the resource.
    static let all = ofStorage + ofDatabases + ofNetwork + ofCompute + ofAccess + ofMessaging + ofDelivery + ofAnalytics

    /// Those of some packs, by the type that they are asked of.
    static func byType(_ packs: Set<SecurityPack>) -> [String: [SecurityRule]] {
        var rules: [String: [SecurityRule]] = [:]
        for rule in all where !packs.isDisjoint(with: rule.names.keys) {
            for type in rule.types { rules[type, default: []].append(rule) }
        }
        return rules
    }
}
