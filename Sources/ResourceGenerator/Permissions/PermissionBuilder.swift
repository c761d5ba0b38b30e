import PermissionFacts
import ResourceSchemas

/// Makes the facts of the handlers' permissions of schemas, the service authorization reference and corrections.
struct PermissionBuilder: Sendable {
    private let schemas: [TypeName: ResourceSchema]
    private let resources: [TypeName: ResourceModel]
    private let reference: ActionReference
    private let configuration: PermissionConfiguration
    /// The kinds of each type, where the corrections of references know them.
    private let kinds: [String: [String]]
    /// What is allowed instead of an action that is none of IAM's, by that in lower case.
    private let replaced: [String: [String]]

    /// - Parameter arns: the types that ARNs identify, by service and kind: `kms:key`.
    init(
        schemas: [TypeName: ResourceSchema], resources: [ResourceModel], reference: ActionReference,
        configuration: PermissionConfiguration, arns: [String: String] = [:]
    ) {
        self.schemas = schemas
        self.resources = Dictionary(resources.map { ($0.typeName, $0) }) { first, _ in first }
        self.reference = reference
        self.configuration = configuration
        kinds = Dictionary(grouping: arns.keys.sorted()) { arns[$0] ?? "" }
        replaced = Dictionary(
            configuration.actions.flatMap(\.actions).map { ($0.key.lowercased(), $0.value) }
        ) { first, _ in first }
    }

    func build() -> PermissionModel {
        var model = PermissionModel()
        var usedReplacements: Set<String> = []
        for (type, schema) in schemas.sorted(by: { $0.key < $1.key }) {
            var facts = HandlerFacts()
            let written = configuration.handlers[type.description]
            guard let handlers = schema.handlers ?? written?.handlers else { continue }
            if schema.handlers != nil, written != nil {
                model.shortfalls.append(
                    Shortfall("\(type)", "permissions.json has its handlers, which the schema has by now"))
            }
            for handler in HandlerFacts.Handler.allCases {
                let actions = (handlers[handler.rawValue] ?? []).filter { !$0.isEmpty }.flatMap { action -> [String] in
                    if let instead = replaced[action.lowercased()] {
                        usedReplacements.insert(action.lowercased())
                        return instead.map { reference.spelling(of: $0) ?? $0 }
                    }
                    // Schemas have `Iam:PassRole` too: who looks for an action finds it under one name.
                    if let spelling = reference.spelling(of: action) { return [spelling] }
                    if !action.hasSuffix("*") || reference.actions(matching: action).isEmpty {
                        model.shortfalls.append(
                            Shortfall(
                                "\(type)",
                                "its handlers call \(action), which the service authorization reference lacks; left as it is"
                            ))
                    }
                    let prefix = action.prefix { $0 != ":" }
                    return [prefix.lowercased() + action.dropFirst(prefix.count)]
                }
                if !actions.isEmpty { facts.actions[handler] = Set(actions).sorted() }
            }
            facts.names = names(of: schema, &model.shortfalls)
            facts.dependences = configuration.optional[type.description] ?? []
            facts.serviceLinkedRole = configuration.serviceLinkedRoles.services[type.description]
            facts.passesInstanceRoles = configuration.passing[type.description] != nil
            model.facts[type] = facts
        }
        let owners = FormatOwners(model.owners)
        for (type, resource) in resources {
            guard let facts = model.facts[type] else { continue }
            model.facts[type]?.references = references(of: resource, facts, owners)
        }
        model.shortfalls += unmatched(replaced.keys.filter { !usedReplacements.contains($0) }, model)
        return model
    }

    // MARK: - Names

    /// How the ARNs of a type look; nil where it has none, or nobody knows.
    private func names(of schema: ResourceSchema, _ shortfalls: inout [Shortfall]) -> HandlerFacts.Names? {
        let type = schema.typeName
        let entry = configuration.identities[type.description]
        var found: [ActionReference.Kind] = []
        for name in entry?.kinds ?? kinds(of: schema) {
            let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
            guard parts.count == 2, let kind = reference.services[parts[0]]?.named[parts[1].lowercased()] else {
                if entry?.kinds != nil {
                    shortfalls.append(
                        Shortfall("\(type)", "permissions.json names the kind \(name), which the reference lacks"))
                }
                continue
            }
            found.append(kind)
        }
        let formats = Set(found.flatMap(\.formats)).sorted()
        guard let first = formats.first else { return nil }
        let name = entry?.name ?? self.name(of: schema)
        var names = HandlerFacts.Names(formats: formats, forms: formats)
        let isNamed = name?.isEmpty == false
        if isNamed || entry?.forms != nil { names.forms = Self.forms(formats, entry?.forms, like: first) }
        if isNamed, let name {
            names.name = name
            names.limit = entry?.limit ?? SchemaReader(schema.object).property(at: name)?.maxLength
            names.isLowercase = entry?.lowercase ?? false
            names.path = entry?.path
        }
        if found.allSatisfy(\.hasTags), schema.tagging?.taggable != false, schema.tagging?.tagOnCreate != false,
            case .list(let property)? = resources[type]?.facts.tagging
        {
            names.tags = property
        }
        return names
    }

    /// The kinds that are called like the type, of the services whose actions its handlers call.
    private func kinds(of schema: ResourceSchema) -> [String] {
        let type = schema.typeName
        if let known = kinds[type.description], known.contains(where: { $0.contains(":") }) { return known }
        func plain(_ name: String) -> String { name.lowercased().filter { $0.isLetter || $0.isNumber } }
        let names = [plain(type.resource), plain(type.service + type.resource)]
        let prefixes = Set(
            ["create", "delete", "update"].flatMap { schema.handlers?[$0] ?? [] }
                .compactMap { $0.lowercased().split(separator: ":").first.map(String.init) }
        ).sorted()
        return prefixes.flatMap { prefix -> [String] in
            (reference.services[prefix]?.named.keys ?? [:].keys).sorted().filter { names.contains(plain($0)) }
                .map { "\(prefix):\($0)" }
        }
    }

    /// The property that is the whole of the primary identifier, where it is not AWS that sets it.
    private func name(of schema: ResourceSchema) -> String? {
        guard schema.primaryIdentifier.count == 1, let name = schema.primaryIdentifier.first,
            !schema.readOnly.contains(name), !name.contains("/")
        else { return nil }
        // One that refers to another resource is that resource's name.
        let target = SchemaReader(resources[schema.typeName]?.schema ?? schema.object).property(at: name)?.target
        return target == nil ? name : nil
    }

    /// The formats with `%` where the name stands: at their end, or where the parts behind the account say.
    private static func forms(_ formats: [String], _ written: [String]?, like first: String) -> [String] {
        guard let written else {
            return Set(
                formats.map { format in
                    format.hasSuffix("%") ? format : format.hasSuffix("*") ? String(format.dropLast()) + "%" : format
                }
            ).sorted()
        }
        let start = first.split(separator: ":", maxSplits: 3, omittingEmptySubsequences: false).prefix(3)
        return written.map { (start.map(String.init) + [$0]).joined(separator: ":") }
    }

    // MARK: - References

    /// The properties that refer to what the type's actions apply to.
    private func references(
        of resource: ResourceModel, _ facts: HandlerFacts, _ owners: FormatOwners
    ) -> [String: [String]] {
        let actions = Set(facts.actions.values.flatMap(\.self))
        var targets = Set(Set(actions.flatMap(reference.formats)).flatMap(owners.types))
        // Who passes a role that an instance profile has, reaches it by what names the profile.
        if facts.passesInstanceRoles { targets.formUnion(Self.instanceRoleWay) }
        guard !targets.isEmpty else { return [:] }
        var paths: [String: Set<String>] = [:]
        for (path, target) in ReferencePaths(resource.schema).all where targets.contains(target) {
            paths[target.description, default: []].insert(path)
        }
        return paths.mapValues { $0.sorted() }
    }

    private static let instanceRoleWay: Set<TypeName> = Set(
        ["AWS::EC2::LaunchTemplate", "AWS::AutoScaling::LaunchConfiguration", "AWS::IAM::InstanceProfile"]
            .compactMap(TypeName.init))

    // MARK: - Corrections that match nothing

    private func unmatched(_ actions: [String], _ model: PermissionModel) -> [Shortfall] {
        let types = configuration.types.filter { name in TypeName(name).map { schemas[$0] == nil } ?? true }
        return types.map { Shortfall($0, "permissions.json is about a type that does not exist") }
            + actions.map { Shortfall($0, "permissions.json replaces the action, which no handler calls any more") }
            + configuration.optional.flatMap { type, entries -> [Shortfall] in
                guard let schema = TypeName(type).flatMap({ schemas[$0] }) else { return [] }
                let reader = SchemaReader(schema.object)
                return entries.flatMap(\.with).filter { reader.property(at: $0) == nil }.map {
                    Shortfall(
                        "\(type).\($0)",
                        "permissions.json makes actions depend on it, and the type has no such property")
                }
            }
    }
}

extension PermissionConfiguration.HandlerEntry {
    /// As the schemas have them.
    fileprivate var handlers: [String: [String]] {
        ["create": create ?? [], "read": read ?? [], "update": update ?? [], "delete": delete ?? []]
    }
}
