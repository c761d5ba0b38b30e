extension Evaluator {
    /// What an expression comes to; nil for `AWS::NoValue`.
    func value(of expression: Template.Expression) -> EvaluatedValue? {
        switch expression {
        case .null: return .null
        case .boolean, .number, .string: return .text(expression.scalarText ?? "")
        case .list(let elements): return .list(elements.compactMap(value))
        case .object(let object): return value(of: object)
        case .ref("AWS::NoValue"): return nil
        case .ref(let name): return reference(name)
        case .getAtt(let name, let attribute):
            return withText(of: attribute) { self.attribute($0, of: name) }
        case .sub(let substitution): return text(of: substitution)
        case .call(let function, let arguments): return value(of: function, arguments)
        case .malformed(let function, _): return .unknown(.function(function.rawValue))
        }
    }

    private func value(of object: Template.Object) -> EvaluatedValue {
        var members: [String: EvaluatedValue] = [:]
        for entry in object.entries {
            if entry.key.hasPrefix("Fn::") {
                // A function that nobody knows, or, beside others or in a loop, what a macro makes more members of.
                let unknown = EvaluatedValue.unknown(.function(entry.key))
                if object.count == 1, !Template.Loop.isKey(entry.key) { return unknown }
                members[entry.key] = unknown
            } else {
                members[entry.key] = value(of: entry.value)
            }
        }
        return .object(members)
    }

    // MARK: - References

    private func reference(_ name: String) -> EvaluatedValue {
        if let value = parameters[name] { return value }
        if let resource = template.resources[name] {
            return made(name, resource) { surroundings.made(self.name(of: name), nil) }
        }
        guard name.hasPrefix("AWS::") else { return .unknown(.undeclared(name)) }
        return pseudoParameter(name)
    }

    private func pseudoParameter(_ name: String) -> EvaluatedValue {
        if !path.isEmpty, ["AWS::StackId", "AWS::StackName", "AWS::NotificationARNs"].contains(name) {
            let stack = path.joined(separator: "/")
            return surroundings.made(stack, name == "AWS::StackId" ? nil : name) ?? .unknown(.afterCreation(of: stack))
        }
        return surroundings.pseudoParameters[name].map(EvaluatedValue.text) ?? .unknown(.pseudoParameter(name))
    }

    private func attribute(_ attribute: String, of name: String) -> EvaluatedValue {
        guard let resource = template.resources[name] else { return .unknown(.undeclared(name)) }
        return made(name, resource) {
            guard resource.type == Template.Resource.stackType, attribute.hasPrefix("Outputs.") else {
                return surroundings.made(self.name(of: name), attribute)
            }
            let output = String(attribute.dropFirst("Outputs.".count))
            guard let stack = stacks[name] else {
                return surroundings.made(self.name(of: name), attribute) ?? .unknown(.template(of: self.name(of: name)))
            }
            return stack.outputs[output] ?? .unknown(.missing("output \(output) of \(self.name(of: name))"))
        }
    }

    /// What a resource yields, where it exists.
    private func made(
        _ name: String, _ resource: Template.Resource, _ value: () -> EvaluatedValue?
    ) -> EvaluatedValue {
        if verdict(ofConditionNamed: resource.condition) == .no {
            return .unknown(.missing("resource \(self.name(of: name))"))
        }
        return value() ?? .unknown(.afterCreation(of: self.name(of: name)))
    }

    // MARK: - Text

    private func text(of substitution: Template.Substitution) -> EvaluatedValue {
        var text = ""
        var unknown: [Unknown] = []
        for segment in substitution.segments {
            switch segment {
            case .text(let part): text += part
            case .literal(let part): text += "${" + part + "}"
            case .name(let name):
                let value = value(ofVariable: name, in: substitution)
                if let part = value.text { text += part } else { unknown += reasons(for: value, "Fn::Sub") }
            }
        }
        return unknown.isEmpty ? .text(text) : .unknown(unknown.withoutRepetitions)
    }

    private func value(ofVariable name: String, in substitution: Template.Substitution) -> EvaluatedValue {
        if let variable = substitution.variables[name] { return value(of: variable) ?? .text("") }
        guard let (owner, attribute) = name.splitAtFirstDot else { return reference(name) }
        return self.attribute(attribute, of: owner)
    }

    /// Why a value is not what a function needs.
    func reasons(for value: EvaluatedValue?, _ function: String) -> [Unknown] {
        let unknown = value?.allUnknown ?? []
        return unknown.isEmpty ? [.function(function)] : unknown
    }

    /// What is made of the text of an expression, where that is known.
    func withText(
        of expression: Template.Expression, _ function: String = "Fn::GetAtt", _ body: (String) -> EvaluatedValue
    ) -> EvaluatedValue {
        let value = value(of: expression)
        return value?.text.map(body) ?? .unknown(reasons(for: value, function))
    }
}
