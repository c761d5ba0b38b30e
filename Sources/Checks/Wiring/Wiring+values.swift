import Template

extension Wiring {
    /// How many references one value may lead through: more than anybody writes, and an end for those in a circle.
    private static var longestWay: Int { 200 }

    /// What stands where the value comes from: behind parameters of nested stacks, outputs, mappings, and conditions
    /// that are decided. What is not known stays as it stands.
    func resolved(_ value: WiredValue) -> WiredValue {
        var steps = Self.longestWay
        return resolved(value, &steps)
    }

    private func resolved(_ value: WiredValue, _ steps: inout Int) -> WiredValue {
        var value = value
        while steps > 0, let next = next(value, &steps) {
            value = next
            steps -= 1
        }
        return value
    }

    private func next(_ value: WiredValue, _ steps: inout Int) -> WiredValue? {
        func here(_ expression: Template.Expression?) -> WiredValue? {
            expression.map { WiredValue(expression: $0, stack: value.stack) }
        }
        switch value.expression {
        case .ref(let name): return given(name, in: stacks[value.stack])
        case .getAtt(let name, .string(let attribute)):
            guard attribute.hasPrefix("Outputs."), let nested = stacks[value.stack].nested[name] else { return nil }
            let output = stacks[nested].outputs[String(attribute.utf8.dropFirst("Outputs.".utf8.count)) ?? ""]
            return output?.outputValue.map { WiredValue(expression: $0, stack: nested) }
        case .sub(let substitution):
            guard substitution.variables.isEmpty, case .name(let name)? = substitution.segments.first,
                substitution.segments.count == 1
            else { return nil }
            return here(Template.Expression(named: name))
        case .call(.if, let arguments):
            guard let condition = arguments[0].string else { return nil }
            return holds(condition, in: value.stack).flatMap { here(arguments[$0 ? 1 : 2]) }
        case .call(.select, let arguments):
            guard let index = arguments[0].scalarText.flatMap(Int.init), let list = here(arguments[1]),
                let elements = elements(of: list, &steps), elements.indices.contains(index)
            else { return nil }
            return elements[index]
        case .call(.findInMap, let arguments):
            guard let name = arguments[0].string, let first = arguments[1].string, let second = arguments[2].scalarText
            else { return nil }
            return here(stacks[value.stack].template.mappings[name]?[first, second])
        default: return nil
        }
    }

    /// What a nested stack is given for a parameter, or what that is without.
    private func given(_ name: String, in stack: WiredStacks.Stack) -> WiredValue? {
        guard let parent = stack.parent, let arguments = stack.arguments, let parameter = stack.parameters[name],
            !parameter.isInSystemsManager
        else { return nil }
        let given = arguments[name].flatMap { $0.isNoValue ? nil : $0 }
        return (given ?? parameter.defaultValue.map(Template.Expression.string)).map {
            WiredValue(expression: $0, stack: parent.stack)
        }
    }

    /// The elements of a list, each resolved, without those that `AWS::NoValue` removes; nil where one is not known.
    func elements(of value: WiredValue) -> [WiredValue]? { placedElements(of: value)?.map { $0.element } }

    /// The same with the place at which each stands.
    func placedElements(of value: WiredValue) -> [PlacedElement]? {
        var steps = Self.longestWay
        return placedElements(of: value, &steps)
    }

    /// The elements of a list, where they are known; none elsewhere.
    func elements(of value: WiredValue?) -> [WiredValue] { placedElements(of: value).map { $0.element } }

    /// The same with the place at which each stands.
    func placedElements(of value: WiredValue?) -> [PlacedElement] {
        guard let value else { return [] }
        return placedElements(of: value) ?? []
    }

    private func elements(of list: WiredValue, _ steps: inout Int) -> [WiredValue]? {
        placedElements(of: list, &steps)?.map { $0.element }
    }

    private func placedElements(of list: WiredValue, _ steps: inout Int) -> [PlacedElement]? {
        let list = resolved(list, &steps)
        switch list.expression {
        case .list(let elements):
            var found: [PlacedElement] = []
            for (index, element) in elements.enumerated() {
                let element = resolved(WiredValue(expression: element, stack: list.stack), &steps)
                if element.expression.isNoValue { continue }
                guard !mayBeSeveral(element) else { return nil }
                found.append((index, element))
            }
            return found
        // As lists are given to nested stacks.
        case .call(.join, let arguments) where arguments[0] == ",":
            return joinedElements(of: WiredValue(expression: arguments[1], stack: list.stack), &steps)
        case .call(.split, let arguments) where arguments[0] == ",":
            return placedElements(of: WiredValue(expression: arguments[1], stack: list.stack), &steps)
        case .string(let text): return text.listed.enumerated().map { ($0, WiredValue($1, list.stack)) }
        default: return nil
        }
    }

    /// The elements of what is joined by commas, each of which may have commas in it.
    private func joinedElements(of list: WiredValue, _ steps: inout Int) -> [PlacedElement]? {
        guard let parts = elements(of: list, &steps) else { return nil }
        var found: [WiredValue] = []
        for part in parts {
            switch part.expression {
            case .string(let text): found += text.listed.map { WiredValue($0, part.stack) }
            case .call(.join, _):
                guard let inner = elements(of: part, &steps) else { return nil }
                found += inner
            case .ref(let name) where stacks[part.stack].parameters[name]?.type == "String": return nil
            default: found.append(part)
            }
        }
        return found.enumerated().map { ($0, $1) }
    }

    /// All elements that a list may have: those of both branches where a condition may hold or not; nil where more are
    /// not known.
    func possibleElements(of value: WiredValue?) -> [WiredValue]? {
        placedPossibleElements(of: value)?.map { $0.element }
    }

    /// The same with the place at which each stands.
    func placedPossibleElements(of value: WiredValue?) -> [PlacedElement]? {
        guard let value = value.map(resolved), !value.expression.isNoValue else { return [] }
        func here(_ expression: Template.Expression) -> WiredValue {
            WiredValue(expression: expression, stack: value.stack)
        }
        var found: [PlacedElement] = []
        switch value.expression {
        case .call(.if, let arguments):
            for branch in arguments.dropFirst() {
                guard let elements = placedPossibleElements(of: here(branch)) else { return nil }
                found += elements
            }
        case .list(let elements):
            for (index, element) in elements.enumerated() {
                guard let branches = branches(of: here(element)) else { return nil }
                for branch in branches { found.append((index, branch)) }
            }
        default: return placedElements(of: value)
        }
        return found
    }

    /// What an element of a list may be.
    private func branches(of element: WiredValue) -> [WiredValue]? {
        let element = resolved(element)
        if element.expression.isNoValue { return [] }
        guard case .call(.if, let arguments) = element.expression else {
            return mayBeSeveral(element) ? nil : [element]
        }
        var found: [WiredValue] = []
        for branch in arguments.dropFirst() {
            guard let values = branches(of: WiredValue(expression: branch, stack: element.stack)) else { return nil }
            found += values
        }
        return found
    }

    /// Whether a value in a list may be none, or a list itself.
    private func mayBeSeveral(_ value: WiredValue) -> Bool {
        switch value.expression {
        case .ref(let name): stacks[value.stack].parameters[name]?.isList ?? false
        case .null, .boolean, .number, .string, .getAtt, .sub, .object: false
        case .call(let function, _): [.if, .split, .cidr, .getAZs, .findInMap, .transform].contains(function)
        case .list, .malformed: true
        }
    }

    /// A member of an object; nil where it has none, and the object itself where that is not known.
    func member(_ key: String, of value: WiredValue?) -> WiredValue? {
        guard let value = value.map(resolved) else { return nil }
        if let object = value.expression.object {
            return object[key].map { WiredValue(expression: $0, stack: value.stack) }
        }
        return value.expression.isNoValue ? nil : value
    }

    /// Whether a value is not there, or is certain to be removed.
    func isAbsent(_ value: WiredValue?) -> Bool { value.map { resolved($0).expression.isNoValue } ?? true }

    /// The text that a value comes to; nil where that is not known.
    ///
    /// - Parameter standard: what counts where the value is not there.
    func text(_ value: WiredValue?, otherwise standard: String? = nil) -> String? {
        guard let value = value.map(resolved), !value.expression.isNoValue else { return standard }
        switch value.expression {
        case .call(.join, let arguments):
            guard let separator = arguments[0].string, case .list(let elements) = arguments[1] else { return nil }
            return joined(elements.map { text(WiredValue(expression: $0, stack: value.stack)) }, separator)
        case .sub(let substitution):
            return joined(
                substitution.segments.map { segment in
                    switch segment {
                    case .text(let text): return text
                    case .literal(let text): return "${" + text + "}"
                    case .name(let name):
                        let variable = substitution.variables[name] ?? Template.Expression(named: name)
                        return text(WiredValue(expression: variable, stack: value.stack))
                    }
                }, "")
        case .getAtt: return property(behind: value).flatMap { text($0) }
        default: return value.expression.scalarText
        }
    }

    /// The text that a value comes to in each of several stacks; nil where that is not known, or not the same.
    func text(_ expression: Template.Expression, in stacks: [Int]) -> String? {
        guard let first = stacks.first, let text = text(WiredValue(expression: expression, stack: first)) else {
            return nil
        }
        let isSame = stacks.dropFirst().allSatisfy { self.text(WiredValue(expression: expression, stack: $0)) == text }
        return isSame ? text : nil
    }

    private func joined(_ parts: [String?], _ separator: String) -> String? {
        let known = parts.compactMap(\.self)
        return known.count == parts.count ? known.joined(separator: separator) : nil
    }

    /// The number that a value comes to; nil where that is not known.
    func number(_ value: WiredValue?, otherwise standard: Double? = nil) -> Double? {
        isAbsent(value) ? standard : text(value).flatMap(Template.Parameter.number)
    }
}

/// An element of a list, with its place in it.
typealias PlacedElement = (index: Int, element: WiredValue)

extension WiredValue {
    fileprivate init(_ text: Substring, _ stack: Int) {
        self.init(expression: .string(String(text)), stack: stack)
    }
}

extension String {
    /// The elements of a list that is written as a text.
    fileprivate var listed: [Substring] { split(separator: ",").map { $0.drop { $0 == " " } } }
}

extension Template.Expression {
    /// What `Fn::Sub` takes between braces.
    init(named name: String) {
        if let dot = name.utf8.firstIndex(of: UInt8(ascii: ".")), dot > name.startIndex,
            case let attribute = name[name.utf8.index(after: dot)...], !attribute.isEmpty
        {
            self = .getAtt(String(name[..<dot]), .string(String(attribute)))
        } else {
            self = .ref(name)
        }
    }

    var isNoValue: Bool { if case .ref("AWS::NoValue") = self { true } else { false } }
}
