import ResourceInterfaces
import ResourceSchemas

/// What a value is in Swift: a type of the language, or one that is nested in a resource type.
struct SwiftType: Hashable, Sendable {
    let value: ValueType
    /// The resource type that enumerations and property types are nested in.
    let owner: TypeName?

    init(_ value: ValueType, in owner: TypeName? = nil) {
        self.value = value
        // Others are the same everywhere.
        self.owner = value.isNested ? owner : nil
    }

    static let string = SwiftType(.string)
    static let integer = SwiftType(.integer)
    static let json = SwiftType(.json)
    static let strings = SwiftType(.list(.string))

    /// The type of a list's elements; nil for what is no list.
    var element: SwiftType? { if case .list(let element) = value { SwiftType(element, in: owner) } else { nil } }

    var isList: Bool { element != nil }

    /// Whether it is text that can be written as a literal: a string, a reference or an enumeration.
    var isText: Bool {
        switch value {
        case .string, .reference, .target, .enumeration: true
        default: false
        }
    }

    /// Whether it is one value.
    var isScalar: Bool {
        switch value {
        case .string, .reference, .target, .enumeration, .integer, .number, .boolean: true
        case .json, .tag, .structure, .list, .map: false
        }
    }

    /// As Swift spells it: `Value<ID<EC2.VPC>>`.
    var spelling: String {
        switch value {
        case .json: "JSON"
        case .tag: "Tag"
        case .structure(let path): nested(path)
        case .list(let element): "List<\(SwiftType(element, in: owner).spelling)>"
        case .map(let element): "Map<\(SwiftType(element, in: owner).spelling)>"
        default: "Value<\(kind)>"
        }
    }

    /// What a value of the type is a value of: `ID<EC2.VPC>`.
    var kind: String {
        switch value {
        case .integer: "Int"
        case .number: "Double"
        case .boolean: "Bool"
        case .reference(let reference): "\(reference.kind.rawValue)<\(Self.name(of: reference.target))>"
        case .target(let set): "\(SwiftName.namespace(ofService: set.service)).\(set.kind)"
        case .enumeration(let path): nested(path)
        case .string, .json, .tag, .structure, .list, .map: "String"
        }
    }

    private func nested(_ path: [String]) -> String {
        ((owner.map { [Self.name(of: $0)] } ?? []) + path).joined(separator: ".")
    }

    /// A resource type as Swift spells it: `EC2.VPC`.
    static func name(of type: TypeName) -> String {
        let own = SwiftName.type(type.service)
        // The one service whose name is a module's is written as in templates, with its vendor before it.
        let namespace = SwiftName.namespace(of: type) == own ? own : "\(type.vendor).\(own)"
        return "\(namespace).\(SwiftName.resource(type))"
    }
}

extension ValueType {
    /// Whether a resource type has it.
    fileprivate var isNested: Bool {
        switch self {
        case .enumeration, .structure: true
        case .list(let element), .map(let element): element.isNested
        case .string, .integer, .number, .boolean, .json, .tag, .reference, .target: false
        }
    }
}
