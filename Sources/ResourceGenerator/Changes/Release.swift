import Foundation
import PermissionFacts
import ResourceSchemas

/// The types of a schema release and the actions that go with it, as a comparison sees them.
struct Release: Sendable {
    struct Entry: Sendable, Equatable {
        var facts: ResourceFacts
        var schema: ObjectSchema
        /// What holds beside the schema.
        var rules: JSONTree?
    }

    /// `2026-10-20`
    var date: String
    var types: [TypeName: Entry]
    /// Nil where nobody has written them yet.
    var actions: ActionReference?
    /// What the types' handlers call; nil where nobody has written it yet.
    var handlers: [TypeName: HandlerFacts]?
    /// The lists of values, by name.
    var lists: [String: ValueList]

    init(
        date: String, types: [TypeName: Entry], actions: ActionReference?,
        handlers: [TypeName: HandlerFacts]? = nil, lists: [ValueList] = []
    ) {
        self.date = date
        self.types = types
        self.actions = actions
        self.handlers = handlers
        self.lists = Dictionary(lists.map { ($0.name, $0) }) { first, _ in first }
    }

    /// The release that a model was built from.
    init(
        _ model: ModelBuilder.Result, _ actions: ActionReference? = nil, _ handlers: [TypeName: HandlerFacts]? = nil
    ) {
        let resources = model.services.flatMap(\.resources)
        self.init(
            date: model.release,
            types: Dictionary(
                resources.map { resource in
                    let rules = model.rules.schemas[resource.typeName]
                    return (resource.typeName, Entry(facts: resource.facts, schema: resource.schema, rules: rules))
                }
            ) { first, _ in first },
            actions: actions, handlers: handlers, lists: model.rules.lists)
    }
}

// MARK: - The committed release

extension Release {
    /// The release that a package was last generated from, read back from its catalogue; nil where there is none, or
    /// none that this version has written.
    init?(package: URL) {
        let folder = package.appendingPathComponent(CatalogueRenderer.directory)
        guard let catalogue = try? Data(contentsOf: folder.appendingPathComponent(CatalogueRenderer.textFile)) else {
            return nil
        }
        func text(_ file: String) -> String? {
            try? String(contentsOf: folder.appendingPathComponent(file), encoding: .utf8)
        }
        self.init(
            catalogue: catalogue, actions: text(CatalogueRenderer.actionsFile).flatMap(ActionReference.init(text:)),
            lists: ValueListRenderer.lists(text(CatalogueRenderer.valuesFile) ?? ""))
        let handlers = package.appendingPathComponent(PermissionRenderer.directory)
            .appendingPathComponent(PermissionRenderer.handlersFile)
        self.handlers = (try? String(contentsOf: handlers, encoding: .utf8)).flatMap(PermissionRenderer.handlers)
    }

    /// - Parameter catalogue: as ``CatalogueRenderer`` writes it.
    private init?(catalogue: Data, actions: ActionReference?, lists: [ValueList]) {
        var types: [TypeName: Entry] = [:]
        var lines = catalogue.split(separator: UInt8(ascii: "\n")).makeIterator()
        guard let date = lines.next() else { return nil }
        while let line = lines.next() {
            let parts = line.split(separator: UInt8(ascii: "\t"))
            guard (3...4).contains(parts.count), let type = TypeName(String(decoding: parts[0], as: UTF8.self)),
                let facts = try? ResourceFacts(json: parts[1]), let schema = try? ObjectSchema(json: parts[2])
            else { return nil }
            let rules = parts.count > 3 ? try? JSONTree(json: parts[3]) : nil
            types[type] = Entry(facts: facts, schema: schema, rules: rules)
        }
        self.init(date: String(decoding: date, as: UTF8.self), types: types, actions: actions, lists: lists)
    }
}
