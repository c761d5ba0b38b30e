import Template

/// Schemas by name, such as those of properties, each read when it is asked for.
final class NamedSchemas {
    private struct Entry {
        let name: CatalogueJSON.Text
        let json: CatalogueJSON
    }

    private let entries: [Entry]
    /// Of each entry; none before one is asked for.
    private var schemas: [Schema?] = []
    /// The values of each entry in which nothing is wrong; none before one was looked at.
    private var sound: [SoundValues] = []
    /// It owns the schemas.
    private unowned let owner: TypeSchema

    /// - Parameters:
    ///   - json: an object.
    ///   - members: those among which it was given last.
    init(_ json: CatalogueJSON, in members: inout CatalogueJSON.Members, of owner: TypeSchema) {
        self.owner = owner
        var entries: [Entry] = []
        entries.reserveCapacity(8)
        members.enter(json) { entries.append(Entry(name: $0.key, json: $0.value)) }
        self.entries = entries
    }

    var count: Int { entries.count }

    func name(at index: Int) -> CatalogueJSON.Text { entries[index].name }

    /// Where a name stands; nil for one that is not there.
    func index(of name: String) -> Int? {
        let length = name.utf8.count
        var index = 0
        while index < entries.count {
            if entries[index].name.count == length, entries[index].name == name { return index }
            index += 1
        }
        return nil
    }

    func index(of name: CatalogueJSON.Text) -> Int? {
        var index = 0
        while index < entries.count {
            if entries[index].name == name { return index }
            index += 1
        }
        return nil
    }

    /// What stands there, or what its references lead to.
    func schema(at index: Int) -> Schema { owner.target(of: own(at: index)) }

    /// What stands there, a reference too.
    func own(at index: Int) -> Schema {
        if schemas.isEmpty { schemas = Array(repeating: nil, count: entries.count) }
        if let known = schemas[index] { return known }
        let schema = Schema(entries[index].json, of: owner)
        schemas[index] = schema
        return schema
    }

    /// Whether a value of the entry was found to be sound before.
    func isSound(_ value: Template.Expression, at index: Int) -> Bool {
        !sound.isEmpty && sound[index].contains(value)
    }

    func addSound(_ value: Template.Expression, at index: Int) {
        if sound.isEmpty { sound = Array(repeating: SoundValues(), count: entries.count) }
        sound[index].insert(value)
    }

    /// What the values of a property refer to; nil where nothing is known of that.
    func reference(at index: Int) -> PropertyReference? { own(at: index).propertyReference }

    /// Has the schemas forget those within them.
    func release() {
        for schema in schemas { schema?.release() }
    }
}
