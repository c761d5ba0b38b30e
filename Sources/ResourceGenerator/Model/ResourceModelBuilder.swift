import ResourceInterfaces
import ResourceSchemas

/// Builds the model of one resource type from its schema.
///
/// Property types are found from the properties inwards: each is given its Swift path when it is first met and its
/// members are read later, from a queue, so that a recursive type is nothing special.
struct ResourceModelBuilder {
    /// Where something that needs a name was met.
    struct Place {
        /// The Swift path of the property type it belongs to; empty for the resource itself.
        var owner: [String]
        /// The property or the definition that gives the name.
        var name: String
        /// The definition, if one gives the name.
        var definition: String?
        /// The only path from the resource that leads here; nil if there are several.
        var path: String?
    }

    struct PendingStructure {
        let swiftPath: [String]
        let name: String
        let definition: String?
        let schema: PropertySchema
        let path: String?
    }

    let typeName: TypeName
    let swiftName: String
    let schema: ResourceSchema
    let reader: SchemaReader
    let rules: ReferenceRules
    let corrections: Corrections
    var facts = ResourceFacts()
    var shortfalls: [Shortfall] = []
    private(set) var statistics = ReferenceStatistics()

    var definitionNames: [String: String] = [:]
    var definitionTypes: [String: ValueType] = [:]
    var definitionsInProgress: Set<String> = []
    var takenNames: [[String]: Set<String>] = [:]
    var queue: [PendingStructure] = []
    private var structures: [(path: [String], name: String, properties: [PropertyModel])] = []
    var enumerations: [EnumerationModel] = []
    private var readOnlyPaths: Set<String>
    var usedCorrections: Set<String> = []

    init(
        schema: ResourceSchema, swiftName: String, facts: ResourceFacts, rules: ReferenceRules, corrections: Corrections
    ) {
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
        let formed = corrections.forms.paths(of: typeName).map { ($0, "the list of forms") }
        for (path, source) in corrected + listed + formed where !usedCorrections.contains(path) {
            shortfalls.append(Shortfall("\(typeName).\(path)", "\(source) matches no property"))
        }
        addReturns(of: attributes)
        return ResourceModel(
            typeName: typeName, swiftName: swiftName, properties: properties, structures: nested(in: []),
            enumerations: enumerations(in: []), attributes: attributes, facts: facts, schema: withTargets(),
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
            result.append(
                PropertyModel(
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
        if let set = targetSet(at: paths) {
            statistics.add("\(typeName).\(paths.first ?? name)", set)
            return type.replacingScalar(with: .target(set.name))
        }
        // Its own name is given to a resource, it does not refer to anything.
        let match = rules.reference(
            name: name, paths: paths, schemas: reader.constituents(of: schema), owner: typeName)
        if isOwn, names(name, match) { return type }
        statistics.add(
            "\(typeName).\(paths.first ?? name)", name: name, match, corrections.list.verdict(on: paths, of: typeName))
        guard let match else { return type }
        return type.replacingScalar(with: .reference(match.reference))
    }

    /// The set of which a property refers to one.
    func targetSet(at paths: [String]) -> TargetSet? {
        guard case .oneOf(let name)? = corrections.list.verdict(on: paths, of: typeName) else { return nil }
        return corrections.targetSets[name]
    }

    /// Whether a property of the resource gives it its own name, whatever a rule takes it for.
    func names(_ name: String, _ match: ReferenceRules.Match?) -> Bool {
        if schema.primaryIdentifier == [name] || rules.identity(of: typeName)?.name == name,
            match.map({ namesThisKind($0.reference) }) ?? true
        {
            return true
        }
        guard let match, match.reference.target == typeName, match.rule != .correction else { return false }
        return ReferenceRules.ownReference(name, of: typeName) != nil
    }

    /// Whether a reference is to this type, or to one that this is a variant of: what a composite alarm's `AlarmName`
    /// seems to refer to, an alarm, is the composite alarm's own name.
    func namesThisKind(_ reference: TypedReference) -> Bool {
        reference.target.service == typeName.service && typeName.resource.hasSuffix(reference.target.resource)
    }

    private func limits(of schema: PropertySchema, type: ValueType) -> ValueLimits {
        var result = ValueLimits(schema)
        if schema.reference != nil { result = result.adding(ValueLimits(reader.resolved(schema))) }
        if case .list = type, case .schema(let items) = reader.resolved(schema).items, result.values.isEmpty {
            result.values = ValueLimits(reader.resolved(items)).values
        }
        if case .enumeration = type { result.values = [] }
        if case .list(.enumeration) = type { result.values = [] }
        return result
    }
}
