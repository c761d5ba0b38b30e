import Template

/// The macros of AWS that synthesis declares where a template needs them. CloudFormation runs macros in the order in
/// which a template names them ("CloudFormation template Transform section" in its user guide).
enum Transform {
    /// For the functions that go beyond the basic language ("AWS::LanguageExtensions transform" in the template
    /// reference).
    static let languageExtensions = "AWS::LanguageExtensions"
    /// For the types of the Serverless Application Model ("AWS::Serverless transform" in the template reference).
    static let serverless = "AWS::Serverless-2016-10-31"
    /// What the names of those types begin with.
    static let serverlessTypes = "AWS::Serverless::"
}

extension Template.Expression {
    /// Whether this very function is written as only `AWS::LanguageExtensions` understands it.
    var needsLanguageExtensions: Bool {
        switch self {
        case .call(.length, _), .call(.toJSONString, _), .malformed(.length, _), .malformed(.toJSONString, _): true
        // Without it, keys are literals, parameters, and what another mapping holds.
        case .call(.findInMap, let arguments): !arguments.dropFirst().allSatisfy(\.isPlainMappingKey)
        default: false
        }
    }

    private var isPlainMappingKey: Bool {
        switch self {
        case .string, .number, .ref, .call(.findInMap, _): true
        default: false
        }
    }
}
