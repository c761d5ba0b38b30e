/// A set of security rules that somebody reviews by.
public enum SecurityPack: String, Sendable, CaseIterable {
    /// What cdk-nag asks under this name: the rules by which AWS reviews its own solutions.
    case awsSolutions = "aws-solutions"
    /// What checkov asks of CloudFormation templates.
    case checkov
}
