import ResourceInterfaces
import ResourceSchemas
import Template

// Values as what they are, whatever is expected.
extension ValueWriter {
    /// Code that has its type wherever it stands.
    mutating func natural(_ value: Template.Expression) throws(Unsaid) -> (Code, SwiftType) {
        let value = value.withoutWrapping
        switch value {
        case .ref(let name): return try reference(to: name)
        case .getAtt(let name, .string(let attribute)): return try attributeValue(attribute, of: name)
        case .sub, .string, .number, .boolean:
            if let pieces = try pieces(of: value) {
                return (.parenthesized(.typed(.string(pieces), "Value<String>")), .string)
            }
        case .call(.join, let arguments):
            if let pieces = try pieces(of: value) {
                return (.parenthesized(.typed(.string(pieces), "Value<String>")), .string)
            }
            guard let separator = arguments[0].string else { break }
            let list = try self.list(arguments[1])
            return (.call(list, "joined", [.init("separator", .string(separator))]), .string)
        case .call(.if, let arguments):
            let type = try typeOfChoice(arguments)
            guard case .call(_, let choice) = try write(value, as: type) else { break }
            return (.call("\(type.spelling).if", choice), type)
        case .call(.select, let arguments): return try element(arguments)
        case .call(.split, let arguments):
            guard let separator = arguments[0].string else { break }
            return (
                .call(try text(arguments[1]), "split", [.init("separator", .string(separator))]), .strings
            )
        case .call(.getAZs, let arguments):
            let isOwn = arguments[0] == .string("") || arguments[0] == .ref("AWS::Region")
            let region: [Code.Argument] = isOwn ? [] : [.init("in", try write(arguments[0], as: .string))]
            return (.call("List.availabilityZones", region), .strings)
        case .call(.cidr, let arguments) where arguments.count == 3:
            return (
                .call(
                    "List.cidr",
                    [
                        .init("of", try write(arguments[0], as: .string)),
                        .init("count", try write(arguments[1], as: .integer)),
                        .init("hostBits", try write(arguments[2], as: .integer)),
                    ]), .strings
            )
        case .call(.findInMap, let arguments): return try lookup(arguments)
        case .call(.importValue, let arguments):
            return (.call("Value<String>.importValue", [.init(nil, try write(arguments[0], as: .string))]), .string)
        case .call(.getStackOutput, let arguments):
            return (.call("Value<String>.stackOutput", try stackOutput(arguments[0])), .string)
        case .call(.base64, let arguments):
            return (.call("Value<String>.base64", [.init(nil, try write(arguments[0], as: .string))]), .string)
        case .call(.toJSONString, let arguments):
            return (.call("Value<String>.toJSONString", [.init(nil, try write(arguments[0], as: .json))]), .string)
        case .call(.length, let arguments):
            return (.member(try list(arguments[0]), "count"), .integer)
        case .call(.transform, let arguments) where arguments[0].isOneMacro:
            return (.call("JSON.transform", try transform(arguments[0])), .json)
        default: break
        }
        guard let (function, argument) = value.intrinsic else {
            return (.parenthesized(.typed(try write(value, as: .json), "JSON")), .json)
        }
        return raw(function.rawValue, try write(argument, as: .json))
    }

    /// A value that methods of text can be called on.
    mutating func text(_ value: Template.Expression) throws(Unsaid) -> Code {
        let (code, type) = try natural(value)
        return type == .string ? code : adapted(code, from: type, to: .string).asReceiver(of: "Value<String>")
    }

    /// A list that methods can be called on.
    mutating func list(_ value: Template.Expression) throws(Unsaid) -> Code {
        if case .list = value {
            return .parenthesized(.typed(try write(value, as: .strings), SwiftType.strings.spelling))
        }
        let (code, type) = try natural(value)
        return type.isList ? code : .call("List<Value<String>>", [.init("expression", .member(code, "expression"))])
    }

    // MARK: - References

    /// Nobody makes what is not declared, where the template has no macro and no loop that may do so.
    private func refuseUnlessOpen(_ name: String) throws(Unsaid) {
        guard context.isOpen else { throw Unsaid("it refers to \(name), which is not declared") }
    }

    /// What only a macro can make sense of.
    private func raw(_ function: String, _ argument: Code) -> (Code, SwiftType) {
        (.parenthesized(.typed(.dictionary([.init(key: .string(function), value: argument)]), "JSON")), .json)
    }

    private mutating func reference(to name: String) throws(Unsaid) -> (Code, SwiftType) {
        if let pseudo = Template.PseudoParameter(rawValue: name) {
            if pseudo == .noValue { return (.text("Value<String>.noValue"), .string) }
            return (.text("AWS.\(pseudo.swiftName)"), pseudo == .notificationARNs ? .strings : .string)
        }
        context.tally.references += 1
        if let parameter = context.names.parameters[name] {
            context.tally.typedReferences += 1
            return (.variable(parameter), context.kinds[.parameter(name)] ?? .string)
        }
        guard let resource = context.names.resources[name] else {
            try refuseUnlessOpen(name)
            return raw("Ref", .string(name))
        }
        context.tally.typedReferences += 1
        let type = context.template.resources[name]?.type ?? ""
        guard context.nested[name] == nil, !context.raw.contains(name), let own = context.interface(of: type)?.reference
        else {
            return (.member(.variable(resource), "ref"), .string)
        }
        return (
            .member(.variable(resource), SwiftName.escaped(own.swiftName)), SwiftType(own.type, in: TypeName(type))
        )
    }

    /// The attribute of a resource in Swift; nil where its type does not tell of it.
    func attribute(_ name: String, of resource: String) -> ResourceInterface.Attribute? {
        guard !context.raw.contains(resource) else { return nil }
        return context.interface(of: context.template.resources[resource]?.type ?? "")?.attribute(name)
    }

    private mutating func attributeValue(_ name: String, of id: String) throws(Unsaid) -> (Code, SwiftType) {
        context.tally.references += 1
        guard let resource = context.names.resources[id] else {
            try refuseUnlessOpen(id)
            return raw("Fn::GetAtt", .list([.string(id), .string(name)]))
        }
        if let outputs = context.nested[id] {
            guard name.hasPrefix("Outputs."), let output = outputs[String(name.dropFirst("Outputs.".count))] else {
                throw Unsaid("the nested stack \(id) has no \(name)")
            }
            context.tally.typedReferences += 1
            return (.member(.variable(resource), SwiftName.escaped(output.swiftName)), output.type)
        }
        guard let own = attribute(name, of: id) else {
            return (.parenthesized(.typed(untyped(name, of: resource), "Value<String>")), .string)
        }
        context.tally.typedReferences += 1
        let type = TypeName(context.template.resources[id]?.type ?? "")
        return (.member(.variable(resource), SwiftName.escaped(own.swiftName)), SwiftType(own.type, in: type))
    }

    /// An attribute that the type of the resource does not tell of.
    func untyped(_ attribute: String, of resource: String) -> Code {
        .call(.variable(resource), "attribute", [.init(nil, .string(attribute))])
    }

    // MARK: - Functions

    private mutating func typeOfChoice(_ arguments: [Template.Expression]) throws(Unsaid) -> SwiftType {
        for value in arguments.dropFirst() {
            switch value {
            case .list: return .strings
            case .object: return .json
            case .call(.if, let inner): return try typeOfChoice(inner)
            case .ref("AWS::NoValue"), .string, .number, .boolean, .null: continue
            default:
                var probe = self
                let tally = context.tally
                let (_, type) = try probe.natural(value)
                context.tally = tally
                if type.isList { return type }
                return type == .json ? .json : .string
            }
        }
        return .string
    }

    private mutating func element(_ arguments: [Template.Expression]) throws(Unsaid) -> (Code, SwiftType) {
        let index: Code
        if let text = arguments[0].scalarText {
            guard Int(text) != nil else { throw Unsaid("Fn::Select has '\(text)' for an index") }
            index = .text(text)
        } else {
            index = try write(arguments[0], as: .integer)
        }
        if case .list = arguments[1] { return (.element(try list(arguments[1]), index), .string) }
        let (code, type) = try natural(arguments[1])
        guard let element = type.element else { return (.element(try list(arguments[1]), index), .string) }
        return (.element(code, index), element)
    }

    private mutating func lookup(_ arguments: [Template.Expression]) throws(Unsaid) -> (Code, SwiftType) {
        guard let name = arguments[0].string, let mapping = context.names.mappings[name] else {
            if let name = arguments[0].string { try refuseUnlessOpen(name) }
            var names: [Code] = []
            for argument in arguments { names.append(try write(argument, as: .json)) }
            return raw("Fn::FindInMap", .list(names))
        }
        let type = context.kinds[.mapping(name)] ?? .string
        var keys: [Code.Argument] = [
            .init(nil, try write(arguments[1], as: .string)), .init(nil, try write(arguments[2], as: .string)),
        ]
        if arguments.count > 3, let value = arguments[3]["DefaultValue"] {
            keys.append(.init("default", try write(value, as: type)))
        }
        return (.call(.variable(mapping), "value", keys), type)
    }

    mutating func stackOutput(_ argument: Template.Expression) throws(Unsaid) -> [Code.Argument] {
        guard let name = argument["OutputName"], let stack = argument["StackName"] else {
            throw Unsaid("Fn::GetStackOutput needs StackName and OutputName")
        }
        var arguments: [Code.Argument] = [
            .init(nil, try write(name, as: .string)), .init("of", try write(stack, as: .string)),
        ]
        for (key, label) in [("Region", "region"), ("RoleArn", "roleARN")] {
            if let value = argument[key] { arguments.append(.init(label, try write(value, as: .string))) }
        }
        return arguments
    }

    mutating func transform(_ argument: Template.Expression) throws(Unsaid) -> [Code.Argument] {
        guard let name = argument["Name"]?.string, let parameters = argument["Parameters"] else {
            throw Unsaid("Fn::Transform has not the shape of one macro with its parameters")
        }
        return [.init(nil, .string(name)), .init("parameters", try write(parameters, as: .json))]
    }
}

extension Template.Expression {
    /// Whether it is the name of a macro with its parameters, and no more.
    var isOneMacro: Bool { object?.count == 2 && self["Name"]?.string != nil && self["Parameters"] != nil }
}

extension Template.PseudoParameter {
    /// The property of `AWS`.
    fileprivate var swiftName: String {
        switch self {
        case .accountID: "accountID"
        case .notificationARNs: "notificationARNs"
        case .noValue: "noValue"
        case .partition: "partition"
        case .region: "region"
        case .stackID: "stackID"
        case .stackName: "stackName"
        case .urlSuffix: "urlSuffix"
        }
    }
}

extension Code {
    /// The same where a method is called on it, and nothing around says its type.
    func asReceiver(of type: String) -> Code {
        switch self {
        case .variable, .member, .element, .parenthesized: return self
        case .call(let callee, _):
            if case .text(let name) = callee, name.hasPrefix(".") { return .parenthesized(.typed(self, type)) }
            return self
        default: return .parenthesized(.typed(self, type))
        }
    }

    /// The same where its type is told by what stands before it.
    func withoutType(_ type: String) -> Code {
        switch self {
        case .parenthesized(.typed(let value, type)): return value
        case .call(let callee, let arguments):
            if case .text(let name) = callee, name.hasPrefix(type + ".") {
                return .call(.text(String(name.dropFirst(type.count))), arguments)
            }
            return self
        default: return self
        }
    }
}
