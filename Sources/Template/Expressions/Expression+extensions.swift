extension Template.Expression {
    /// Whether this very function is written as only `AWS::LanguageExtensions` understands it.
    public var needsLanguageExtensions: Bool {
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
