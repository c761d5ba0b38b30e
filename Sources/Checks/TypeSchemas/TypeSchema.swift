import JSON
import ResourceSchemas
import Template

/// The schema of a type, as far as it was asked for.
final class TypeSchema {
    /// The paths of what AWS sets, as in `Endpoint/Address`: they are the attributes too.
    let readOnly: [String]
    /// The keys on the way to each of them.
    private(set) lazy var readOnlyKeys = readOnly.map { $0.parts(separatedBy: "/") }
    /// The paths of what AWS never shows again, such as a password.
    private let writeOnly: [String]
    /// The properties that tell resources of the type apart, where users give all of them.
    let identifierOfUsers: [String]?
    private let facts: JSONValue
    private let entry: ResourceCatalogue.Entry
    /// Read when it is asked for: of types that are only referred to, nobody does.
    private lazy var json = entry.schemaJSON
    /// Where references lead.
    private var targets: [String: Schema] = [:]

    /// Of the properties as an object.
    private(set) lazy var body = Schema(json, of: self)
    /// What holds of them beside the schema; nil for most types.
    private(set) lazy var rules = entry.rulesJSON.map { schema($0) }
    /// The regions that lack the type.
    private(set) lazy var missingRegions = facts["missingRegions"]?.strings ?? []
    /// What the registry advises against.
    private(set) lazy var deprecated = facts["deprecated"]?.strings ?? []
    /// Whether the service is on its way out.
    private(set) lazy var lifecycle: ResourceFacts.Lifecycle? = facts["lifecycle"].flatMap { try? $0.decoded() }

    init?(_ entry: ResourceCatalogue.Entry) {
        guard let facts = entry.factsJSON else { return nil }
        func paths(_ key: String) -> [String] { facts[key]?.elements?.compactMap(\.string) ?? [] }
        let readOnly = paths("readOnly")
        self.readOnly = readOnly
        writeOnly = paths("writeOnly")
        let identifier = paths("identifier")
        let isOfUsers = !identifier.isEmpty && identifier.allSatisfy { !readOnly.contains($0) && !$0.contains("/") }
        identifierOfUsers = isOfUsers ? identifier : nil
        self.facts = facts
        self.entry = entry
    }

    deinit {
        for schema in targets.values { schema.release() }
    }

    /// What `Ref` and attributes return, by name: which resource it identifies, as ``ResourceFacts/returns`` has it.
    private(set) lazy var returns: [String: String] = (facts["returns"]?.members.map(Array.init) ?? [])
        .reduce(into: [:]) { returns, member in returns[member.name] = member.value.string }
    /// The property that identifies a resource; nil where there are several.
    private(set) lazy var identifier: String? = {
        guard let names = facts["identifier"]?.strings, names.count == 1 else { return nil }
        return names.first
    }()
    /// Whether every property is an attribute too.
    private(set) lazy var returnsProperties = facts["returnsProperties"]?.boolean == true
    /// The types whose identifiers may be replaced by those of this one.
    private(set) lazy var standsFor = facts["standsFor"]?.elements?.compactMap(\.string) ?? []

    /// - Parameter path: in a template.
    func isWriteOnly(_ path: Template.Path) -> Bool {
        guard !writeOnly.isEmpty else { return false }
        let keys = path.steps.dropFirst(3).map { step in
            if case .key(let key) = step { key } else { "*" }
        }.joined(separator: "/")
        return writeOnly.contains { keys == $0 || keys.hasPrefix($0 + "/") }
    }

    /// A schema within that of the type, or what its references lead to.
    func schema(_ value: JSONValue) -> Schema {
        guard let first = value["$ref"]?.string else { return Schema(value, of: self) }
        if let known = targets[first] { return known }
        var current = value
        // As many as any schema has, and an end to those that lead to themselves.
        for _ in 0..<16 {
            guard let pointer = current["$ref"]?.string, let target = target(of: pointer) else { break }
            current = target
        }
        let schema = Schema(current, of: self)
        targets[first] = schema
        return schema
    }

    /// Where a JSON pointer such as `#/definitions/Tag` leads to.
    private func target(of pointer: String) -> JSONValue? {
        pointer.parts(separatedBy: "/").dropFirst().reduce(json) { value, part in
            value?[Self.key(part)]
        }
    }

    /// A part of a JSON pointer without its escapes (RFC 6901).
    private static func key(_ part: String) -> String {
        guard part.hasByte(UInt8(ascii: "~")) else { return part }
        return part.replacing("~1", with: "/").replacing("~0", with: "~")
    }
}
