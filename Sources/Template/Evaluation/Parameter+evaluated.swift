extension Template.Parameter {
    /// What references to the parameter yield.
    ///
    /// - Parameter given: its value, if one is given.
    func evaluated(_ name: String, given: EvaluatedValue?) -> EvaluatedValue {
        guard let value = given ?? defaultValue.map(EvaluatedValue.text) else { return .unknown(.parameter(name)) }
        if !value.unknown.isEmpty { return value }
        // What the value names is kept elsewhere.
        if isInSystemsManager { return .unknown(.systemsManager(parameter: name)) }
        guard isList, let text = value.text else { return value }
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
