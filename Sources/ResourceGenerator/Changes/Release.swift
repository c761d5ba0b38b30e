import Foundation
import ResourceSchemas

/// The types of a schema release, as a comparison sees them.
struct Release: Sendable {
    struct Entry: Sendable, Equatable {
        var facts: ResourceFacts
        var schema: ObjectSchema
    }

    /// `2026-10-20`
    var date: String
    var types: [TypeName: Entry]

    init(date: String, types: [TypeName: Entry]) {
        self.date = date
        self.types = types
    }

    /// The release that a model was built from.
    init(_ model: ModelBuilder.Result) {
        let resources = model.services.flatMap(\.resources)
        self.init(
            date: model.release,
            types: Dictionary(resources.map { ($0.typeName, Entry(facts: $0.facts, schema: $0.schema)) }) { first, _ in
                first
            })
    }
}

// MARK: - The committed release

extension Release {
    /// The release that a package was last generated from, read back from its catalogue; nil where there is none, or
    /// none that this version has written.
    init?(package: URL) {
        let file = package.appendingPathComponent("\(CatalogueRenderer.directory)/\(CatalogueRenderer.textFile)")
        guard let text = try? Data(contentsOf: file) else { return nil }
        self.init(catalogue: text)
    }

    /// - Parameter catalogue: as ``CatalogueRenderer`` writes it.
    private init?(catalogue: Data) {
        var types: [TypeName: Entry] = [:]
        var lines = catalogue.split(separator: UInt8(ascii: "\n")).makeIterator()
        guard let date = lines.next() else { return nil }
        while let line = lines.next() {
            let parts = line.split(separator: UInt8(ascii: "\t"))
            guard parts.count == 3, let type = TypeName(String(decoding: parts[0], as: UTF8.self)),
                let facts = try? ResourceFacts(json: parts[1]), let schema = try? ObjectSchema(json: parts[2])
            else { return nil }
            types[type] = Entry(facts: facts, schema: schema)
        }
        self.init(date: String(decoding: date, as: UTF8.self), types: types)
    }
}
