import Foundation
import ResourceSchemas

/// The resource types of one schema release: the schemas of all, regional variants merged.
///
/// The release is a directory with `resources/<stem>.json`, one schema a file, `providers/<region>.json`, which maps
/// type names to stems, and `version.json` with the date: the layout in which cfn-lint ships CloudFormation's registry
/// schemas.
struct SchemaCatalogue: Sendable {
    /// The services, sorted.
    let services: [String]
    /// The schemas of their types.
    let schemas: [TypeName: ResourceSchema]
    /// The regions in which each type of the release exists, sorted; nothing of types that exist in all.
    let regions: [TypeName: [String]]
    /// The date of the release, `2026-10-20`.
    let release: String

    /// A release that consists of these schemas.
    init(schemas: [ResourceSchema], regions: [TypeName: [String]] = [:], release: String = "") {
        self.release = release
        self.schemas = Dictionary(schemas.map { ($0.typeName, $0) }) { first, second in
            var merged = first
            merged.merge(second)
            return merged
        }
        self.regions = regions
        services = Set(schemas.map(\.typeName.service)).sorted()
    }

    /// Reads a schema directory.
    ///
    /// - Throws: `GenerationError` for a directory that does not have the layout, or for a broken schema.
    init(directory: URL) throws {
        let version = directory.appendingPathComponent("version.json")
        guard let date = try? Version(json: Data(contentsOf: version)).date else {
            throw GenerationError.noSchemas(directory.path)
        }
        let providers = directory.appendingPathComponent("providers")
        let names = ((try? FileManager.default.contentsOfDirectory(atPath: providers.path)) ?? [])
            .filter { $0.hasSuffix(".json") }.sorted()
        guard !names.isEmpty else { throw GenerationError.noSchemas(directory.path) }

        var variants: [TypeName: [String]] = [:]
        var regions: [TypeName: [String]] = [:]
        for name in names {
            let region = String(name.dropLast(".json".count))
            let stems = try [String: String](json: Data(contentsOf: providers.appendingPathComponent(name)))
            for (text, stem) in stems {
                guard let type = TypeName(text) else { continue }
                // The types of AWS's own macro, AWS::Serverless, exist wherever the macro does, which is everywhere.
                if region != "sam" { regions[type, default: []].append(region) }
                variants[type, default: []].appendMissing([stem])
            }
        }

        var schemas: [ResourceSchema] = []
        for (type, stems) in variants.sorted(by: { $0.key < $1.key }) {
            for stem in stems.sorted() {
                let file = directory.appendingPathComponent("resources/\(stem).json")
                do {
                    schemas.append(try ResourceSchema(json: Data(contentsOf: file)))
                } catch {
                    throw GenerationError.unreadableSchema(file: file.path, type: "\(type)", reason: "\(error)")
                }
            }
        }
        self.init(schemas: schemas, regions: regions, release: String(date.prefix { $0 != "T" }))
    }

    /// What `version.json` says.
    private struct Version: Decodable {
        let date: String

        enum CodingKeys: String, CodingKey { case date = "schema_date" }
    }

    /// The actions that CloudFormation's handlers need, as they are spelt.
    var permissions: [String] { schemas.values.flatMap(\.permissions) }

    /// Whether the release has a type, its schema read or not.
    func contains(_ type: TypeName) -> Bool { regions[type] != nil || schemas[type] != nil }

    /// The types of a service, sorted.
    func types(of service: String) -> [TypeName] { schemas.keys.filter { $0.service == service }.sorted() }
}
