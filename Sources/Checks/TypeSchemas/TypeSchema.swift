import JSON
import ResourceSchemas
import Template

/// The schema of a type, as far as it was asked for.
final class TypeSchema {
    /// The paths of what AWS sets, as in `Endpoint/Address`: they are the attributes too.
    private(set) lazy var readOnly = readOnlyJSON?.strings ?? []
    /// The keys on the way to each of them.
    private(set) lazy var readOnlyKeys = readOnly.map { $0.parts(separatedBy: "/") }
    /// The paths of what AWS never shows again, such as a password.
    private lazy var writeOnly = facts["writeOnly"]?.strings ?? []
    /// The properties that tell resources of the type apart, where users give all of them.
    let identifierOfUsers: [String]?
    private let facts: CatalogueJSON
    private let readOnlyJSON: CatalogueJSON?
    /// Of the properties.
    private let json: CatalogueJSON?
    private let rulesJSON: CatalogueJSON?
    private let patterns: SchemaPatterns
    /// What references lead to, by name; read with the body.
    private var definitions: NamedSchemas?

    /// The properties of resources in which nothing is wrong.
    var sound = SoundValues()
    /// Of the properties as an object.
    private(set) lazy var body = Schema(json, of: self)
    /// What holds of them beside the schema; nil for most types.
    private(set) lazy var rules = rulesJSON.map { schema($0) }
    /// The regions that lack the type.
    private(set) lazy var missingRegions = facts["missingRegions"]?.strings ?? []
    /// What the registry advises against.
    private(set) lazy var deprecated = facts["deprecated"]?.strings ?? []
    /// Whether the service is on its way out.
    private(set) lazy var lifecycle: ResourceFacts.Lifecycle? = facts["lifecycle"]?.parsed.flatMap { try? $0.decoded() }

    init?(_ entry: ResourceCatalogue.Entry, _ patterns: SchemaPatterns) {
        guard let facts = CatalogueJSON(entry.facts), facts.isObject else { return nil }
        var readOnly: CatalogueJSON?
        var identifier: [String] = []
        for member in facts.members {
            switch member.key {
            case "readOnly": readOnly = member.value
            case "identifier": identifier = member.value.strings
            default: break
            }
        }
        readOnlyJSON = readOnly
        let isOfUsers =
            !identifier.isEmpty
            && identifier.allSatisfy { readOnly?.hasElement($0) != true && !$0.hasByte(UInt8(ascii: "/")) }
        identifierOfUsers = isOfUsers ? identifier : nil
        self.identifier = identifier.count == 1 ? identifier[0] : nil
        self.facts = facts
        self.patterns = patterns
        json = CatalogueJSON(entry.schema)
        rulesJSON = entry.rules.flatMap { CatalogueJSON($0) }
    }

    deinit {
        definitions?.release()
    }

    /// What `Ref` and attributes return, by name: which resource it identifies, as ``ResourceFacts/returns`` has it.
    private(set) lazy var returns: [String: String] = {
        var returns: [String: String] = [:]
        guard let members = facts["returns"]?.members else { return returns }
        for member in members { returns[member.key.string] = member.value.string }
        return returns
    }()
    /// The property that identifies a resource; nil where there are several.
    let identifier: String?
    /// The properties that identify a resource together.
    private(set) lazy var identifiers = facts["identifier"]?.strings ?? []
    /// Whether every property is an attribute too.
    private(set) lazy var returnsProperties = facts["returnsProperties"]?.boolean == true
    /// The types whose identifiers may be replaced by those of this one.
    private(set) lazy var standsFor = facts["standsFor"]?.strings ?? []

    /// The keys on the way to what AWS sets, where an object has the first of them.
    func readOnlyKeys(beginningIn object: Template.Object) -> [[String]] {
        guard let readOnlyJSON else { return [] }
        var found: [[String]] = []
        for element in readOnlyJSON.elements {
            guard let path = element.text, object.index(of: path.prefix(before: UInt8(ascii: "/"))) != nil else {
                continue
            }
            found.append(path.string.parts(separatedBy: "/"))
        }
        return found
    }

    /// - Parameter path: in a template.
    func isWriteOnly(_ path: Template.Path) -> Bool {
        guard !writeOnly.isEmpty else { return false }
        let keys = path.steps.dropFirst(3).map { step in
            if case .key(let key) = step { key } else { "*" }
        }.joined(separator: "/")
        return writeOnly.contains { keys == $0 || keys.hasPrefix($0 + "/") }
    }

    /// A schema within that of the type, or what its references lead to.
    func schema(_ json: CatalogueJSON) -> Schema { target(of: Schema(json, of: self)) }

    /// What a schema's references lead to; the schema itself where there is none.
    func target(of schema: Schema) -> Schema {
        var current = schema
        // As many as any schema has, and an end to those that lead to themselves.
        for _ in 0..<16 {
            guard let pointer = current.reference?.text, let target = target(of: pointer) else { break }
            current = target
        }
        return current
    }

    /// Where a JSON pointer such as `#/definitions/Tag` leads to.
    private func target(of pointer: CatalogueJSON.Text) -> Schema? {
        _ = body
        // Nearly all of them.
        guard let name = pointer.dropping("#/definitions/"), let definitions, let index = definitions.index(of: name)
        else {
            return pointer.string.parts(separatedBy: "/").dropFirst().reduce(json) { json, part in
                json?[Self.key(part)]
            }.map { Schema($0, of: self) }
        }
        return definitions.own(at: index)
    }

    /// Has references lead to schemas.
    ///
    /// - Parameter members: those of the schema, of which they were given last.
    func define(_ definitions: CatalogueJSON, in members: inout CatalogueJSON.Members) {
        guard self.definitions == nil else { return }
        self.definitions = NamedSchemas(definitions, in: &members, of: self)
    }

    /// A part of a JSON pointer without its escapes (RFC 6901).
    private static func key(_ part: String) -> String {
        guard part.hasByte(UInt8(ascii: "~")) else { return part }
        return part.replacing("~1", with: "/").replacing("~0", with: "~")
    }

    func pattern(_ text: String) -> PatternMatches { patterns.pattern(text) }
}
