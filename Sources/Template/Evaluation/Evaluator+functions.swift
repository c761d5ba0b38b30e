extension Evaluator {
    /// What a function yields; nil for `AWS::NoValue`.
    func value(of function: Template.Function, _ arguments: [Template.Expression]) -> EvaluatedValue? {
        let name = function.rawValue
        switch function {
        case .if: return choice(arguments)
        case .ref: return withText(of: arguments[0], name) { value(of: .ref($0)) ?? .null }
        case .getAtt:
            return withText(of: arguments[0], name) { value(of: .getAtt($0, arguments[1])) ?? .null }
        // Its text is what people read, and what they wrote.
        case .base64: return withText(of: arguments[0], name, EvaluatedValue.text)
        case .join:
            return withText(of: arguments[0], name) { separator in
                withList(of: arguments[1], name) { list in
                    let texts = EvaluatedValue.list(list).texts
                    return texts.map { .text($0.joined(separator: separator)) }
                        ?? .unknown(reasons(for: .list(list), name))
                }
            }
        case .split:
            return withText(of: arguments[0], name) { separator in
                withText(of: arguments[1], name) { split($0, separator) }
            }
        case .select:
            return withText(of: arguments[0], name) { index in
                withList(of: arguments[1], name) { list in
                    guard let index = Int(index), list.indices.contains(index) else {
                        return .unknown(.missing("element \(index) in a list of \(list.count)"))
                    }
                    return list[index]
                }
            }
        case .length: return withList(of: arguments[0], name) { .text(String($0.count)) }
        case .findInMap: return valueInMapping(arguments)
        case .cidr: return addressBlocks(arguments)
        case .getAZs:
            return withText(of: arguments[0], name) { region in
                if region.isEmpty { return value(of: .call(.getAZs, [.ref("AWS::Region")])) ?? .null }
                let zones = surroundings.availabilityZones[region]
                return zones.map { .list($0.map(EvaluatedValue.text)) } ?? .unknown(.availabilityZones(of: region))
            }
        case .importValue:
            return withText(of: arguments[0], name) { export in
                surroundings.exports[export].map(EvaluatedValue.text) ?? .unknown(.export(export))
            }
        case .getStackOutput:
            let stack = arguments[0]["StackName"].flatMap(value)?.text ?? "?"
            let output = arguments[0]["OutputName"].flatMap(value)?.text ?? "?"
            return .unknown(.output("\(stack).\(output)"))
        case .toJSONString: return jsonText(of: arguments[0])
        case .condition, .equals, .and, .or, .not, .contains, .eachMemberEquals, .eachMemberIn:
            switch verdict(of: .call(function, arguments)) {
            case .yes: return true
            case .no: return false
            case .undecided(let reasons): return .unknown(reasons)
            }
        case .sub, .transform, .refAll, .valueOf, .valueOfAll: return .unknown(.function(name))
        }
    }

    private func choice(_ arguments: [Template.Expression]) -> EvaluatedValue? {
        guard let name = arguments[0].string else { return .unknown(.function("Fn::If")) }
        switch verdict(ofConditionNamed: name) {
        case .yes: return value(of: arguments[1])
        case .no: return value(of: arguments[2])
        case .undecided(let reasons):
            // Either way it is the same.
            if arguments[1] == arguments[2] { return value(of: arguments[1]) }
            return .unknown(([.condition(name)] + reasons).withoutRepetitions)
        }
    }

    private func split(_ text: String, _ separator: String) -> EvaluatedValue {
        guard !separator.isEmpty else { return .unknown(.function("Fn::Split")) }
        let parts = text.unicodeScalars.split(
            separator: separator.unicodeScalars, omittingEmptySubsequences: false)
        return .list(parts.map { .text(String($0)) })
    }

    private func valueInMapping(_ arguments: [Template.Expression]) -> EvaluatedValue? {
        let alternative = arguments.count == 4 ? arguments[3]["DefaultValue"] : nil
        let keys = arguments.prefix(3).map(value)
        let texts = keys.compactMap { $0?.text }
        guard texts.count == 3 else {
            return .unknown(keys.flatMap { $0?.allUnknown ?? [] }.withoutRepetitions.orElse(.function("Fn::FindInMap")))
        }
        if let found = template.mappings[texts[0]]?[texts[1], texts[2]] { return value(of: found) }
        return alternative.map(value) ?? .unknown(.missing("\(texts[1])/\(texts[2]) in mapping \(texts[0])"))
    }

    private func withList(
        of expression: Template.Expression, _ function: String, _ body: ([EvaluatedValue]) -> EvaluatedValue
    ) -> EvaluatedValue {
        let value = value(of: expression)
        return value?.list.map(body) ?? .unknown(reasons(for: value, function))
    }
}

extension [Unknown] {
    fileprivate func orElse(_ reason: Unknown) -> [Unknown] { isEmpty ? [reason] : self }
}
