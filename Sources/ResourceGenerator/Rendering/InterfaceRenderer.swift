import ResourceInterfaces
import ResourceSchemas

/// Renders how every type looks in Swift as one text: the release in a line, then a line a type, a set of targets, and a
/// type of parameters that identifies something, sorted by their bytes.
struct InterfaceRenderer {
    static let directory = "Sources/AWSInterfaceData"
    private static let textFile = "interfaces.tsv"

    static func files(of model: ModelBuilder.Result) throws -> [GeneratedFile] {
        var lines: [String: String] = [:]
        for service in model.services {
            for resource in service.resources {
                lines[resource.typeName.description] = try CatalogueRenderer.json(ResourceInterface(resource))
            }
            for set in service.targetSets {
                let targets = Dictionary(
                    set.targets.map { ($0.name, $0.references.map(\.description)) },
                    uniquingKeysWith: { first, _ in first })
                lines[InterfaceCatalogue.key(of: set.name)] = try CatalogueRenderer.json(targets)
            }
        }
        for identity in model.identities {
            for (kind, name) in identity.parameterTypes {
                let reference = TypedReference(kind, identity.typeName)
                lines[InterfaceCatalogue.key(ofParameter: name)] = try CatalogueRenderer.json([reference.description])
            }
        }
        let sorted = lines.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        let text = GeneratedFile(
            path: "\(directory)/\(textFile)",
            content: "\(model.release)\n" + sorted.map { "\($0.key)\t\($0.value)\n" }.joined())
        let assembler = AssemblerFile(directory: directory, name: "interfaces.S", prefix: "aws_resource")
        return [text, assembler.file(of: [text])]
    }
}

extension ResourceInterface {
    /// What of the model somebody must know who writes Swift with the type.
    init(_ resource: ResourceModel) {
        var arguments: [[String]: [Argument]] = [[]: resource.properties.map(Argument.init)]
        var constants: [[String]: [String: String]] = [:]
        func collect(_ structures: [StructureModel], _ enumerations: [EnumerationModel]) {
            for enumeration in enumerations {
                constants[enumeration.path] = Dictionary(
                    enumeration.constants.map { ($0.value, $0.swiftName) }, uniquingKeysWith: { first, _ in first })
            }
            for structure in structures {
                arguments[structure.path] = structure.properties.map(Argument.init)
                collect(structure.structures, structure.enumerations)
            }
        }
        collect(resource.structures, resource.enumerations)
        self.init(
            arguments: arguments.mapValues { $0.sorted(by: Argument.precedes) }, constants: constants,
            reference: resource.attributes.first { $0.source == .reference }.map(Attribute.init),
            attributes: resource.attributes.filter { $0.source != .reference }.map(Attribute.init)
                .sorted { $0.name < $1.name },
            takesOtherProperties: resource.takesOtherProperties)
    }
}

extension ResourceInterface.Argument {
    fileprivate init(_ property: PropertyModel) {
        self.init(
            name: property.name, swiftName: property.swiftName, type: property.type, isRequired: property.isRequired)
    }
}

extension ResourceInterface.Attribute {
    fileprivate init(_ attribute: AttributeModel) {
        let name = if case .attribute(let path) = attribute.source { path } else { attribute.name }
        self.init(name: name, swiftName: attribute.swiftName, type: attribute.type)
    }
}
