extension Template.Parameter {
    /// What references to the parameter yield.
    ///
    /// - Parameters:
    ///   - given: its value, if one is given.
    ///   - stored: what parameters of Systems Manager hold, by their names there.
    func evaluated(_ name: String, given: EvaluatedValue?, stored: [String: String]) -> EvaluatedValue {
        guard let value = (given ?? defaultValue.map(EvaluatedValue.text))?.bounded("parameter \(name)") else {
            return .unknown(.parameter(name))
        }
        if !value.unknown.isEmpty { return value }
        guard var text = value.text else { return value }
        if isInSystemsManager {
            guard let held = stored[text] else { return .unknown(.systemsManager(parameter: text)) }
            text = held
        }
        guard isList else { return .text(text) }
        return .list(Self.elements(of: text).map(EvaluatedValue.text))
    }
}
