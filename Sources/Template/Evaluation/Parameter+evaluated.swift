extension Template.Parameter {
    /// What references to the parameter yield.
    ///
    /// - Parameters:
    ///   - given: its value, if one is given.
    ///   - stored: what parameters of Systems Manager hold, by their names there.
    func evaluated(_ name: String, given: EvaluatedValue?, stored: [String: String]) -> EvaluatedValue {
        guard let value = given ?? defaultValue.map(EvaluatedValue.text) else { return .unknown(.parameter(name)) }
        if !value.unknown.isEmpty { return value }
        guard var text = value.text else { return value }
        if isInSystemsManager {
            guard let held = stored[text] else { return .unknown(.systemsManager(parameter: text)) }
            text = held
        }
        guard isList else { return .text(text) }
        return .list(
            text.split(separator: ",", omittingEmptySubsequences: false).map { .text(String($0.withoutBlanks)) })
    }
}

extension Substring {
    /// Without spaces at both ends.
    fileprivate var withoutBlanks: Substring {
        let rest = drop { $0 == " " }
        guard let last = rest.lastIndex(where: { $0 != " " }) else { return rest.prefix(0) }
        return rest[...last]
    }
}
