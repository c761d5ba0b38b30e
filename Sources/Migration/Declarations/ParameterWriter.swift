import ResourceInterfaces
import ResourceSchemas
import Template

/// Writes the declarations of parameters.
struct ParameterWriter {
    let context: TranslationContext
    /// What the stack around gives to a nested one, by the name of the parameter; nil in a root stack.
    let given: Set<String>?

    /// The parameter's statement.
    func write(_ name: String, _ parameter: Template.Parameter) -> Statement {
        let type = context.kinds[.parameter(name)] ?? .string
        var arguments: [Code.Argument] = [.init(nil, .string(name))]
        let isSSM = parameter.isInSystemsManager && given == nil && parameter.isPlainSSM
        let typeCode = self.type(of: parameter, type, isSSM: isSSM)
        let isPlain = typeCode == nil
        if let code = typeCode ?? (given == nil ? nil : .text(".string")) { arguments.append(.init(nil, code)) }
        if let given {
            // The initializer of the nested stack's type takes it under the same name.
            let own = context.names.parameters[name].map { Code.text(SwiftName.escaped($0)) }
            arguments.append(.init("given", given.contains(name) ? own ?? .text("nil") : .text("nil")))
        }
        func add(_ label: String, _ code: Code?) { if let code { arguments.append(.init(label, code)) } }
        add(isSSM ? "path" : "default", parameter.defaultValue.map { isSSM ? .string($0) : literal($0, as: type) })
        if type.value != .boolean, !parameter.allowedValues.isEmpty {
            add("allowedValues", .list(parameter.allowedValues.map { literal($0, as: type) }))
        }
        add("allowedPattern", parameter.allowedPattern.map { .string($0) })
        add("allowedLength", length(parameter))
        if !isPlain { add("allowedRange", range(parameter)) }
        if parameter.noEcho {
            given == nil && !isSSM
                ? add("environmentVariable", .string(Self.environmentVariable(name))) : add("noEcho", .text("true"))
        }
        add("description", parameter.description.map { .string($0) })
        add("constraint", parameter.constraintDescription.map { .string($0) })
        let interface = ParameterInterface(context.template)
        if interface.isSaid {
            add("group", interface.groups[name].map { .string($0) })
            add("label", interface.labels[name].map { .string($0) })
        }
        var statement = Statement(
            name: context.names.parameters[name], type: type.spelling,
            code: .call(isSSM ? "stack.ssmParameter" : "stack.parameter", arguments))
        if case .call(let callee, _)? = typeCode, case .text(".other") = callee { statement.needsType = true }
        statement.modules = context.modules(naming: type)
        return statement
    }

    /// `ADMIN_WORD` of `AdminWord`. One word, as in `PATH`, may mean something else to a shell.
    private static func environmentVariable(_ name: String) -> String {
        let words = SwiftName.words(in: name).map { $0.uppercased() }
        return (words.count > 1 ? words : ["SECRET"] + words).joined(separator: "_")
    }

    private func literal(_ text: String, as type: SwiftType) -> Code {
        var writer = ValueWriter(context)
        if type.element != nil {
            let parts = text.split(separator: ",", omittingEmptySubsequences: false).map {
                Template.Expression.string(String($0))
            }
            return (try? writer.write(.list(text.isEmpty ? [] : parts), as: type)) ?? .list([])
        }
        return (try? writer.write(.string(text), as: type)) ?? .string(text)
    }

    private func length(_ parameter: Template.Parameter) -> Code? {
        switch (parameter.minLength, parameter.maxLength) {
        case (nil, nil): nil
        case (let least?, nil): .text("\(least)...")
        case (nil, let most?): .text("...\(most)")
        case (let least?, let most?): .text("\(least)...\(most)")
        }
    }

    private func range(_ parameter: Template.Parameter) -> Code? {
        switch (parameter.minValue?.text, parameter.maxValue?.text) {
        case (nil, nil): nil
        case (let least?, nil): .text(least.hasPrefix("-") ? "(\(least))..." : "\(least)...")
        case (nil, let most?): .text(most.hasPrefix("-") ? "...(\(most))" : "...\(most)")
        case (let least?, let most?): .text(most.hasPrefix("-") ? "\(least)...(\(most))" : "\(least)...\(most)")
        }
    }

    // MARK: - Types

    /// The type as it is declared; nil for plain text, which needs none.
    private func type(of parameter: Template.Parameter, _ type: SwiftType, isSSM: Bool) -> Code? {
        let name = isSSM ? parameter.typeInSystemsManager : parameter.type
        func ofKind(_ function: String, _ target: TypeName) -> Code {
            .call(".\(function)", [.init("of", .text("\(SwiftType.name(of: target)).self"))])
        }
        switch name {
        case "String":
            switch type.value {
            case .string: return isSSM ? .text(".string") : nil
            case .boolean: return .text(".boolean")
            default: return .call(".string", [.init("of", .text("\(type.kind).self"))])
            }
        case "Number": return .text(type.value == .number ? ".number" : ".integer")
        case "CommaDelimitedList": return .text(".commaDelimitedList")
        case "List<Number>": return .text(".numbers")
        case "AWS::SSM::Parameter::Name": return .text(".ssmParameterName")
        case "AWS::EC2::AvailabilityZone::Name": return .text(".availabilityZone")
        case "List<AWS::EC2::AvailabilityZone::Name>": return .text(".availabilityZones")
        default: break
        }
        if let reference = context.interfaces.reference(ofParameter: name), reference.kind != .arn {
            return ofKind(reference.kind == .name ? "name" : "id", reference.target)
        }
        if name.hasPrefix("List<"),
            let reference = context.interfaces.reference(ofParameter: String(name.dropFirst(5).dropLast())),
            reference.kind == .id
        {
            return ofKind("ids", reference.target)
        }
        return .call(".other", [.init(nil, .string(name))])
    }
}

extension Template.Parameter {
    /// The type of what a parameter of Systems Manager holds.
    var typeInSystemsManager: String {
        isInSystemsManager ? String(type.dropFirst("AWS::SSM::Parameter::Value<".count).dropLast()) : type
    }

    /// Whether it has nothing but a default and a description.
    fileprivate var isPlainSSM: Bool {
        object.entries.allSatisfy { ["Type", "Default", "Description"].contains($0.key) }
    }
}

extension ValueType {
    var isEnumeration: Bool { if case .enumeration = self { true } else { false } }
}
