import Template

extension SecurityContext {
    private static let noValue = Template.Expression.ref("AWS::NoValue")

    enum Answer {
        case yes, no, unknown

        /// - Parameters:
        ///   - text: of what stands there, or of what counts where nothing does.
        ///   - found: what stands there.
        init(_ text: String?, of found: Template.Expression?, _ isSo: (String) -> Bool) {
            self =
                if let text { isSo(text) ? .yes : .no } else { found?.isLiteral == false ? .unknown : .no }
        }
    }

    enum Found {
        /// Nil for nothing.
        case value(Template.Expression?)
        case depends(String)
        /// What hides it.
        case hidden(String)
    }

    /// - Parameter answer: of what stands there, and of its text where it has one.
    mutating func leaf(
        _ keys: String, _ value: Template.Expression?, _ path: [Template.Path.Step],
        _ answer: (Template.Expression?, String?) -> Answer
    ) -> SecurityFinding {
        switch find(keys, in: value) {
        case .depends(let condition): return .depends(on: condition)
        case .hidden(let reason): return .unknown([reason])
        case .value(let found):
            // Of a parameter, each value that it may have is asked.
            let answers =
                found.flatMap { template.allowedTexts(of: $0) }?.map { answer(found, $0) }
                ?? [answer(found, found?.scalarText)]
            if answers.allSatisfy({ $0 == .yes }) { return .passes }
            if answers.allSatisfy({ $0 == .no }) { return .fails(at: path + Self.steps(keys)) }
            return .unknown(found.map { [reason($0)] } ?? [])
        }
    }

    mutating func find(_ keys: String, in value: Template.Expression?) -> Found {
        var current = value
        for key in keys.split(separator: "/") {
            switch settle(current) {
            case .value(.object(let object)?): current = object[String(key)]
            case .value(nil): return .value(nil)
            // An element, by its number.
            case .value(.list(let elements)?):
                guard let index = Int(key), elements.indices.contains(index) else { return .value(nil) }
                current = elements[index]
            case .value(let other?):
                if other.isLiteral { return .value(nil) }
                return .hidden(reason(other))
            case let other: return other
            }
        }
        return settle(current)
    }

    /// Follows conditions that are decided.
    mutating func settle(_ value: Template.Expression?) -> Found {
        var current = value
        while case .call(.if, let arguments)? = current {
            guard let condition = arguments[0].string else { return .hidden("a condition") }
            guard let holds = facts.value(of: condition) else { return .depends(condition) }
            current = arguments[holds ? 1 : 2]
        }
        return .value(current == Self.noValue || current == .null ? nil : current)
    }

    /// What would have to be known.
    func reason(_ value: Template.Expression) -> String {
        let parameters = value.names.sorted().filter { template.parameters[$0] != nil }
        if !parameters.isEmpty { return "the parameter " + parameters.joined(separator: " and ") }
        return "a value that is known after the deployment"
    }

    static func steps(_ keys: String) -> [Template.Path.Step] {
        keys.split(separator: "/").map { Int($0).map(Template.Path.Step.index) ?? .key(String($0)) }
    }
}

extension Template.Expression {
    /// Whether it is what it says, and no function.
    var isLiteral: Bool {
        switch self {
        case .null, .boolean, .number, .string, .list, .object: true
        case .ref, .getAtt, .sub, .call, .malformed: false
        }
    }
}

extension Template {
    /// The texts that a parameter may come to; nil for what is no parameter, and for one that takes any.
    fileprivate func allowedTexts(of value: Template.Expression) -> [String]? {
        guard case .ref(let name) = value, let allowed = parameters[name]?.allowedValues, !allowed.isEmpty
        else { return nil }
        return allowed
    }

    /// The numbers that a parameter may come to; nil for what is no parameter of numbers.
    func allowedRange(of value: Template.Expression) -> ClosedRange<Double>? {
        guard case .ref(let name) = value, let parameter = parameters[name], parameter.isNumeric,
            parameter.allowedValues.isEmpty
        else { return nil }
        let least = parameter.minValue.flatMap { Double($0.text) } ?? -.infinity
        let most = parameter.maxValue.flatMap { Double($0.text) } ?? .infinity
        return least <= most ? least...most : nil
    }
}
