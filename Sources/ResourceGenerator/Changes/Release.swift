import Foundation
import ResourceSchemas

/// The types of a schema release and the actions that go with it, as a comparison sees them.
struct Release: Sendable {
    struct Entry: Sendable, Equatable {
        var facts: ResourceFacts
        var schema: ObjectSchema
    }

    /// `2026-10-20`
    var date: String
    var types: [TypeName: Entry]
    /// Nil where nobody has written them yet.
    var actions: ActionReference?

    init(date: String, types: [TypeName: Entry], actions: ActionReference?) {
        self.date = date
        self.types = types
        self.actions = actions
    }

    /// The release that a model was built from.
    init(_ model: ModelBuilder.Result, _ actions: ActionReference? = nil) {
        let resources = model.services.flatMap(\.resources)
        self.init(
            date: model.release,
            types: Dictionary(resources.map { ($0.typeName, Entry(facts: $0.facts, schema: $0.schema)) }) { first, _ in
                first
            },
            actions: actions)
    }
}

// MARK: - The committed release

extension Release {
    /// The release that a package was last generated from, read back from its catalogue; nil where there is none, or
    /// none that this version has written.
    init?(package: URL) {
        let folder = package.appendingPathComponent(CatalogueRenderer.directory)
        guard let text = try? Data(contentsOf: folder.appendingPathComponent(CatalogueRenderer.textFile)) else {
            return nil
        }
        let actions = try? String(
            contentsOf: folder.appendingPathComponent(CatalogueRenderer.actionsFile), encoding: .utf8)
        self.init(catalogue: text, actions: actions.flatMap(ActionReference.init(text:)))
    }

    /// - Parameter catalogue: as ``CatalogueRenderer`` writes it.
    private init?(catalogue: Data, actions: ActionReference?) {
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
        self.init(date: String(decoding: date, as: UTF8.self), types: types, actions: actions)
    }
}
