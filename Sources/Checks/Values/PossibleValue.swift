import Template

/// One of the literals that a value may come to.
struct PossibleValue {
    /// Why it may be this one.
    enum Cause {
        /// It stands there.
        case literal
        /// One of those that a parameter allows.
        case allowed(by: String)
        /// What a parameter is where nobody gives anything else.
        case standard(of: String)
        /// What the stacks around give to a parameter.
        case handed(to: String)
        /// What a mapping has.
        ///
        /// - Parameter isAsked: whether the template itself names the keys, by which it is certain to be asked for.
        case mapped(at: Template.Path, isAsked: Bool)
    }

    let value: Template.Expression
    let cause: Cause
}

extension PossibleValue.Cause {
    /// Whether it stands where it is used.
    var isLiteral: Bool { if case .literal = self { true } else { false } }

    /// Whether the template itself asks for it, whatever anybody gives.
    var isAsked: Bool {
        switch self {
        case .literal, .handed, .mapped(_, true): true
        case .allowed, .standard, .mapped(_, false): false
        }
    }
}

extension Examination {
    /// The literals that a value may come to, as far as the template lists them; nil where it may be anything.
    func possibleValues(of value: Template.Expression) -> [PossibleValue]? {
        switch value {
        case .string, .number, .boolean, .list, .object: [PossibleValue(value: value, cause: .literal)]
        case .ref(let name): possibleValues(ofParameter: name)
        case .call(.findInMap, let arguments): possibleValues(inMapping: arguments)
        default: nil
        }
    }

    private func possibleValues(ofParameter name: String) -> [PossibleValue]? {
        guard let parameter = template.parameters[name], !parameter.isInSystemsManager, !parameter.noEcho else {
            return nil
        }
        if let handed = handedTexts(to: name) {
            return handed.map { PossibleValue(value: parameter.literal($0), cause: .handed(to: name)) }
        }
        let allowed = parameter.allowedValues.map(Template.Expression.string)
        if !allowed.isEmpty { return allowed.map { PossibleValue(value: $0, cause: .allowed(by: name)) } }
        guard let standard = parameter.defaultValue, !standard.isEmpty, known == nil, !isAlwaysGiven(name) else {
            return nil
        }
        return [PossibleValue(value: parameter.literal(standard), cause: .standard(of: name))]
    }

    /// Whether every stack around gives a value for the parameter.
    func isAlwaysGiven(_ parameter: String) -> Bool { arguments(for: parameter).allSatisfy { $0 != nil } }

    /// The texts that the stacks around give; nil where one of them gives none, or none that stands there.
    private func handedTexts(to parameter: String) -> [String]? {
        let arguments = arguments(for: parameter)
        let texts = arguments.compactMap { $0?.scalarText }.filter { !$0.hasDynamicReference }
        return texts.isEmpty || texts.count < arguments.count ? nil : texts
    }

    /// What each stack around gives to a parameter.
    private func arguments(for parameter: String) -> [Template.Expression?] {
        ownStacks.map { index in
            wiring.stacks[index].parent.flatMap { parent in
                let stack = wiring.resource(parent.logicalID, in: parent.stack)
                return stack?.resource.properties["Parameters"]?[parameter]
            }
        }
    }

    private func possibleValues(inMapping arguments: [Template.Expression]) -> [PossibleValue]? {
        guard let name = arguments[0].string, let mapping = template.mappings[name], !mapping.object.hasMacros else {
            return nil
        }
        let first = possibleKeys(arguments[1], of: mapping.object.entries.map(\.key))
        var values: [PossibleValue] = []
        var isWhole = true
        for key in first.keys {
            let inner = mapping.object[key]?.object
            let second = possibleKeys(arguments[2], of: inner?.entries.map(\.key) ?? [])
            for other in second.keys {
                guard let found = inner?[other] else {
                    isWhole = false
                    continue
                }
                let path = Template.Path(.mappings, name).appending(key).appending(other)
                values.append(
                    PossibleValue(value: found, cause: .mapped(at: path, isAsked: first.isAsked && second.isAsked)))
            }
        }
        // What is not found is told of by itself.
        if !isWhole, arguments.count > 3, let standard = arguments[3]["DefaultValue"] {
            values += possibleValues(of: standard) ?? []
        }
        return values.isEmpty ? nil : values
    }

    /// The keys that a mapping may be asked for: all of them where that is not known.
    private func possibleKeys(
        _ key: Template.Expression, of keys: [String]
    ) -> (keys: [String], isAsked: Bool) {
        if let text = key.scalarText { return ([text], true) }
        if case .ref(let name) = key, let allowed = template.parameters[name]?.allowedValues, !allowed.isEmpty {
            return (allowed, true)
        }
        return (keys, false)
    }
}

extension Template.Parameter {
    /// What a reference yields for a value.
    fileprivate func literal(_ text: String) -> Template.Expression {
        isList ? .list(Self.elements(of: text).map(Template.Expression.string)) : .string(text)
    }
}
