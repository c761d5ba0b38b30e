import ResourceSchemas

/// Builds the model of one resource type from its schema.
///
/// Property types are found from the properties inwards: each is given its Swift path when it is first met and its members
/// are read later, from a queue, so that a recursive type is nothing special.
struct ResourceModelBuilder {
    /// Where something that needs a name was met.
    private struct Place {
        /// The Swift path of the property type it belongs to; empty for the resource itself.
        var owner: [String]
        /// The property or the definition that gives the name.
        var name: String
        /// The definition, if one gives the name.
        var definition: String?
        /// The only path from the resource that leads here; nil if there are several.
        var path: String?
    }

    private struct PendingStructure {
        let swiftPath: [String]
        let name: String
        let definition: String?
        let schema: PropertySchema
        let path: String?
    }

    let typeName: TypeName
    let swiftName: String
    private let schema: ResourceSchema
    private let reader: SchemaReader
    private let rules: ReferenceRules
    private let corrections: Corrections
    private var facts = ResourceFacts()
    private(set) var findings: [Finding] = []
    private(set) var statistics = ReferenceStatistics()

    private var definitionNames: [String: String] = [:]
    private var definitionTypes: [String: ValueType] = [:]
    private var definitionsInProgress: Set<String> = []
    private var takenNames: [[String]: Set<String>] = [:]
    private var queue: [PendingStructure] = []
    private var structures: [(path: [String], name: String, properties: [PropertyModel])] = []
    private var enumerations: [EnumerationModel] = []
    private var readOnlyPaths: Set<String>
    private var usedCorrections: Set<String> = []

    init(schema: ResourceSchema, swiftName: String, facts: ResourceFacts, rules: ReferenceRules, corrections: Corrections) {
        typeName = schema.typeName
        self.swiftName = swiftName
        self.schema = schema
        self.facts = facts
        self.rules = rules
        self.corrections = corrections
        reader = SchemaReader(schema.object)
        readOnlyPaths = Set(schema.readOnly.map(Self.withoutItems))
        var taken: Set<String> = []
        for definition in schema.object.definitions.keys.sorted() {
            var name = SwiftName.type(definition)
            if SwiftName.isReserved(type: name) { name = swiftName + name }
            while !taken.insert(name).inserted { name += "Property" }
            definitionNames[definition] = name
        }
        takenNames[[]] = taken
    }

    mutating func build() -> ResourceModel {
        let members = reader.members(of: schema.object.body) ?? SchemaReader.Members()
        let properties = properties(of: members, owner: [], definition: nil, path: "")
        while !queue.isEmpty {
            let next = queue.removeFirst()
            let members = reader.members(of: next.schema) ?? SchemaReader.Members()
            let properties = self.properties(
                of: members, owner: next.swiftPath, definition: next.definition, path: next.path)
            structures.append((next.swiftPath, next.name, properties))
        }
        let attributes = attributes()
        let corrected = corrections.entry(for: typeName)?.properties?.keys.map { ($0, "the correction") } ?? []
        let listed = corrections.list.types[typeName.description]?.keys.map { ($0, "the list of references") } ?? []
        for (path, source) in corrected + listed where !usedCorrections.contains(path) {
            findings.append(Finding("\(typeName).\(path)", "\(source) matches no property"))
        }
        return ResourceModel(
            typeName: typeName, swiftName: swiftName, properties: properties, structures: nested(in: []),
            enumerations: enumerations(in: []), attributes: attributes, facts: facts, schema: schema.object,
            takesOtherProperties: !schema.object.body.patternProperties.isEmpty)
    }

    /// `A/*/B` as `A/B`: schemas are not of one mind whether a list's items are part of a path.
    private static func withoutItems(_ path: String) -> String {
        path.split(separator: "/").filter { $0 != "*" }.joined(separator: "/")
    }

    private func nested(in owner: [String]) -> [StructureModel] {
        structures.filter { $0.path.dropLast().elementsEqual(owner) }
            .sorted { ($0.path.last ?? "") < ($1.path.last ?? "") }
            .map {
                StructureModel(
                    name: $0.name, path: $0.path, properties: $0.properties, structures: nested(in: $0.path),
                    enumerations: enumerations(in: $0.path))
            }
    }

    private func enumerations(in owner: [String]) -> [EnumerationModel] {
        enumerations.filter { $0.path.dropLast().elementsEqual(owner) }
            .sorted { ($0.path.last ?? "") < ($1.path.last ?? "") }
    }

    // MARK: Properties

    /// The settable properties among an object's members.
    private mutating func properties(
        of members: SchemaReader.Members, owner: [String], definition: String?, path: String?
    ) -> [PropertyModel] {
        var names: Set<String> = []
        var result: [PropertyModel] = []
        for (name, schema) in members.properties.sorted(by: { $0.key < $1.key }) {
            let propertyPath = path.map { $0.isEmpty ? name : "\($0)/\(name)" }
            if let propertyPath, isReadOnly(schema, at: propertyPath) { continue }
            var swiftName = SwiftName.member(name)
            // Two names that differ in capitals only: the later one is spelled as CloudFormation does.
            if !names.insert(swiftName).inserted {
                swiftName = name
                names.insert(name)
            }
            let place = Place(owner: owner, name: name, definition: nil, path: propertyPath)
            let paths = [propertyPath, definition.map { "\($0)/\(name)" }].compactMap { $0 }.map(Self.withoutItems)
            var type = valueType(of: schema, at: place)
            type = typed(type, name: name, paths: paths, schema: schema, isOwn: owner.isEmpty)
            result.append(PropertyModel(
                name: name, swiftName: swiftName, type: type, isRequired: members.required.contains(name),
                replacement: propertyPath.map { facts.replacement(of: $0) } ?? .never,
                limits: limits(of: schema, type: type)))
        }
        return result
    }

    /// Whether a property can only be read: itself, or all that is in it.
    private func isReadOnly(_ schema: PropertySchema, at path: String, depth: Int = 0) -> Bool {
        let path = Self.withoutItems(path)
        if readOnlyPaths.contains(path) { return true }
        guard depth < 6, readOnlyPaths.contains(where: { $0.hasPrefix(path + "/") }),
              let members = reader.members(of: schema), !members.properties.isEmpty
        else { return false }
        return members.properties.allSatisfy { isReadOnly($0.value, at: "\(path)/\($0.key)", depth: depth + 1) }
    }

    /// The type of a property after the rules for references have looked at it.
    private mutating func typed(
        _ type: ValueType, name: String, paths: [String], schema: PropertySchema, isOwn: Bool
    ) -> ValueType {
        usedCorrections.formUnion(paths)
        guard type.isPlainString else { return type }
        // Its own name is given to a resource, it does not refer to anything.
        let isOwnName = isOwn && (self.schema.primaryIdentifier == [name] || rules.identity(of: typeName)?.name == name)
        let match = rules.reference(
            name: name, paths: paths, schemas: reader.constituents(of: schema), owner: typeName)
        if isOwnName, match.map({ namesThisKind($0.reference) }) ?? true { return type }
        if isOwn, let match, match.reference.target == typeName, match.rule != .correction,
           ReferenceRules.ownReference(name, of: typeName) != nil {
            return type
        }
        statistics.add(
            "\(typeName).\(paths.first ?? name)", name: name, match, corrections.list.verdict(on: paths, of: typeName))
        guard let match else { return type }
        return type.replacingScalar(with: .reference(match.reference))
    }

    /// Whether a reference is to this type, or to one that this is a variant of: what a composite alarm's `AlarmName` seems
    /// to refer to, an alarm, is the composite alarm's own name.
    private func namesThisKind(_ reference: Reference) -> Bool {
        reference.target.service == typeName.service && typeName.resource.hasSuffix(reference.target.resource)
    }

    private func limits(of schema: PropertySchema, type: ValueType) -> Limits {
        var result = Limits(schema)
        if schema.reference != nil { result = result.adding(Limits(reader.resolved(schema))) }
        if case .list = type, case .schema(let items) = reader.resolved(schema).items, result.values.isEmpty {
            result.values = Limits(reader.resolved(items)).values
        }
        if case .enumeration = type { result.values = [] }
        if case .list(.enumeration) = type { result.values = [] }
        return result
    }

    // MARK: Types

    private mutating func valueType(of schema: PropertySchema, at place: Place) -> ValueType {
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
        if let scalar = types.first(where: { $0 == "number" }) ?? types.first(where: { $0 != "string" }) ?? types.first {
            return scalarType(scalar, schema, at: place)
        }
        return untypedType(schema, at: place)
    }

    private mutating func referencedType(_ pointer: String, at place: Place) -> ValueType {
        guard let target = reader.lookup(pointer) else {
            findings.append(Finding("\(typeName).\(place.name)", "\(pointer) leads nowhere; free-form JSON"))
            return .json
        }
        let key = SchemaReader.definitionName(pointer) ?? pointer
        if let known = definitionTypes[key] { return known }
        guard definitionsInProgress.insert(key).inserted else {
            findings.append(Finding("\(typeName).\(place.name)", "\(pointer) consists of itself; free-form JSON"))
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
        let alternatives = (schema.anyOf + schema.oneOf + schema.allOf).map(reader.resolved)
        // Named properties or something else: no type has both.
        if alternatives.contains(where: { reader.members(of: $0) != nil }) { return .json }
        let typed = alternatives.filter { !$0.types.isEmpty }
        if let first = typed.first, typed.allSatisfy({ $0.types == first.types }) {
            var common = first
            for other in typed.dropFirst() { common.merge(other) }
            return valueType(of: common, at: place)
        }
        if typed.isEmpty, schema.format != nil || schema.pattern != nil || schema.maxLength != nil { return .string }
        return .json
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
        // A value that is a name already keeps it; of two that differ in capitals or symbols only, the later one in this
        // order is spelled as CloudFormation does.
        let order = values.map { (value: $0, name: SwiftName.constant($0)) }
            .sorted { ($0.name == $0.value ? 0 : 1, $0.value) < ($1.name == $1.value ? 0 : 1, $1.value) }
        for (value, preferred) in order {
            var name = preferred
            if names.contains(name) { name = String(value.map { $0.isASCIIAlphanumeric ? $0 : "_" }) }
            if name.first?.isNumber == true { name = "value" + name }
            guard names.insert(name).inserted else {
                findings.append(Finding("\(typeName).\(place.name)", "no constant for \"\(value)\": its name is taken"))
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
        queue.append(PendingStructure(
            swiftPath: path, name: place.name, definition: place.definition, schema: schema, path: place.path))
        return path
    }

    /// The Swift name of what a place is about.
    ///
    /// A definition has its name reserved. A property's name may be a definition's too, or one that Swift keeps for itself:
    /// then the name of the owner stands before it.
    private mutating func name(at place: Place) -> String {
        if let definition = place.definition, let name = definitionNames[definition] { return name }
        var name = SwiftName.type(place.name)
        if SwiftName.isReserved(type: name) || takenNames[place.owner, default: []].contains(name) {
            name = (place.owner.last ?? swiftName) + name
        }
        while !takenNames[place.owner, default: []].insert(name).inserted { name += "Property" }
        return name
    }

    // MARK: Attributes

    private mutating func attributes() -> [AttributeModel] {
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
                name: identity.name, paths: [identity.name], schemas: property.map { reader.constituents(of: $0) } ?? [],
                owner: typeName)?.reference
            // What is identified by another resource's identifier that it is given, a bucket's policy say, returns that.
            let isGiven = corrections.entry(for: typeName)?.ref == nil && !schema.readOnly.contains(identity.name)
            let isOther = isGiven && other.map { !namesThisKind($0) } ?? false
            let reference = isOther ? other : identity.reference
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
               let own = ReferenceRules.ownReference(path, of: typeName) {
                result = .reference(own)
            } else if let match = rules.reference(
                name: last, paths: [path], schemas: reader.constituents(of: schema), owner: typeName) {
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
