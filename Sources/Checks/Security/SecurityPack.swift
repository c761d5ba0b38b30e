/// A set of security rules that somebody reviews by.
public enum SecurityPack: String, Sendable, CaseIterable {
    /// What cdk-nag asks under this name: the rules by which AWS reviews its own solutions.
    case awsSolutions = "aws-solutions"
    /// What checkov asks of CloudFormation templates.
    case checkov

    /// How the pack calls a rule, as in `AwsSolutions-S1` and `CKV_AWS_18`.
    func name(of rule: String) -> String {
        switch self {
        case .awsSolutions: "AwsSolutions-\(rule)"
        case .checkov: "CKV_AWS_\(rule)"
        }
    }

    /// The codes of the rules that packs ask.
    public static func codes(of packs: Set<SecurityPack>) -> Set<String> {
        Set(SecurityRule.all.filter { !packs.isDisjoint(with: $0.names.keys) }.map(\.code))
    }
}
