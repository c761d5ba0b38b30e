import ResourceInterfaces
import ResourceSchemas

/// Which Swift type a schema becomes, and what nested types it needs for that.
extension ResourceModelBuilder {
    mutating func valueType(of schema: PropertySchema, at place: Place) -> ValueType {
        if schema.isMixed { return .json }
        if let pointer = schema.reference { return referencedType(pointer, at: place) }
        if let members = reader.members(of: schema) {
            if isSharedTag(schema, at: place) { return .tag }
            if members.properties.isEmpty, schema.properties == nil, schema.types != ["object"] { return .json }
            return .structure(structurePath(schema, at: place))
        }
        let types = schema.types.filter { $0 != "null" }
        if types.contains("object") { return objectType(schema, at: place) }
        if types.contains("array") {
            guard case .schema(let items) = schema.items else { return types.count > 1 ? .json : .list(.json) }
            var inner = place
            inner.path = place.path.map { "\($0)/*" }
            return .list(valueType(of: items, at: inner))
        }
        // Every integer is a number, and any of them can be written as a string.
        if let scalar = types.first(where: { $0 == "number" }) ?? types.first(where: { $0 != "string" }) ?? types.first
        {
            return scalarType(scalar, schema, at: place)
        }
        return untypedType(schema, at: place)
    }

    private mutating func referencedType(_ pointer: String, at place: Place) -> ValueType {
        guard let target = reader.lookup(pointer) else {
            shortfalls.append(Shortfall("\(typeName).\(place.name)", "\(pointer) leads nowhere; free-form JSON"))
            return .json
        }
        let key = SchemaReader.definitionName(pointer) ?? pointer
        if let known = definitionTypes[key] { return known }
        guard definitionsInProgress.insert(key).inserted else {
            shortfalls.append(Shortfall("\(typeName).\(place.name)", "\(pointer) consists of itself; free-form JSON"))
            return .json
        }
        defer { definitionsInProgress.remove(key) }
        var inner = place
        if let definition = SchemaReader.definitionName(pointer) {
            let path = reader.isUsedOnce(definition) ? place.path : nil
            inner = Place(owner: [], name: definition, definition: definition, path: path)
            if definition == "Tag", reader.isTag(target) {
                definitionTypes[key] = .tag
                return .tag
            }
        }
        let type = valueType(of: target, at: inner)
        definitionTypes[key] = type
        return type
    }

    private func isSharedTag(_ schema: PropertySchema, at place: Place) -> Bool {
        guard place.owner.isEmpty, reader.isTag(schema) else { return false }
        switch facts.tagging {
        case .list(let property):
            return place.path == "\(property)/*"
                || place.definition != nil && place.definition == definitionOfTags(property)
        case .none, .map, .groupList: return false
        }
    }

    /// The definition of the items of the type's tags.
    private func definitionOfTags(_ property: String) -> String? {
        guard let tags = schema.properties[property] else { return nil }
        let list = reader.resolved(tags)
        if case .schema(let items) = list.items, let pointer = items.reference {
            return SchemaReader.definitionName(pointer)
        }
        return tags.reference.flatMap(SchemaReader.definitionName)
    }

    private mutating func objectType(_ schema: PropertySchema, at place: Place) -> ValueType {
        var inner = place
        inner.path = place.path.map { "\($0)/*" }
        let patterns = schema.patternProperties.sorted { $0.key < $1.key }.map(\.value)
        if let first = patterns.first {
            // Patterns that allow different values have no common type.
            guard patterns.allSatisfy({ reader.resolved($0).types == reader.resolved(first).types }) else {
                return .map(.json)
            }
            return .map(valueType(of: first, at: inner))
        }
        if case .schema(let values) = schema.additionalProperties { return .map(valueType(of: values, at: inner)) }
        return .json
    }

    private mutating func scalarType(_ name: String, _ schema: PropertySchema, at place: Place) -> ValueType {
        switch name {
        case "integer": return .integer
        case "number": return .number
        case "boolean": return .boolean
        case "string": return enumerationType(schema, at: place) ?? .string
        default: return .json
        }
    }

    /// The type of a schema that says no type: what it implies, or what its alternatives have in common.
    private mutating func untypedType(_ schema: PropertySchema, at place: Place) -> ValueType {
        if let enumeration = enumerationType(schema, at: place) { return enumeration }
        if !schema.patternProperties.isEmpty { return objectType(schema, at: place) }
        if case .schema(let items) = schema.items { return .list(valueType(of: items, at: place)) }
        if let list = listBesideFreeForm(schema) { return valueType(of: list, at: place) }
        let alternatives = (schema.anyOf + schema.oneOf + schema.allOf).map(reader.resolved)
        // Named properties or something else: no type has both.
        if alternatives.contains(where: { reader.members(of: $0) != nil }) { return .json }
        let typed = alternatives.filter { !$0.types.isEmpty }
        if let first = typed.first, typed.allSatisfy({ $0.types == first.types }) {
            var common = first
            for other in typed.dropFirst() { common.merge(other) }
            return valueType(of: common, at: place)
        }
        // A document, whatever its text is like.
        if typed.isEmpty, schema.format == "json" { return .json }
        if typed.isEmpty, schema.format != nil || schema.pattern != nil || schema.maxLength != nil { return .string }
        return .json
    }

    /// The list, where the only other alternative is any JSON at all: what the documentation of the property describes.
    private func listBesideFreeForm(_ schema: PropertySchema) -> PropertySchema? {
        let alternatives = schema.anyOf + schema.oneOf
        guard alternatives.count == 2, let list = alternatives.first(where: { reader.resolved($0).types == ["array"] }),
            alternatives.contains(where: { $0.format == "json" && Set($0.types) == ["object", "string"] })
        else { return nil }
        return list
    }

    /// The enumeration that a string's allowed values make; nil if there are none.
    private mutating func enumerationType(_ schema: PropertySchema, at place: Place) -> ValueType? {
        var values: [String] = []
        for scalar in schema.enumeration {
            guard case .string(let value) = scalar else { return nil }
            values.appendMissing([value])
        }
        guard !values.isEmpty else { return nil }
        let path = place.owner + [name(at: place)]
        var names: Set<String> = []
        var constants: [EnumerationModel.Constant] = []
        // A value that is a name already keeps it; of two that differ in capitals or symbols only, the later one in
        // this order is spelled as CloudFormation does.
        let order = values.map { (value: $0, name: SwiftName.constant($0)) }
            .sorted { ($0.name == $0.value ? 0 : 1, $0.value) < ($1.name == $1.value ? 0 : 1, $1.value) }
        for (value, preferred) in order {
            var name = preferred
            if names.contains(name) { name = String(value.map { $0.isASCIIAlphanumeric ? $0 : "_" }) }
            if name.first?.isNumber == true { name = "value" + name }
            guard names.insert(name).inserted else {
                shortfalls.append(
                    Shortfall("\(typeName).\(place.name)", "no constant for \"\(value)\": its name is taken"))
                continue
            }
            constants.append(EnumerationModel.Constant(swiftName: name, value: value))
        }
        constants.sort { $0.value < $1.value }
        enumerations.append(EnumerationModel(name: place.name, path: path, constants: constants))
        return .enumeration(path)
    }

    private mutating func structurePath(_ schema: PropertySchema, at place: Place) -> [String] {
        let path = place.owner + [name(at: place)]
        queue.append(
            PendingStructure(
                swiftPath: path, name: place.name, definition: place.definition, schema: schema, path: place.path))
        return path
    }

    /// The Swift name of what a place is about.
    ///
    /// A definition has its name reserved. A property's name may be a definition's too, or one that Swift keeps for
    /// itself: then the name of the owner stands before it.
    private mutating func name(at place: Place) -> String {
        if let definition = place.definition, let name = definitionNames[definition] { return name }
        var name = SwiftName.type(place.name)
        if SwiftName.isReserved(type: name) || takenNames[place.owner, default: []].contains(name) {
            name = (place.owner.last ?? swiftName) + name
        }
        while !takenNames[place.owner, default: []].insert(name).inserted { name += "Property" }
        return name
    }
}
