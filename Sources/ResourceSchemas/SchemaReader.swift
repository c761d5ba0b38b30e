/// Answers questions about one resource type's schema: follows references, sees through lists and alternatives.
public struct SchemaReader: Sendable {
    /// What the questions are about.
    public let schema: ObjectSchema
    /// How often each definition is referred to.
    private let uses: [String: Int]

    /// Counts the references in a schema, which takes one walk through it.
    public init(_ schema: ObjectSchema) {
        self.schema = schema
        var uses: [String: Int] = [:]
        func count(_ schema: PropertySchema) {
            if let name = schema.reference.flatMap(Self.definitionName) { uses[name, default: 0] += 1 }
            for property in schema.properties?.values.map({ $0 }) ?? [] { count(property) }
            for property in schema.patternProperties.values { count(property) }
            if case .schema(let items) = schema.items { count(items) }
            if case .schema(let values) = schema.additionalProperties { count(values) }
            for alternative in schema.anyOf + schema.oneOf + schema.allOf { count(alternative) }
        }
        count(schema.body)
        for definition in schema.definitions.values { count(definition) }
        self.uses = uses
    }

    /// Whether a definition has one place only, so that its properties have one path each.
    package func isUsedOnce(_ definition: String) -> Bool { uses[definition] == 1 }

    package static func definitionName(_ pointer: String) -> String? {
        let prefix = "#/definitions/"
        guard pointer.hasPrefix(prefix) else { return nil }
        let name = pointer.dropFirst(prefix.count)
        return name.contains("/") ? nil : unescaped(name)
    }

    private static func unescaped(_ part: Substring) -> String {
        String(part).replacing("~1", with: "/").replacing("~0", with: "~")
    }

    /// The schema that a `$ref` points to.
    package func lookup(_ pointer: String) -> PropertySchema? {
        if let name = Self.definitionName(pointer) { return schema.definitions[name] }
        var parts = pointer.split(separator: "/").dropFirst().map(Self.unescaped)
        guard let root = parts.first else { return nil }
        var current: PropertySchema
        if root == "definitions", parts.count > 1, let definition = schema.definitions[parts[1]] {
            current = definition
            parts.removeFirst(2)
        } else {
            current = schema.body
        }
        while let part = parts.first {
            parts.removeFirst()
            current = resolved(current)
            switch part {
            case "properties":
                guard let name = parts.first, let next = current.properties?[name] else { return nil }
                parts.removeFirst()
                current = next
            case "items":
                guard case .schema(let items) = current.items else { return nil }
                current = items
            default:
                return nil
            }
        }
        return current
    }

    /// The schema itself, or what its chain of references ends in. One that consists of another is that one.
    public func resolved(_ schema: PropertySchema) -> PropertySchema {
        var current = schema
        for _ in 0..<16 {
            if let only = current.onlyPart {
                current = only
            } else if let pointer = current.reference, let target = lookup(pointer) {
                current = target
            } else {
                break
            }
        }
        return current
    }

    /// The property at a path, `Endpoint/Address`, items of lists with or without a `*`.
    public func property(at path: String) -> PropertySchema? {
        var current = schema.body
        for part in path.split(separator: "/") {
            current = resolved(current)
            if part == "*" {
                guard case .schema(let items) = current.items else { return nil }
                current = items
                continue
            }
            if case .schema(let items) = current.items { current = resolved(items) }
            guard let next = members(of: current)?.properties[String(part)] else { return nil }
            current = next
        }
        return current
    }

    /// The named properties of an object, those of its alternatives included.
    public struct Members: Sendable {
        /// Their schemas by name. References in these are left as they are.
        public var properties: [String: PropertySchema] = [:]
        /// Those of the names that have to be there.
        public var required: Set<String> = []

        package init(properties: [String: PropertySchema] = [:], required: Set<String> = []) {
            self.properties = properties
            self.required = required
        }
    }

    /// The members of a schema that describes an object with named properties; nil for every other schema.
    ///
    /// Alternatives (`oneOf`, `anyOf`) become one set of properties, of which only those are required that all
    /// alternatives require. An alternative that is no such object (a string, say) makes the whole thing no object.
    public func members(of schema: PropertySchema) -> Members? { members(of: schema, depth: 0) }

    private func members(of schema: PropertySchema, depth: Int) -> Members? {
        guard depth < 8 else { return nil }
        let schema = resolved(schema)
        guard schema.types.isEmpty || schema.types.contains("object") else { return nil }

        var result = Members(properties: schema.properties ?? [:], required: Set(schema.required))
        var isObject = schema.properties != nil
        for part in schema.allOf {
            result.required.formUnion(part.required)
            guard let members = members(of: part, depth: depth + 1) else { continue }
            isObject = true
            result.properties.merge(members.properties, uniquingKeysWith: merged)
            result.required.formUnion(members.required)
        }
        for alternatives in [schema.anyOf, schema.oneOf] where !alternatives.isEmpty {
            var requiredByAll: Set<String>?
            for alternative in alternatives {
                let members = members(of: alternative, depth: depth + 1)
                if members == nil, Self.describesAnotherType(resolved(alternative)) { return nil }
                if let members {
                    isObject = true
                    result.properties.merge(members.properties, uniquingKeysWith: merged)
                }
                let required = members?.required ?? Set(alternative.required)
                requiredByAll = requiredByAll.map { $0.intersection(required) } ?? required
            }
            result.required.formUnion(requiredByAll ?? [])
        }
        // An object that allows nothing is one without properties: its presence is what it says.
        if !isObject, schema.types == ["object"], schema.additionalProperties == .forbidden,
            schema.patternProperties.isEmpty
        {
            return Members()
        }
        return isObject ? result : nil
    }

    /// What two alternatives say about a property of the same name, together.
    ///
    /// A definition can stand for both only where the other refers to it too, or adds nothing but conditions.
    private func merged(_ mine: PropertySchema, _ theirs: PropertySchema) -> PropertySchema {
        func isCondition(_ schema: PropertySchema) -> Bool {
            schema.properties == nil && !Self.describesAnotherType(schema)
        }
        let (mine, theirs) = (mine.onlyPart ?? mine, theirs.onlyPart ?? theirs)
        let keepsName = mine.reference == theirs.reference || isCondition(mine) || isCondition(theirs)
        var result = keepsName ? mine : resolved(mine)
        result.merge(keepsName ? theirs : resolved(theirs))
        return result
    }

    /// Whether a schema is about something else than an object with named properties; conditions alone are not.
    private static func describesAnotherType(_ schema: PropertySchema) -> Bool {
        !schema.types.isEmpty || !schema.enumeration.isEmpty || schema.items != .none
            || !schema.patternProperties.isEmpty || schema.reference != nil
    }

    /// A property's schema and those that it consists of: what it refers to, its items, its alternatives.
    package func constituents(of schema: PropertySchema, depth: Int = 0) -> [PropertySchema] {
        guard depth < 5 else { return [] }
        var result = [schema]
        if let target = schema.reference.flatMap(lookup) { result += constituents(of: target, depth: depth + 1) }
        if case .schema(let items) = schema.items { result += constituents(of: items, depth: depth + 1) }
        for part in schema.anyOf + schema.oneOf + schema.allOf { result += constituents(of: part, depth: depth + 1) }
        return result
    }

    /// Whether a schema is a tag as most services have it: `Key` and `Value`, both strings.
    package func isTag(_ schema: PropertySchema) -> Bool {
        guard let members = members(of: schema), Set(members.properties.keys) == ["Key", "Value"] else { return false }
        return members.properties.values.allSatisfy {
            resolved($0).types == ["string"] && resolved($0).enumeration.isEmpty
        }
    }
}
