import Template

/// The schemas that hold beside another one: `allOf`.
///
/// Most are rules that say what one property asks of another. Those of which an object lacks one are not even read.
final class SchemaParts {
    private struct Part {
        let json: CatalogueJSON
        /// The names of properties without each of which it says nothing.
        var asked: CatalogueJSON?
        /// The name of the only property that it says something of.
        var constrained: CatalogueJSON.Text?
    }

    private let parts: [Part]
    private var schemas: [Schema?]
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
    }

    var count: Int { parts.count }

    /// Whether a part says nothing of an object, by what that lacks.
    func isIdle(at index: Int, on object: Template.Object) -> Bool {
        if let constrained = parts[index].constrained, object.index(of: constrained) == nil { return true }
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
            case "properties": properties = member.value
            default: hasMore = true
            }
        }
        if hasMore { return Part(json: json) }
        guard let condition else { return Part(json: json, constrained: properties?.onlyName) }
        guard let consequence, properties == nil else { return Part(json: json) }
        return Part(json: json, asked: condition["required"], constrained: consequence.onlyProperty)
    }
}

extension CatalogueJSON {
    /// The only property that a schema says something of; nil for one that says more.
    fileprivate var onlyProperty: Text? {
        guard onlyName.map({ "properties" ~= $0 }) == true else { return nil }
        return self["properties"]?.onlyName
    }

    /// The key of an object that has no other one.
    fileprivate var onlyName: Text? {
        var members = members
        guard let first = members.next(), members.next() == nil else { return nil }
        return first.key
    }
}
