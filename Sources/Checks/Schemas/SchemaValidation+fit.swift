import Patterns
import Template

extension SchemaValidation {
    /// Whether a value fits a schema, by what is known of it: nothing is reported.
    mutating func fit(_ value: Template.Expression, _ schema: Schema) -> Fit {
        if case .ref("AWS::NoValue") = value { return .yes }
        if case .call(.if, let arguments) = value { return fit(branchesOf: arguments, schema) }
        if schema.isForbidden { return value.isBlank ? .unknown : .no }
        let own: Fit
        switch value {
        case .null: own = .unknown
        case .sub, .call:
            // What a function comes to is looked for only where something depends on it.
            if schema.saysNothing { return .yes }
            if schema.takesText, let text = textOfFunction(value) { return fit(.string(text), schema) }
            own = fit(partOf: value, schema)
        case .ref, .getAtt, .malformed: own = schema.saysNothing ? .yes : .unknown
        case .list(let elements): own = schema.takes(.array) ? fit(elements, schema) : .no
        case .object(let object): own = schema.takes(.object) ? fit(object, schema) : .no
        case .string, .number, .boolean: own = fit(scalar: value, schema)
        }
        guard own != .no, schema.hasAlternatives || schema.conditions != nil else { return own }
        var result = own
        if let parts = schema.all {
            for index in 0..<parts.count where result != .no {
                result = result.and(fit(value, parts.schema(at: index)))
            }
        }
        for alternatives in schema.choices where result != .no {
            result = result.and(fit(value, anyOf: alternatives))
        }
        if result != .no, let conditions = schema.conditions { result = result.and(fit(value, conditions)) }
        return result
    }

    mutating func fit(_ value: Template.Expression, anyOf alternatives: [Schema]) -> Fit {
        var result = Fit.no
        for alternative in alternatives where result != .yes { result = result.or(fit(value, alternative)) }
        return result
    }

    private mutating func fit(branchesOf arguments: [Template.Expression], _ schema: Schema) -> Fit {
        guard let condition = arguments[0].string else { return .unknown }
        if let holds = facts.value(of: condition) { return fit(arguments[holds ? 1 : 2], schema) }
        let around = facts
        let branches = [true, false].map { holds in
            facts.assume(condition, is: holds)
            defer { facts = around }
            return fit(arguments[holds ? 1 : 2], schema)
        }
        return branches[0] == branches[1] ? branches[0] : .depends(on: condition)
    }

    private mutating func fit(_ value: Template.Expression, _ conditions: SchemaConditions) -> Fit {
        var result = Fit.yes
        if let condition = conditions.condition {
            switch fit(value, condition) {
            case .yes: if let then = conditions.consequence { result = fit(value, then) }
            case .no: if let otherwise = conditions.otherwise { result = fit(value, otherwise) }
            case let undecided: result = undecided
            }
        }
        if let negated = conditions.negated { result = result.and(!fit(value, negated)) }
        if let contained = conditions.contained, case .list(let elements) = value {
            result = result.and(conditions.mostContained == nil ? fit(elements, containing: contained) : .unknown)
        }
        if conditions.names != nil, value.object != nil { result = result.and(.unknown) }
        if conditions.content != nil { result = result.and(.unknown) }
        return result
    }

    // MARK: - Kinds of values

    /// Whether an element of a list fits.
    mutating func fit(_ elements: [Template.Expression], containing schema: Schema) -> Fit {
        var result = Fit.no
        for element in elements where result != .yes {
            switch Presence(element, facts) {
            case .always: result = result.or(fit(element, schema))
            case .never: break
            case .missing(let guards): result = result.or(Fit(dependingOn: guards))
            }
        }
        return result
    }

    private mutating func fit(_ elements: [Template.Expression], _ schema: Schema) -> Fit {
        var result = Fit.yes
        if let items = schema.items {
            for element in elements where result != .no { result = result.and(fit(element, items)) }
        }
        if schema.isOfUnique || !schema.uniqueKeys.isEmpty { result = result.and(.unknown) }
        guard schema.minItems != nil || schema.maxItems != nil else { return result }
        let presences = elements.map { Presence($0, facts) }
        if let wanted = schema.minItems {
            result = result.and(presences.least >= wanted ? .yes : presences.most < wanted ? .no : .unknown)
        }
        if let limit = schema.maxItems {
            result = result.and(presences.most <= limit ? .yes : presences.least > limit ? .no : .unknown)
        }
        return result
    }

    private mutating func fit(_ object: Template.Object, _ schema: Schema) -> Fit {
        guard !object.hasMacros else { return schema.saysNothing ? .yes : .unknown }
        var result = Fit.yes
        if let required = schema.required {
            for element in required.elements {
                guard let name = element.text else { continue }
                switch Presence(object[name], facts) {
                case .always: break
                case .never: return .no
                case .missing(let guards): result = result.and(Fit(dependingOn: guards))
                }
            }
        }
        if let properties = schema.properties {
            for index in 0..<properties.count where result != .no {
                guard let position = object.index(of: properties.name(at: index)) else { continue }
                result = result.and(fit(object.entries[position].value, properties.schema(at: index)))
            }
        }
        return schema.groups != nil || schema.additional != nil ? result.and(.unknown) : result
    }

    /// A text that functions put together, by the parts that are known.
    private func fit(partOf value: Template.Expression, _ schema: Schema) -> Fit {
        guard let rules = schema.scalars, let text = PartialText(value) else { return .unknown }
        if !rules.mayAllow(text) { return .no }
        switch schema.matches(text) {
        case false: return .no
        case true where rules.saysOnlyPattern && schema.values == nil: return .yes
        default: return .unknown
        }
    }

    private func fit(scalar value: Template.Expression, _ schema: Schema) -> Fit {
        // Where members are asked for, an object is meant, and no text says whether it would have them.
        guard let text = value.scalarText, !text.hasDynamicReference, schema.required == nil else { return .unknown }
        guard schema.types.isEmpty || schema.types.accepts(text) else { return .no }
        guard let rules = schema.scalars else { return schema.values == nil ? .yes : .unknown }
        guard rules.allows(text) else { return .no }
        if rules.hasBounds {
            guard let number = text.asNumber, rules.bounds(number) else { return .no }
        }
        guard rules.hasTextRules else { return .yes }
        let count = text.unicodeScalars.count
        guard count >= rules.minLength ?? 0, count <= rules.maxLength ?? .max else { return .no }
        guard rules.pattern != nil else { return .yes }
        return schema.matches(text).map(Fit.init) ?? .unknown
    }
}

extension Schema {
    /// Whether every value fits.
    fileprivate var saysNothing: Bool {
        types.isEmpty && scalars == nil && minItems == nil && maxItems == nil && required == nil && groups == nil
            && !hasAlternatives && conditions == nil && values == nil && propertyCount == 0 && items == nil
    }

    fileprivate func takes(_ type: ValueTypes) -> Bool { types.isEmpty || types.contains(type) }
}

extension ScalarRules {
    fileprivate var saysOnlyPattern: Bool {
        enumeration.isEmpty && minLength == nil && maxLength == nil && !hasBounds
    }

    /// Whether a number is within the bounds.
    fileprivate func bounds(_ number: Double) -> Bool {
        number >= minimum?.number ?? -.infinity && number <= maximum?.number ?? .infinity
            && number > exclusiveMinimum?.number ?? -.infinity && number < exclusiveMaximum?.number ?? .infinity
            && (step.map { $0.number <= 0 || (number / $0.number).rounded() * $0.number == number } ?? true)
    }
}
