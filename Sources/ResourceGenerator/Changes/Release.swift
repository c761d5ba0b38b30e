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
        let directory = package.appendingPathComponent("Sources/\(CatalogueRenderer.module)")
        guard
            let catalogue = try? String(
                contentsOf: directory.appendingPathComponent(CatalogueRenderer.catalogueFile), encoding: .utf8),
            let date = catalogue.firstMatch(of: /release: "([^"]*)"/)?.1
        else { return nil }
        var types: [TypeName: Entry] = [:]
        for service in catalogue.matches(of: /case "(\w+)::(\w+)":/) {
            let module = String(service.1) + SwiftName.type(String(service.2))
            let file = directory.appendingPathComponent(CatalogueRenderer.entriesFile(ofModule: module))
            guard let text = try? String(contentsOf: file, encoding: .utf8),
                let entries = Self.entries(in: text, prefix: "\(service.1)::\(service.2)::")
            else { return nil }
            types.merge(entries) { first, _ in first }
        }
        self.init(date: String(date), types: types)
    }

    /// The entries in one file of the catalogue: a name, facts and a schema on a line each.
    private static func entries(in text: String, prefix: String) -> [TypeName: Entry]? {
        func value<T: Decodable>(_ line: Substring?, _ label: String) -> T? {
            guard let line, let start = line.range(of: "\(label): ##\"")?.upperBound,
                let end = line.range(of: "\"##", options: .backwards)?.lowerBound
            else { return nil }
            return try? T(json: line[start..<end].utf8)
        }
        var result: [TypeName: Entry] = [:]
        var lines = text.split(separator: "\n").makeIterator()
        while let line = lines.next() {
            guard let name = line.firstMatch(of: /case "(\w+)":/)?.1 else { continue }
            guard let type = TypeName(prefix + name), let facts: ResourceFacts = value(lines.next(), "facts"),
                let schema: ObjectSchema = value(lines.next(), "schema")
            else { return nil }
            result[type] = Entry(facts: facts, schema: schema)
        }
        return result
    }
}
