import ResourceInterfaces
import ResourceSchemas
import Template

/// Writes the values of one statement in Swift, each as the type that is expected where it stands.
struct ValueWriter {
    /// What no argument says, to be set afterwards.
    struct Override {
        /// CloudFormation's names from the outside in, and positions in lists.
        let path: [String]
        let value: Code
        let reason: String
    }

    /// A value that stands in a statement of its own before.
    struct Hoisted {
        let name: String
        let type: String
        let code: Code
    }

    let context: TranslationContext
    var overrides: [Override] = []
    var hoisted: [Hoisted] = []
    /// What its code takes besides the modules of types.
    var modules: Set<String> = []

    init(_ context: TranslationContext) { self.context = context }

    // MARK: - By what is expected

    /// - Parameter path: from the resource's properties; nil within a function, where nothing can be set afterwards.
    mutating func write(
        _ value: Template.Expression, as type: SwiftType, at path: [String]? = nil
    ) throws(Unsaid) -> Code {
        let value = value.withoutWrapping
        switch value {
        case .null: throw Unsaid("null is no value in Swift, and CloudFormation refuses it")
        case .boolean, .number, .string: return try literal(value, as: type)
        case .list(let elements): return try list(elements, as: type, at: path)
        case .object(let object): return try self.object(object, as: type, at: path)
        case .ref("AWS::NoValue"): return .text(".noValue")
        case .call(.if, let arguments): return try choice(arguments, as: type)
        case .call(.importValue, let arguments) where !type.isList:
            return .call(".importValue", [.init(nil, try write(arguments[0], as: .string))])
        case .call(.getStackOutput, let arguments) where !type.isList:
            return .call(".stackOutput", try stackOutput(arguments[0]))
        case .call(.getAZs, _) where type == .strings, .call(.cidr, _) where type == .strings:
            return try natural(value).0.withoutType("List")
        case .call(.transform, let arguments) where arguments[0].isOneMacro:
            return .call(".transform", try transform(arguments[0]))
        case .call(.base64, let arguments) where type == .string:
            return .call(".base64", [.init(nil, try write(arguments[0], as: .string))])
        case .call(.toJSONString, let arguments) where type == .string:
            return .call(".toJSONString", [.init(nil, try write(arguments[0], as: .json))])
        case .sub(let substitution) where type == .json && !isDeclared(substitution):
            // A loop around it may know the name, or a macro.
            guard let (function, argument) = value.intrinsic else { break }
            return .dictionary([.init(key: .string(function.rawValue), value: try write(argument, as: .json))])
        case .sub, .call(.join, _):
            if type.isText || type == .json, let pieces = try pieces(of: value) {
                return .string(pieces)
            }
        case .getAtt(let name, .string(let attribute)):
            // The type is the one that is expected.
            if let resource = context.names.resources[name], context.nested[name] == nil, type != .json,
                self.attribute(attribute, of: name) == nil
            {
                context.tally.references += 1
                return untyped(attribute, of: resource)
            }
        case .ref(let name):
            if type != .json { context.use(.parameter(name), as: type) }
        case .call(.findInMap, let arguments):
            if type != .json, let name = arguments[0].string { context.use(.mapping(name), as: type) }
        case .malformed(let function, let argument) where type == .json:
            return .dictionary([.init(key: .string(function.rawValue), value: try write(argument, as: .json))])
        default: break
        }
        let (code, found) = try natural(value)
        return adapted(code, from: found, to: type)
    }

    /// Whether a template knows all names in a text.
    private func isDeclared(_ substitution: Template.Substitution) -> Bool {
        substitution.segments.allSatisfy { segment in
            guard case .name(let name) = segment, substitution.variables[name] == nil else { return true }
            let first = name.split(separator: ".", maxSplits: 1).first.map(String.init) ?? name
            return Template.PseudoParameter(rawValue: name) != nil || context.names.parameters[first] != nil
                || context.names.resources[first] != nil
        }
    }

    private mutating func choice(_ arguments: [Template.Expression], as type: SwiftType) throws(Unsaid) -> Code {
        guard let name = arguments[0].string, let condition = context.names.conditions[name] else {
            throw Unsaid("Fn::If asks for a condition that is not declared")
        }
        return .call(
            ".if",
            [
                .init(nil, .variable(condition)), .init(nil, try write(arguments[1], as: type)),
                .init("else", try write(arguments[2], as: type)),
            ])
    }

    // MARK: - Literals

    private func literal(_ value: Template.Expression, as type: SwiftType) throws(Unsaid) -> Code {
        guard let text = value.scalarText else { throw Unsaid("it is no literal") }
        switch type.value {
        case .json:
            if case .string = value { return .string(text) }
            return .text(text)
        case .string, .reference, .target: return .string(text)
        case .enumeration(let path):
            let constants = type.owner.flatMap { context.interface(of: $0.description) }?.constants[path]
            return constants?[text].map { .text(".\(SwiftName.escaped($0))") } ?? .string(text)
        case .integer:
            guard Int(text) != nil else { throw Unsaid("'\(text)' is no whole number") }
            return .text(text)
        case .number:
            guard Template.Parameter.number(text) != nil else { throw Unsaid("'\(text)' is no number") }
            return .text(text.hasPrefix(".") ? "0" + text : text)
        case .boolean:
            guard ["true", "false"].contains(text.lowercased()) else { throw Unsaid("'\(text)' is no flag") }
            return .text(text.lowercased())
        case .list: throw Unsaid("it is one value where a list is expected")
        case .map, .structure, .tag: throw Unsaid("it is text where an object is expected")
        }
    }

    private mutating func list(
        _ elements: [Template.Expression], as type: SwiftType, at path: [String]?
    ) throws(Unsaid) -> Code {
        if type == .json {
            var codes: [Code] = []
            for element in elements { codes.append(try write(element, as: .json)) }
            return .list(codes)
        }
        guard let element = type.element else { throw Unsaid("it is a list where one value is expected") }
        if element.value == .tag, let tags = try tags(elements) { return tags }
        var codes: [Code] = []
        for (index, value) in elements.enumerated() {
            codes.append(try write(value, as: element, at: path.map { $0 + [String(index)] }))
        }
        return .list(codes)
    }

    /// Tags as they are thought of, by name; nil where one of them is more than a name and a value.
    private mutating func tags(_ elements: [Template.Expression]) throws(Unsaid) -> Code? {
        var entries: [Code.Entry] = []
        for element in elements {
            guard let object = element.object, object.count == 2, let key = object["Key"]?.string,
                let value = object["Value"], value != .ref("AWS::NoValue")
            else { return nil }
            entries.append(.init(key: .string(key), value: try write(value, as: .string)))
        }
        return .dictionary(entries)
    }

    private mutating func object(
        _ object: Template.Object, as type: SwiftType, at path: [String]?
    ) throws(Unsaid) -> Code {
        switch type.value {
        case .json:
            if let policy = try policy(object) { return policy }
            return try json(object)
        case .map(let element):
            var entries: [Code.Entry] = []
            for entry in object.entries {
                let value = try write(entry.value, as: SwiftType(element, in: type.owner))
                entries.append(.init(key: .string(entry.key), value: value))
            }
            return .dictionary(entries)
        case .tag:
            guard object.count == 2, let key = object["Key"], let value = object["Value"] else {
                throw Unsaid("it is no tag of a key and a value")
            }
            return .call(
                "Tag", [.init("key", try write(key, as: .string)), .init("value", try write(value, as: .string))])
        case .structure(let swiftPath):
            guard let owner = type.owner,
                let arguments = context.interface(of: owner.description)?.arguments[swiftPath]
            else { throw Unsaid("no type has these properties") }
            return .call(".init", try self.arguments(arguments, object, of: owner, at: path))
        default: throw Unsaid("it is an object where one value is expected")
        }
    }

    mutating func json(_ object: Template.Object) throws(Unsaid) -> Code {
        var entries: [Code.Entry] = []
        for entry in object.entries {
            entries.append(.init(key: .string(entry.key), value: try write(entry.value, as: .json)))
        }
        return .dictionary(entries)
    }

    // MARK: - Structures

    /// The arguments of an initializer.
    ///
    /// - Parameter path: of the object; nil where nothing can be set afterwards.
    mutating func arguments(
        _ arguments: [ResourceInterface.Argument], _ object: Template.Object, of owner: TypeName, at path: [String]?,
        takesOthers: Bool = false
    ) throws(Unsaid) -> [Code.Argument] {
        var codes: [Code.Argument] = []
        let known = Set(arguments.map(\.name))
        for argument in arguments {
            guard let value = object[argument.name] else {
                if argument.isRequired { throw Unsaid("\(argument.name) is required, and missing") }
                continue
            }
            let inner = path.map { $0 + [argument.name] }
            do throws(Unsaid) {
                let code = try write(value, as: SwiftType(argument.type, in: owner), at: inner)
                codes.append(.init(argument.swiftName, code))
            } catch {
                guard let inner, !argument.isRequired else { throw Unsaid("\(argument.name): \(error.reason)") }
                try override(inner, value, error.reason)
            }
        }
        let others = object.entries.filter { !known.contains($0.key) }
        if takesOthers, !others.isEmpty {
            codes.append(.init(ResourceInterface.otherProperties, try json(Template.Object(others))))
        } else {
            for entry in others {
                let reason = "no type has the property \(entry.key)"
                guard let path else { throw Unsaid(reason) }
                try override(path + [entry.key], entry.value, reason)
            }
        }
        return codes
    }

    private mutating func override(
        _ path: [String], _ value: Template.Expression, _ reason: String
    ) throws(Unsaid) {
        guard !path.contains(where: { $0.contains(".") || $0.hasPrefix("Fn::") }) else { throw Unsaid(reason) }
        overrides.append(Override(path: path, value: try write(value, as: .json), reason: reason))
    }

    // MARK: - Hoisting

    /// A name for a value, which gets a statement of its own.
    mutating func hoist(_ code: Code, as type: SwiftType, named wanted: String) -> Code {
        let code = code.withoutType(type.spelling)
        if let same = hoisted.first(where: { $0.code == code && $0.type == type.spelling }) {
            return .variable(same.name)
        }
        let word = SwiftName.member(wanted)
        let name = context.names.scope.name(SwiftName.escaped(word) == word ? word : word + "Value")
        hoisted.append(Hoisted(name: name, type: type.spelling, code: code))
        return .variable(name)
    }
}
