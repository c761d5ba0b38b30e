import ResourceInterfaces
import ResourceSchemas

/// Spells types so that Swift finds the ones that are meant.
///
/// Within a type's extension Swift looks first among the types nested there. AWS calls property types `Value`,
/// `Resource` or `S3`, so a name from the language or of another service that is hidden by such a one is written with
/// its module.
struct TypeSpelling {
    /// The Swift type around the code: `EC2.VPC`.
    private let resource: String
    /// The names of the types nested in the resource, by the Swift path of the type they are nested in.
    private let nested: [[String]: Set<String>]
    /// The nested types around the code, from the resource inwards.
    private let scope: [String]

    /// The spelling at file scope, where nothing is hidden.
    static let fileScope = TypeSpelling(resource: "", nested: [:], scope: [])

    private init(resource: String, nested: [[String]: Set<String>], scope: [String]) {
        self.resource = resource
        self.nested = nested
        self.scope = scope
    }

    /// The spelling in the extension of a resource type.
    init(_ resource: ResourceModel, namespace: String) {
        var nested: [[String]: Set<String>] = [:]
        func collect(_ structures: [StructureModel], _ enumerations: [EnumerationModel]) {
            for path in structures.map(\.path) + enumerations.map(\.path) {
                if let name = path.last { nested[Array(path.dropLast()), default: []].insert(name) }
            }
            for structure in structures { collect(structure.structures, structure.enumerations) }
        }
        collect(resource.structures, resource.enumerations)
        self.init(resource: "\(namespace).\(resource.swiftName)", nested: nested, scope: [])
    }

    /// The spelling within a nested type.
    func within(_ path: [String]) -> TypeSpelling { TypeSpelling(resource: resource, nested: nested, scope: path) }

    func spell(_ type: ValueType) -> String {
        switch type {
        case .string: scalar("String")
        case .integer: scalar("Int")
        case .number: scalar("Double")
        case .boolean: scalar("Bool")
        case .json: language("JSON")
        case .tag: language("Tag")
        case .reference(let reference): "\(language("Value"))<\(spell(reference))>"
        case .target(let set): "\(language("Value"))<\(spell(set))>"
        case .enumeration(let path): "\(language("Value"))<\(local(path))>"
        case .structure(let path): local(path)
        case .list(let element): "\(language("List"))<\(spell(element))>"
        case .map(let element): "\(language("Map"))<\(spell(element))>"
        }
    }

    /// The name of a type of the language module.
    func language(_ name: String) -> String { isHidden(name) ? "CloudFormation.\(name)" : name }

    /// The name of a resource type.
    func spell(_ type: TypeName) -> String {
        let namespace = SwiftName.namespace(of: type)
        let name = "\(namespace).\(SwiftName.resource(type))"
        return isHidden(namespace) ? "AWSResourceTypes.\(name)" : name
    }

    /// The name of a kind of values that refer to one of a few types.
    func spell(_ set: TargetSet.Name) -> String {
        let namespace = SwiftName.namespace(ofService: set.service)
        let name = "\(namespace).\(set.kind)"
        return isHidden(namespace) ? "AWSResourceTypes.\(name)" : name
    }

    /// The name of a type of Swift's own library.
    func swift(_ name: String) -> String { isHidden(name) ? "Swift.\(name)" : name }

    private func scalar(_ name: String) -> String { "\(language("Value"))<\(swift(name))>" }

    private func spell(_ reference: TypedReference) -> String {
        "\(language(reference.kind.rawValue))<\(spell(reference.target))>"
    }

    /// The nested types that a name can be found in from here, innermost first.
    private var scopes: [[String]] { (0...scope.count).reversed().map { Array(scope.prefix($0)) } }

    private func isHidden(_ name: String) -> Bool {
        guard !resource.isEmpty else { return false }
        return scopes.contains { nested[$0]?.contains(name) ?? false }
    }

    /// The shortest spelling of a nested type that is understood from here.
    private func local(_ path: [String]) -> String {
        for start in path.indices.reversed() {
            let finder = scopes.first { nested[$0]?.contains(path[start]) ?? false }
            if finder == Array(path[..<start]) { return path[start...].joined(separator: ".") }
        }
        return ([resource] + path).joined(separator: ".")
    }
}
