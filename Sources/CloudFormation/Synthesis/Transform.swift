import Template

/// The macros of AWS that synthesis declares where a template needs them. CloudFormation runs macros in the order in
/// which a template names them ("CloudFormation template Transform section" in its user guide).
enum Transform {
    /// For the functions that go beyond the basic language.
    static let languageExtensions = Template.languageExtensions
    /// For the types of the Serverless Application Model ("AWS::Serverless transform" in the template reference).
    static let serverless = Template.serverlessTransform
    /// What the names of those types begin with.
    static let serverlessTypes = "AWS::Serverless::"
    /// For functions that rotate secrets: of several, any will do.
    static let secrets = Template.secretsTransforms
    /// What the names of loops begin with.
    static let loop = "Fn::ForEach::"
}
