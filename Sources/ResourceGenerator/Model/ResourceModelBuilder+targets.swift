import ResourceInterfaces
import ResourceSchemas

/// What properties refer to and what attributes identify, written into schema and facts for whoever checks templates.
extension ResourceModelBuilder {
    /// The schema with what each of its properties refers to.
    func withTargets() -> ObjectSchema {
        var walk = TargetWalk(builder: self)
        return walk.run()
    }

    /// What a property refers to; nil for what is no reference, and for what nobody knows.
    fileprivate func target(name: String, paths: [String], schema: PropertySchema, isOwn: Bool) -> String? {
        let written = paths.lazy.compactMap { corrections.forms.targets["\(typeName).\($0)"] }.first
        if let written { return written.isEmpty ? nil : written }
        guard isText(schema) else { return nil }
        if let set = targetSet(at: paths) { return set.text }
        let match = rules.reference(
            name: name, paths: paths, schemas: reader.constituents(of: schema), owner: typeName)
        if isOwn, names(name, match) { return nil }
        guard let match else {
            let isReference = corrections.list.verdict(on: paths, of: typeName) != .noReference
            return isReference && AcceptedForms.endsInARN(name) ? TypedReference.Kind.arn.rawValue : nil
        }
        let target = match.reference.target
        let forms = AcceptedForms(name: name, schema: schema, reader, target: target).text
        return forms.isEmpty ? target.description : "\(forms) \(target)"
    }

    /// Whether values are texts, or lists of them, that the schema does not list.
    private func isText(_ schema: PropertySchema, depth: Int = 0) -> Bool {
        let schema = reader.resolved(schema)
        if schema.types.contains("array"), case .schema(let items) = schema.items, depth < 2 {
            return isText(items, depth: depth + 1)
        }
        guard schema.enumeration.isEmpty, !schema.types.contains("object") else { return false }
        if schema.types.contains("string") { return true }
        let alternatives = schema.anyOf + schema.oneOf
        return schema.types.isEmpty && depth < 2 && !alternatives.isEmpty
            && alternatives.allSatisfy { isText($0, depth: depth + 1) }
    }

    // MARK: - Attributes

    /// Writes what `Ref` and `Fn::GetAtt` return into the facts. Attributes of which nothing is known but that AWS sets
    /// them are in the schema already.
    mutating func addReturns(of attributes: [AttributeModel]) {
        for attribute in attributes {
            let text = text(of: attribute, among: attributes)
            switch attribute.source {
            case .reference:
                facts.returns["Ref"] = text
                let documented = corrections.entry(for: typeName)?.attributes?.names ?? []
                if (schema.readOnly + documented).contains(attribute.name) { facts.returns[attribute.name] = text }
            case .attribute(let name): if !text.isEmpty || !isReadOnly(name) { facts.returns[name] = text }
            }
        }
        for entry in corrections.forms.returns where entry.type == typeName.description {
            facts.returns[entry.attribute] = entry.target
        }
        facts.returnsProperties = corrections.forms.returningProperties.names.contains(typeName.description)
        facts.standsFor = corrections.forms.replaced(by: typeName)
    }

    private func isReadOnly(_ attribute: String) -> Bool {
        let path = attribute.replacing(".", with: "/")
        return schema.readOnly.contains { path == $0 || path.hasPrefix($0 + "/") }
    }

    private func text(of attribute: AttributeModel, among attributes: [AttributeModel]) -> String {
        let prefix = if case .list = attribute.type { "[]" } else { "" }
        guard let reference = attribute.type.references.first else { return prefix }
        let forms = forms(of: reference, attribute.name, among: attributes)
        let target = reference.target == typeName ? "." : reference.target.description
        return prefix + (forms.isEmpty ? "" : forms + " ") + target
    }

    /// What identifies another resource is what somebody gave, in any form that is taken there. Of its own, what is
    /// called an identifier may be an ARN, unless the type has an ARN besides.
    private func forms(of reference: TypedReference, _ name: String, among attributes: [AttributeModel]) -> String {
        guard reference.target == typeName else {
            let property = reader.property(at: name.replacing(".", with: "/"))
            return AcceptedForms(name: name, schema: property, reader, target: reference.target).text
        }
        guard reference.kind == .id, reference.target.service != "EC2",
            !attributes.contains(where: { $0.name != name && $0.type == .reference(TypedReference(.arn, typeName)) })
        else { return reference.kind.rawValue }
        return "\(TypedReference.Kind.arn.rawValue)/\(reference.kind.rawValue)"
    }
}

/// Goes through a schema and writes down what each property refers to.
private struct TargetWalk {
    let builder: ResourceModelBuilder
    /// The definitions that were met, with the only path from the resource that leads to each.
    private var waiting: [(name: String, path: String?)] = []
    private var met: Set<String> = []

    init(builder: ResourceModelBuilder) { self.builder = builder }

    mutating func run() -> ObjectSchema {
        var object = builder.schema.object
        object.body = annotated(object.body, definition: nil, path: "", isOwn: true)
        while let (name, path) = waiting.popLast() {
            guard let definition = object.definitions[name] else { continue }
            object.definitions[name] = annotated(definition, definition: name, path: path)
        }
        return object
    }

    private mutating func annotated(
        _ schema: PropertySchema, definition: String?, path: String?, isOwn: Bool = false
    ) -> PropertySchema {
        var result = schema
        if let name = schema.reference.flatMap(SchemaReader.definitionName), met.insert(name).inserted {
            waiting.append((name, builder.reader.isUsedOnce(name) ? path : nil))
        }
        for (name, property) in schema.properties?.sorted(by: { $0.key < $1.key }) ?? [] {
            let inner = path.map { $0.isEmpty ? name : "\($0)/\(name)" }
            if let inner, builder.schema.readOnly.contains(inner) { continue }
            var property = annotated(property, definition: nil, path: inner)
            let paths = [inner, definition.map { "\($0)/\(name)" }].compactMap(\.self)
            property.target = builder.target(name: name, paths: paths, schema: property, isOwn: isOwn)
            result.properties?[name] = property
        }
        if case .schema(let items) = schema.items {
            result.items = .schema(annotated(items, definition: definition, path: path))
        }
        if case .schema(let values) = schema.additionalProperties {
            result.additionalProperties = .schema(annotated(values, definition: definition, path: path))
        }
        result.patternProperties = schema.patternProperties.mapValues {
            annotated($0, definition: definition, path: path)
        }
        for list in [\PropertySchema.anyOf, \.oneOf, \.allOf] {
            result[keyPath: list] = schema[keyPath: list].map {
                annotated($0, definition: definition, path: path, isOwn: isOwn)
            }
        }
        return result
    }
}
