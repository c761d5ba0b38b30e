import Diagnostics

extension SecurityPack {
    /// How the pack calls a rule, as in `AwsSolutions-S1` and `CKV_AWS_18`.
    func name(of rule: String) -> String {
        switch self {
        case .awsSolutions: "AwsSolutions-\(rule)"
        case .checkov: "CKV_AWS_\(rule)"
        }
    }

    /// The codes of the rules that packs ask.
    public static func codes(of packs: Set<SecurityPack>) -> Set<String> {
        // To read all the rules takes longer than the rest.
        packs.isEmpty ? [] : Set(SecurityRule.all.filter { !packs.isDisjoint(with: $0.names.keys) }.map(\.code))
    }
}

extension Set<SecurityPack> {
    /// What a check with these packs does not find, and other commands do: a suppression of it is not unused here.
    public var foundElsewhere: [DiagnosticKind] {
        let asked = SecurityPack.codes(of: self)
        return DiagnosticFamily.ofAudits + DiagnosticFamily.ofDeployments
            + DiagnosticFamily.ofPacks.filter { !asked.contains($0.code) }
    }
}
