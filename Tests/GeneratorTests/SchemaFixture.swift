import Foundation

@testable import ResourceGenerator

/// Small resource schemas, written as JSON in the tests.
enum SchemaFixture {
    static func schema(_ json: String) throws -> ResourceSchema {
        try ResourceSchema(json: json.utf8)
    }

    /// A schema with a type's properties and definitions given as JSON objects.
    static func schema(
        _ type: String, properties: String, definitions: String = "{}", readOnly: [String] = [],
        identifier: [String] = [], required: [String] = [], extra: String = ""
    ) throws -> ResourceSchema {
        func list(_ paths: [String]) -> String {
            "[" + paths.map { "\"\($0)\"" }.joined(separator: ",") + "]"
        }
        return try schema(
            """
            {
              "typeName": "\(type)", "properties": \(properties), "definitions": \(definitions),
              "readOnlyProperties": \(list(readOnly.map { "/properties/\($0)" })),
              "primaryIdentifier": \(list(identifier.map { "/properties/\($0)" })),
              "required": \(list(required)), "additionalProperties": false\(extra)
            }
            """)
    }

    /// The model of a release that consists of these schemas, the first one's service first.
    static func model(_ schemas: [ResourceSchema], corrections: Corrections = Corrections()) -> ModelBuilder.Result {
        var result = ModelBuilder(catalogue: SchemaCatalogue(schemas: schemas), corrections: corrections).build()
        let first = schemas.first?.typeName.service
        result.services.sort { ($0.name == first ? 0 : 1, $0.name) < ($1.name == first ? 0 : 1, $1.name) }
        return result
    }

    /// The model of one type of its own.
    static func resource(_ schema: ResourceSchema, corrections: Corrections = Corrections()) throws -> ResourceModel {
        let result = model([schema], corrections: corrections)
        return try result.services.first?.resources.first ?? { throw GenerationError.noSchemas("\(schema.typeName)") }()
    }
}

extension ResourceModel {
    func property(_ name: String) -> PropertyModel? { properties.first { $0.name == name } }
    func structure(_ path: String...) -> StructureModel? {
        var structures = self.structures
        var found: StructureModel?
        for name in path {
            found = structures.first { $0.path.last == name }
            structures = found?.structures ?? []
        }
        return found
    }
}

extension StructureModel {
    func property(_ name: String) -> PropertyModel? { properties.first { $0.name == name } }
}
