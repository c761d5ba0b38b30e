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
    /// What the names of the versions begin with of the macro that makes functions which rotate secrets ("AWS::SecretsManager
    /// transform" in the template reference).
    static let secrets = "AWS::SecretsManager-"
    static let newestSecrets = "AWS::SecretsManager-2024-09-16"
    /// What has such a function, and the property that asks for it.
    static let rotationType = "AWS::SecretsManager::RotationSchedule"
    static let hostedRotation = "HostedRotationLambda"
    /// What the names of loops begin with.
    static let loop = "Fn::ForEach::"
}
