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

extension Template {
    /// The same with the macros that CloudFormation runs over it, in the order in which it runs them.
    ///
    /// - Parameter declared: by the user; added are those that something in the template needs.
    func declaringTransforms(_ declared: [String]) -> Template {
        var transforms = declared
        // It must come first, and AWS's own macro for serverless types knows nothing of what it resolves.
        if !transforms.contains(Transform.languageExtensions), needsLanguageExtensions {
            transforms.insert(Transform.languageExtensions, at: 0)
        }
        // Other macros may make serverless types too.
        if !transforms.contains(Transform.serverless),
            resources.contains(where: { $1.type.hasPrefix(Transform.serverlessTypes) })
        {
            transforms.append(Transform.serverless)
        }
        return transforms.isEmpty ? self : with(transforms: transforms)
    }

    /// Whether something is written as only `AWS::LanguageExtensions` understands it.
    private var needsLanguageExtensions: Bool {
        var isNeeded = false
        visit { value, _ in
            switch value {
            case .call(.length, _), .call(.toJSONString, _), .malformed(.length, _), .malformed(.toJSONString, _):
                isNeeded = true
            case .call(.findInMap, let arguments):
                // Without it, keys are literals, parameters, and what another mapping holds.
                isNeeded = isNeeded || !arguments.dropFirst().allSatisfy(\.isPlainMappingKey)
            default: break
            }
        }
        return isNeeded
    }
}

extension Template.Expression {
    fileprivate var isPlainMappingKey: Bool {
        switch self {
        case .string, .number, .ref, .call(.findInMap, _): true
        default: false
        }
    }
}
