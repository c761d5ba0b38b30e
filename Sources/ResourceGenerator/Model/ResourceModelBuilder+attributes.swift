import ResourceInterfaces
import ResourceSchemas

/// What a deployed resource returns: `Ref`, and the values of `Fn::GetAtt`.
extension ResourceModelBuilder {

    mutating func attributes() -> [AttributeModel] {
        var result: [AttributeModel] = []
        var names: Set<String> = []
        func add(_ name: String, _ type: ValueType, _ source: AttributeModel.Source) {
            let swiftName = SwiftName.member(path: name.split(separator: ".").map(String.init))
            guard names.insert(swiftName).inserted else { return }
            result.append(AttributeModel(name: name, swiftName: swiftName, type: type, source: source))
        }

        if let identity = rules.identity(of: typeName) {
            let property = schema.properties[identity.name]
            let other = rules.reference(
                name: identity.name, paths: [identity.name],
                schemas: property.map { reader.constituents(of: $0) } ?? [],
                owner: typeName)?.reference
            // What is identified by another resource's identifier that it is given, a bucket's policy say, returns
            // that.
            let isGiven = corrections.entry(for: typeName)?.ref == nil && !schema.readOnly.contains(identity.name)
            let isOther = isGiven && other.map { !namesThisKind($0) } ?? false
            let verdict = corrections.list.verdict(on: [identity.name], of: typeName)
            let reference = verdict?.isOpen == true ? nil : isOther ? other : identity.reference
            add(identity.name, reference.map(ValueType.reference) ?? .string, .reference)
        }
        let documented = corrections.entry(for: typeName)?.attributes?.names ?? []
        for path in schema.readOnly + documented where !path.contains("*") {
            guard let property = reader.property(at: path) else {
                if documented.contains(path) { add(path, .string, .attribute(path)) }
                continue
            }
            for (name, type) in leaves(of: property, at: path) { add(name, type, .attribute(name)) }
        }
        return result.sorted { $0.name < $1.name }
    }

    /// What `Fn::GetAtt` can return of a property: the property itself, or the values in it.
    private mutating func leaves(of schema: PropertySchema, at path: String, depth: Int = 0) -> [(String, ValueType)] {
        guard depth < 5 else { return [] }
        let resolved = reader.resolved(schema)
        if let members = reader.members(of: resolved) {
            return members.properties.sorted { $0.key < $1.key }.flatMap {
                leaves(of: $0.value, at: "\(path)/\($0.key)", depth: depth + 1)
            }
        }
        guard let type = attributeType(of: resolved) else { return [] }
        let last = path.split(separator: "/").last.map(String.init) ?? path
        var result = type
        if type.isPlainString {
            usedCorrections.insert(path)
            if corrections.list.verdict(on: [path], of: typeName) == nil, !path.contains("/"),
                let own = ReferenceRules.ownReference(path, of: typeName)
            {
                result = .reference(own)
            } else if let match = rules.reference(
                name: last, paths: [path], schemas: reader.constituents(of: schema), owner: typeName)
            {
                result = type.replacingScalar(with: .reference(match.reference))
            }
        }
        return [(path.split(separator: "/").joined(separator: "."), result)]
    }

    /// The type of an attribute: a scalar, a list of scalars, or JSON; nil for what `Fn::GetAtt` cannot return.
    private func attributeType(of schema: PropertySchema) -> ValueType? {
        if schema.types.contains("array") {
            guard case .schema(let items) = schema.items else { return nil }
            let item = reader.resolved(items)
            guard reader.members(of: item) == nil, !item.types.contains("object"), !item.types.contains("array") else {
                return nil
            }
            return attributeType(of: item).map { .list($0) }
        }
        if schema.types.contains("object") { return .json }
        switch schema.types.first(where: { $0 != "string" }) ?? schema.types.first {
        case "integer": return .integer
        case "number": return .number
        case "boolean": return .boolean
        default: return .string
        }
    }
}
