import ResourceInterfaces
import ResourceSchemas

/// Renders Swift that constructs what an instance says, as a user of the typed resources would write it.
///
/// Property types get a statement each, which keeps the compiler quick. Whatever the types cannot express becomes a
/// ``Shortfall`` that names the type and the property path; nothing is left out silently.
struct SampleRenderer {
    private(set) var problems: [Shortfall] = []

    private let resource: ResourceModel
    private let name: String
    private let structures: [[String]: StructureModel]
    private let enumerations: [[String]: EnumerationModel]
    /// The statements of the function that is being written.
    private var statements: [String] = []
    /// The arguments that an instance has set, by the Swift path of their structure.
    private var used: [[String]: Set<String>] = [:]

    init(_ resource: ResourceModel, in service: ServiceModel) {
        self.resource = resource
        name = "\(service.namespace).\(resource.swiftName)"
        var structures: [[String]: StructureModel] = [:]
        var enumerations: [[String]: EnumerationModel] = [:]
        func collect(_ nested: [StructureModel], _ values: [EnumerationModel]) {
            for enumeration in values { enumerations[enumeration.path] = enumeration }
            for structure in nested {
                structures[structure.path] = structure
                collect(structure.structures, structure.enumerations)
            }
        }
        collect(resource.structures, resource.enumerations)
        self.structures = structures
        self.enumerations = enumerations
    }

    /// The name of the function that makes an instance.
    static func function(of resource: ResourceModel, _ index: Int) -> String {
        "\(SwiftName.member(resource.swiftName))Sample\(index)"
    }

    /// The arguments that no instance has set. The schema says of them that they are read-only, or nothing that fits.
    var unused: [String] {
        let all = [([], resource.properties)] + structures.map { ($0.key, $0.value.properties) }
        return all.flatMap { path, properties in
            properties.map(\.name).filter { !(used[path]?.contains($0) ?? false) }
                .map { "\(resource.typeName).\((path + [$0]).joined(separator: "/"))" }
        }.sorted()
    }

    /// Writes a function that returns the resource.
    mutating func render(_ instance: SampleInstance, _ writer: inout SwiftWriter) {
        statements = []
        let value = construct(
            [], resource.properties, instance.properties, at: "", takesOthers: resource.takesOtherProperties)
        writer.block("static func \(Self.function(of: resource, instance.index))() -> \(name)") { writer in
            for statement in statements { writer.line(statement) }
            writer.line(statements.isEmpty ? value : "return \(value)")
        }
    }

    // MARK: Structures

    /// A call of an initializer.
    private mutating func construct(
        _ swiftPath: [String], _ properties: [PropertyModel], _ value: JSONTree, at path: String,
        takesOthers: Bool = false
    ) -> String {
        let type = ([name] + swiftPath).joined(separator: ".")
        guard case .object(let members) = value else {
            report(path, "\(type) is an object, the instance has \(value.kind)")
            return "\(type)()"
        }
        let known = Set(properties.map(\.name))
        let others = members.filter { !known.contains($0.key) }
        for name in others.keys.sorted() where !takesOthers {
            report(Self.join(path, name), "the typed resource has no such property")
        }
        var arguments: [String] = []
        for property in ResourceRenderer.ordered(properties) {
            let path = Self.join(path, property.name)
            if let member = members[property.name] {
                used[swiftPath, default: []].insert(property.name)
                arguments.append("\(property.swiftName): \(render(member, as: property.type, at: path))")
            } else if property.isRequired {
                report(path, "the initializer requires it, the schema does not")
            }
        }
        if takesOthers, !others.isEmpty {
            arguments.append("\(ResourceInterface.otherProperties): \(Self.json(.object(others)))")
        }
        return "\(type)(\(arguments.joined(separator: ", ")))"
    }

    private mutating func structure(_ path: [String], _ value: JSONTree, at place: String) -> String {
        guard let structure = structures[path] else {
            report(place, "there is no property type \(path.joined(separator: "."))")
            return "[:]"
        }
        let call = construct(path, structure.properties, value, at: place)
        let variable = "value\(statements.count + 1)"
        statements.append("let \(variable) = \(call)")
        return variable
    }

    // MARK: Values

    private mutating func render(_ value: JSONTree, as type: ValueType, at path: String) -> String {
        switch (type, value) {
        case (.json, _): return Self.json(value)
        case (.string, .string(let text)), (.reference, .string(let text)), (.target, .string(let text)):
            return SwiftLiteral.string(text)
        case (.enumeration(let path), .string(let text)): return constant(text, of: path)
        case (.integer, .integer), (.number, .integer), (.number, .number), (.boolean, .boolean):
            return Self.json(value)
        case (.structure(let swiftPath), .object): return structure(swiftPath, value, at: path)
        case (.tag, .object(let members)): return tag(members, at: path)
        case (.list(let element), .list(let values)):
            return "[\(values.map { render($0, as: element, at: "\(path)/*") }.joined(separator: ", "))]"
        case (.map(let element), .object(let members)):
            var spellings: [String: String] = [:]
            for (key, value) in members.sorted(by: { $0.key < $1.key }) {
                spellings[key] = render(value, as: element, at: "\(path)/*")
            }
            return Self.dictionary(spellings)
        default:
            report(path, "\(TypeSpelling.fileScope.spell(type)) cannot be \(value.kind)")
            return "[]"
        }
    }

    private func constant(_ text: String, of path: [String]) -> String {
        let constant = enumerations[path]?.constants.first { $0.value == text }
        return constant.map { "." + SwiftName.escaped($0.swiftName) } ?? SwiftLiteral.string(text)
    }

    private mutating func tag(_ members: [String: JSONTree], at path: String) -> String {
        for name in members.keys.sorted() where name != "Key" && name != "Value" {
            report(Self.join(path, name), "a tag has no such property")
        }
        func text(_ name: String) -> String {
            guard case .string(let text)? = members[name] else {
                report(Self.join(path, name), "a tag needs it, as a string")
                return "\"\""
            }
            return SwiftLiteral.string(text)
        }
        return "Tag(key: \(text("Key")), value: \(text("Value")))"
    }

    /// A literal of free-form JSON, keys sorted.
    private static func json(_ value: JSONTree) -> String {
        switch value {
        case .null: ".null"
        case .string(let text): SwiftLiteral.string(text)
        case .integer(let number): String(number)
        case .number(let number): String(number)
        case .boolean(let flag): String(flag)
        case .list(let values): "[\(values.map(json).joined(separator: ", "))]"
        case .object(let members): dictionary(members.mapValues(json))
        }
    }

    /// A dictionary literal of these spellings, keys sorted.
    private static func dictionary(_ members: [String: String]) -> String {
        let entries = members.sorted { $0.key < $1.key }.map { "\(SwiftLiteral.string($0.key)): \($0.value)" }
        return entries.isEmpty ? "[:]" : "[\(entries.joined(separator: ", "))]"
    }

    private static func join(_ path: String, _ name: String) -> String { path.isEmpty ? name : "\(path)/\(name)" }

    private mutating func report(_ path: String, _ message: String) {
        problems.append(Shortfall("\(resource.typeName).\(path)", message))
    }
}
