import Template

/// The schemas that hold beside another one: `allOf`.
///
/// Most are rules that say what one property asks of another. Those of which an object lacks one are not even read.
final class SchemaParts {
    private struct Part {
        let json: CatalogueJSON
        /// The names of properties without each of which it says nothing.
        var asked: CatalogueJSON?
        /// The names of the properties that it says something of; empty where it may say more.
        var constrained: [CatalogueJSON.Text] = []
    }

    private let parts: [Part]
    private var schemas: [Schema?]
    private var verdicts: [Verdicts]
    /// It owns the schemas.
    private unowned let owner: TypeSchema

    /// - Parameter json: a list.
    init(_ json: CatalogueJSON, of owner: TypeSchema) {
        self.owner = owner
        var elements = json.elements
        var parts: [Part] = []
        while let element = elements.next() { parts.append(Self.part(element, in: &elements)) }
        self.parts = parts
        schemas = Array(repeating: nil, count: parts.count)
        verdicts = Array(repeating: Verdicts(), count: parts.count)
    }

    var count: Int { parts.count }

    /// Whether a part says nothing of an object, by what that lacks.
    func isIdle(at index: Int, on object: Template.Object) -> Bool {
        if !parts[index].constrained.isEmpty, !object.hasAny(of: parts[index].constrained) { return true }
        guard let asked = parts[index].asked else { return false }
        for name in asked.elements {
            if let name = name.text, object.index(of: name) == nil { return true }
        }
        return false
    }

    func schema(at index: Int) -> Schema {
        if let known = schemas[index] { return known }
        let schema = owner.schema(parts[index].json)
        schemas[index] = schema
        return schema
    }

    // MARK: - What was found sound

    /// What is known of objects that were held against a part.
    private struct Verdicts {
        /// How often one was.
        var count = 0
        /// The names of the properties that decide; nil where more may.
        var deciding: [CatalogueJSON.Text]?
        /// Those properties of the objects in which nothing was wrong.
        var sound = SoundValues()
    }

    /// From here on it is worth while to know what decides: most templates have few resources of a type.
    private static let leastRepeated = 3

    /// The properties of an object that decide what a part says of it; nil where nobody knows, or where it is not worth
    /// while to ask.
    func decidingProperties(of object: Template.Object, at index: Int) -> Template.Expression? {
        verdicts[index].count += 1
        if verdicts[index].count == Self.leastRepeated { verdicts[index].deciding = parts[index].json.decidingNames }
        guard let names = verdicts[index].deciding else { return nil }
        var entries: [Template.Object.Entry] = []
        var position = 0
        while position < names.count {
            if let place = object.index(of: names[position]) { entries.append(object.entries[place]) }
            position += 1
        }
        return .object(Template.Object(entries))
    }

    /// - Parameter properties: those that decide.
    func isSound(_ properties: Template.Expression, at index: Int) -> Bool {
        verdicts[index].sound.contains(properties)
    }

    func addSound(_ properties: Template.Expression, at index: Int) { verdicts[index].sound.insert(properties) }

    // MARK: - Reading

    private static func part(_ json: CatalogueJSON, in elements: inout CatalogueJSON.Elements) -> Part {
        var condition: CatalogueJSON?
        var consequence: CatalogueJSON?
        var properties: CatalogueJSON?
        var hasMore = false
        elements.enter(json) { member in
            switch member.key {
            case "finding": break
            case "if": condition = member.value
            case "then": consequence = member.value
            // Both say something of those that are there, and nothing of others.
            case "properties", "dependentExcluded":
                hasMore = hasMore || properties != nil
                properties = member.value
            default: hasMore = true
            }
        }
        if hasMore { return Part(json: json) }
        guard let condition else { return Part(json: json, constrained: properties?.keys ?? []) }
        guard let consequence, properties == nil else { return Part(json: json) }
        return Part(json: json, asked: condition["required"], constrained: consequence.constrainedProperties)
    }
}

extension CatalogueJSON {
    /// The names of all properties that a schema says something of; none for one that says more.
    fileprivate var constrainedProperties: [Text] {
        var members = members
        guard let first = members.next(), "properties" ~= first.key, members.next() == nil else { return [] }
        return first.value.keys
    }

    /// The names of all properties of an object that decide whether it fits a schema; nil where others may.
    fileprivate var decidingNames: [Text]? {
        var names: [Text] = []
        return addDecidingNames(to: &names) ? names : nil
    }

    private func addDecidingNames(to names: inout [Text]) -> Bool {
        guard isObject else { return false }
        var members = members
        while let member = members.next() {
            switch member.key {
            case "finding", "type": break
            case "if", "then", "else", "not": if !member.value.addDecidingNames(to: &names) { return false }
            case "properties": names += member.value.keys
            case "required", "requiredXor", "requiredOr":
                for element in member.value.elements { if let name = element.text { names.append(name) } }
            case "dependentRequired", "dependentExcluded":
                names += member.value.keys
                for dependency in member.value.members {
                    for element in dependency.value.elements { if let name = element.text { names.append(name) } }
                }
            default: return false
            }
        }
        return true
    }

    /// Those of an object.
    fileprivate var keys: [Text] {
        var keys: [Text] = []
        var members = members
        while let member = members.next() { keys.append(member.key) }
        return keys
    }
}

extension Template.Object {
    fileprivate func hasAny(of names: [CatalogueJSON.Text]) -> Bool {
        var index = 0
        while index < names.count {
            if self.index(of: names[index]) != nil { return true }
            index += 1
        }
        return false
    }
}
