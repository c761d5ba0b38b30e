import JSON
import Template

/// A template in the one form that all templates have that say the same to CloudFormation.
///
/// Numbers and flags are text, text that is put together has one function, and what says what holds anyway is left out:
/// a `DependsOn` on what is referred to, a default that is CloudFormation's own, a condition that nothing asks.
struct NormalTemplate {
    let sections: Template.Object

    /// - Parameter nested: the logical IDs of the stacks whose templates are compared too, so that their addresses do not
    ///   count.
    init(_ template: Template, nested: Set<String> = []) {
        let source = template
        let template = template.withLoopsWrittenOut
        var entries: [Template.Object.Entry] = []
        func add(_ name: Template.SectionName, _ value: Template.Object) {
            if !value.isEmpty { entries.append(.init(name.rawValue, .object(value))) }
        }
        for entry in template.otherSections.entries { entries.append(.init(entry.key, entry.value.normal)) }
        let transforms = template.declaredTransforms
        if !transforms.isEmpty { entries.append(.init("Transform", .list(transforms.map(\.normal)))) }
        for section in [Template.SectionName.mappings, .conditions, .resources, .outputs] {
            // Of what only a deployment makes, all that stands there counts, and not one turn of it.
            let open = source.openMembers(of: section).map { Template.Object.Entry($0.key, $0.value.normal) }
            if !open.isEmpty { entries.append(.init("\(section.rawValue) made", .object(Template.Object(open)))) }
        }
        if let text = template.description { entries.append(.init("Description", .string(text))) }
        add(.metadata, template.metadata.normal.withoutEmptyInterface)
        add(.parameters, Self.members(template, .parameters) { _, value in value.normal.normalParameter })
        add(.rules, Self.members(template, .rules) { _, value in value.normal })
        add(.mappings, Self.members(template, .mappings) { _, value in value.normal })
        let used = Self.usedConditions(of: template)
        let conditions = template[.conditions]?.object?.entries.filter { used.contains($0.key) || $0.key.isFunctionKey }
        add(.conditions, Template.Object((conditions ?? []).map { .init($0.key, $0.value.normal) }))
        add(
            .resources,
            Self.members(template, .resources) { id, value in
                value.normalResource(addressCounts: !nested.contains(id))
            })
        add(.outputs, Self.members(template, .outputs) { _, value in value.normal })
        sections = Template.Object(entries)
    }

    private static func members(
        _ template: Template, _ section: Template.SectionName,
        _ normal: (String, Template.Expression) -> Template.Expression
    ) -> Template.Object {
        Template.Object((template[section]?.object?.entries ?? []).map { .init($0.key, normal($0.key, $0.value)) })
    }

    /// The conditions that something asks, by itself or through others.
    private static func usedConditions(of template: Template) -> Set<String> {
        var used: Set<String> = []
        var within: [String: Set<String>] = [:]
        for reference in template.references {
            guard case .condition(let name) = reference.target else { continue }
            if reference.path.section == .conditions, let member = reference.path.member {
                within[member, default: []].insert(name)
            } else {
                used.insert(name)
            }
        }
        var open = Array(used)
        while let name = open.popLast() {
            for next in within[name] ?? [] where used.insert(next).inserted { open.append(next) }
        }
        return used
    }
}

extension Template.Object {
    fileprivate var normal: Template.Object {
        Template.Object(entries.map { Entry($0.key, $0.value.normal) })
    }

    /// Without keys that fulfil a test.
    fileprivate func without(_ isLeftOut: (Entry) -> Bool) -> Template.Object {
        Template.Object(entries.filter { !isLeftOut($0) })
    }

    /// A console shows nothing of groups and labels that there are none of.
    fileprivate var withoutEmptyInterface: Template.Object {
        let parts = self["AWS::CloudFormation::Interface"]?.object
        guard let parts else { return self }
        let rest = parts.without { $0.value == .list([]) || $0.value == .object([:]) }
        return Template.Object(
            entries.compactMap { entry in
                guard entry.key == "AWS::CloudFormation::Interface" else { return entry }
                return rest.isEmpty ? nil : Entry(entry.key, .object(rest))
            })
    }
}

extension Template.Expression {
    /// The one form of a value.
    fileprivate var normal: Template.Expression {
        switch self {
        case .null, .ref: return self
        case .string(let text): return .string(text)
        case .boolean, .number: return .string(normalScalar)
        case .list(let elements): return .list(elements.map(\.normal))
        case .object(let object): return .object(object.normal)
        case .getAtt(let name, let attribute): return .getAtt(name, attribute.normal)
        case .malformed(let function, let argument): return .malformed(function, argument.normal)
        case .sub, .call(.join, _): return normalText
        case .call(.getAZs, let arguments):
            let region = arguments[0].normal
            return .call(.getAZs, [region == .string("") ? .ref("AWS::Region") : region])
        case .call(.select, let arguments):
            let (index, list) = (arguments[0].normal, arguments[1].normal)
            if let elements = list.list, let position = index.string.flatMap({ Int($0) }),
                elements.indices.contains(position)
            {
                return elements[position]
            }
            return .call(.select, [index, list])
        case .call(.split, let arguments):
            let (separator, text) = (arguments[0], arguments[1].normal)
            if let separator = separator.string, separator.count == 1, let text = text.string {
                return .list(
                    text.split(separator: Character(separator), omittingEmptySubsequences: false)
                        .map { .string(String($0)) })
            }
            return .call(.split, [separator, text])
        case .call(.and, let arguments): return Self.flat(.and, arguments)
        case .call(.or, let arguments): return Self.flat(.or, arguments)
        case .call(let function, let arguments): return .call(function, arguments.map(\.normal))
        }
    }

    /// `1.50` and `1.5` are one number.
    private var normalScalar: String {
        guard case .number(let number) = self, Int(number.text) == nil, let value = Double(number.text) else {
            return scalarText ?? ""
        }
        return JSONWriter.text(of: value)
    }

    private static func flat(_ function: Template.Function, _ arguments: [Self]) -> Self {
        let operands = arguments.map(\.normal).flatMap { operand -> [Self] in
            if case .call(function, let inner) = operand { inner } else { [operand] }
        }
        return .call(function, operands)
    }

    // MARK: - Text

    /// Text that is put together, as an `Fn::Join` without separator.
    private var normalText: Template.Expression {
        guard let pieces = normalPieces else {
            if case .call(let function, let arguments) = self { return .call(function, arguments.map(\.normal)) }
            return self
        }
        var merged: [Template.Expression] = []
        for piece in pieces {
            if case .string(let text) = piece {
                if text.isEmpty { continue }
                if case .string(let before)? = merged.last {
                    merged[merged.count - 1] = .string(before + text)
                    continue
                }
            }
            merged.append(piece)
        }
        switch merged.count {
        case 0: return .string("")
        case 1: return merged[0]
        default: return .call(.join, [.string(""), .list(merged)])
        }
    }

    /// The parts of a text; nil for a list that is not written out.
    private var normalPieces: [Template.Expression]? {
        switch self {
        case .sub(let substitution):
            return substitution.segments.flatMap { segment -> [Template.Expression] in
                switch segment {
                case .text(let text): return [.string(text)]
                case .literal(let text): return [.string("${\(text)}")]
                case .name(let name):
                    let value = substitution.variables[name] ?? Template.Expression(named: name)
                    return value.normalPieces ?? [value.normal]
                }
            }
        case .call(.join, let arguments):
            guard let separator = arguments[0].string, case .list(let elements) = arguments[1] else { return nil }
            var pieces: [Template.Expression] = []
            for (index, element) in elements.enumerated() {
                if index > 0 { pieces.append(.string(separator)) }
                if case .call(.if, _) = element, !separator.isEmpty { return nil }
                pieces += element.normalPieces ?? [element.normal]
            }
            return pieces
        case .string, .number, .boolean: return [.string(scalarText ?? "")]
        default: return nil
        }
    }

    // MARK: - Members

    /// A parameter without what says nothing, its allowed values in an order.
    fileprivate var normalParameter: Template.Expression {
        guard let object else { return self }
        let entries = object.without { entry in
            switch entry.key {
            case "NoEcho": entry.value.string?.lowercased() == "false"
            case "MinLength": entry.value == .string("0")
            default: false
            }
        }.entries
        return .object(
            Template.Object(
                entries.map { entry in
                    guard entry.key == "AllowedValues", let values = entry.value.list else { return entry }
                    return .init(entry.key, .list(values.sorted { ($0.string ?? "") < ($1.string ?? "") }))
                }))
    }

    /// Whether it is a name, or a list of nothing else.
    private var areNames: Bool { (list ?? [self]).allSatisfy { $0.string != nil } }

    /// - Parameter addressCounts: whether a nested stack's `TemplateURL` does.
    fileprivate func normalResource(addressCounts: Bool) -> Template.Expression {
        guard let object else { return normal }
        var entries: [Template.Object.Entry] = []
        for entry in object.entries {
            switch entry.key {
            case "DependsOn":
                let implied = Template.Expression.object(object.without { $0.key == "DependsOn" }).names
                guard entry.value.areNames else {
                    entries.append(.init(entry.key, entry.value.normal))
                    break
                }
                let names = Set((entry.value.list ?? [entry.value]).compactMap(\.string)).subtracting(implied)
                if !names.isEmpty { entries.append(.init(entry.key, .list(names.sorted().map { .string($0) }))) }
            case "UpdateReplacePolicy" where entry.value == .string("Delete"): break
            case "CreationPolicy": entries.append(.init(entry.key, entry.value.normal.withoutSignalDefaults))
            case "Properties":
                let properties = (entry.value.normal.object ?? [:])
                    .without { !addressCounts && $0.key == "TemplateURL" || $0.value == .ref("AWS::NoValue") }
                    .without { !addressCounts && $0.key == "Parameters" && $0.value == .object([:]) }
                if entry.value.object == nil {
                    entries.append(.init(entry.key, entry.value.normal))
                } else if !properties.isEmpty {
                    entries.append(.init(entry.key, .object(properties)))
                }
            default: entries.append(.init(entry.key, entry.value.normal))
            }
        }
        return .object(Template.Object(entries))
    }

    /// One signal within five minutes is what is waited for where nothing else is said ("CreationPolicy attribute").
    private var withoutSignalDefaults: Template.Expression {
        guard let object else { return self }
        return .object(
            Template.Object(
                object.entries.map { entry in
                    guard entry.key == "ResourceSignal", let signal = entry.value.object else { return entry }
                    return .init(
                        entry.key,
                        .object(
                            signal.without {
                                $0.key == "Count" && $0.value == .string("1")
                                    || $0.key == "Timeout" && $0.value == .string("PT5M")
                            }))
                }))
    }
}
