import JSON
import Patterns
import ResourceSchemas
import Template

/// The schemas of the types that templates use. Each is read once, and only what is asked of it is looked at.
final class TypeSchemas {
    let catalogue: ResourceCatalogue
    private var types: [String: TypeSchema?] = [:]
    private var patterns: [String: Pattern?] = [:]

    init(_ catalogue: ResourceCatalogue) {
        self.catalogue = catalogue
    }

    /// Nil for a type that the release does not have.
    func schema(of type: String) -> TypeSchema? {
        if let known = types[type] { return known }
        let schema = catalogue.find(type).flatMap(TypeSchema.init)
        types.updateValue(schema, forKey: type)
        return schema
    }

    /// Nil for an expression that cannot be read here.
    func pattern(_ text: String) -> Pattern? {
        if let known = patterns[text] { return known }
        let pattern = Pattern(text)
        patterns.updateValue(pattern, forKey: text)
        return pattern
    }
}

/// The schema of a type, as it is written.
final class TypeSchema {
    /// The paths of what AWS sets, as in `Endpoint/Address`: they are the attributes too.
    let readOnly: [String]
    /// The paths of what AWS never shows again, such as a password.
    private let writeOnly: [String]
    /// Of the properties as an object.
    let body: JSONValue
    /// Where references were found to lead.
    private var targets: [String: JSONValue] = [:]

    init?(_ entry: ResourceCatalogue.Entry) {
        guard let facts = entry.factsJSON, let body = entry.schemaJSON else { return nil }
        func paths(_ key: String) -> [String] { facts[key]?.elements?.compactMap(\.string) ?? [] }
        readOnly = paths("readOnly")
        writeOnly = paths("writeOnly")
        self.body = body
    }

    /// - Parameter path: in a template.
    func isWriteOnly(_ path: Template.Path) -> Bool {
        guard !writeOnly.isEmpty else { return false }
        let keys = path.steps.dropFirst(3).map { step in
            if case .key(let key) = step { key } else { "*" }
        }.joined(separator: "/")
        return writeOnly.contains { keys == $0 || keys.hasPrefix($0 + "/") }
    }

    /// A schema, or what its references lead to.
    func resolved(_ schema: JSONValue) -> JSONValue {
        var current = schema
        // As many as any schema has, and an end to those that lead to themselves.
        for _ in 0..<16 {
            guard let pointer = current["$ref"]?.string, let target = target(of: pointer) else { return current }
            current = target
        }
        return current
    }

    /// Where a JSON pointer such as `#/definitions/Tag` leads to.
    private func target(of pointer: String) -> JSONValue? {
        if let known = targets[pointer] { return known }
        let target = pointer.split(separator: "/").dropFirst().reduce(JSONValue?.some(body)) { value, part in
            value?[String(part).replacing("~1", with: "/").replacing("~0", with: "~")]
        }
        targets[pointer] = target
        return target
    }
}
