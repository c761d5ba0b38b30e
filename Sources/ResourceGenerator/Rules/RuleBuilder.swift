import ResourceSchemas

/// Makes rules of the extensions of a schema release, as the configuration says.
struct RuleBuilder {
    private let configuration: RuleConfiguration
    private let extensions: SchemaExtensions
    private let schemas: [TypeName: ResourceSchema]
    private var trees: [TypeName: RuleTree] = [:]
    private var lists: [String: ValueList] = [:]
    private(set) var shortfalls: [Shortfall] = []

    /// - Parameter schemas: of all types of the release.
    init(_ configuration: RuleConfiguration, _ extensions: SchemaExtensions, schemas: [TypeName: ResourceSchema]) {
        self.configuration = configuration
        self.extensions = extensions
        self.schemas = schemas
    }

    mutating func build() -> RuleSet {
        for name in Set(extensions.schemas.keys).symmetricDifference(configuration.files).sorted() {
            let isThere = extensions.schemas[name] != nil
            shortfalls.append(
                Shortfall(name, isThere ? "the extension is neither used nor left out" : "the extension does not exist")
            )
        }
        for rule in configuration.rules { add(rule) }
        for values in configuration.values { add(values) }
        for versions in configuration.versions { add(versions) }
        for lifecycle in configuration.lifecycles { add(lifecycle) }
        return RuleSet(schemas: trees.mapValues(\.schema), lists: lists.values.sorted { $0.name < $1.name })
    }

    // MARK: Rules

    private mutating func add(_ rule: RuleConfiguration.Rule) {
        guard let schema = rule.schema ?? rule.file.flatMap({ extensions.schemas[$0] }) else { return }
        var result = RuleNormalization(rule, schema).normalized(schema)
        var finding: [String: JSONTree] = ["because": .string(rule.because)]
        finding["code"] = rule.code.map(JSONTree.string)
        finding["severity"] = rule.severity.map(JSONTree.string)
        finding["fix"] = rule.fix.map(JSONTree.string)
        result["finding"] = .object(finding)
        add(result, at: rule.at)
    }

    // MARK: Values by region

    private mutating func add(_ values: RuleConfiguration.Values) {
        // What is said of all regions together is said of each.
        for (region, schema) in extensions.schemas[values.file]?.members ?? [:] where region.contains("-") {
            guard let property = values.by else {
                add(Self.texts(schema["enum"]), in: region, to: values.name)
                continue
            }
            for part in schema["allOf"]?.elements ?? [] {
                guard let kind = part["if"]?["properties"]?[property]?["const"]?.string else { continue }
                for allowed in (part["then"]?["properties"]?.members ?? [:]).values {
                    add(Self.texts(allowed["enum"]), in: region, to: "\(values.name) \(kind)")
                }
            }
        }
        let kinds = lists.keys.filter { $0.hasPrefix(values.name + " ") }.sorted()
        for place in values.at {
            guard let property = values.by else {
                add(.object(["offered": .string(values.name)]), at: [place])
                continue
            }
            let parts = place.split(separator: "/")
            guard let name = parts.last else { continue }
            let owner = parts.dropLast().joined(separator: "/")
            for kind in kinds {
                let rule = Self.rule(
                    where: property, is: String(kind.dropFirst(values.name.count + 1)), String(name),
                    .object(["offered": .string(kind)]))
                add(rule, at: [owner])
            }
        }
    }

    private mutating func add(_ values: [String], in region: String, to name: String) {
        lists[name, default: ValueList(name: name)].add(values, in: region)
    }

    // MARK: Versions

    private mutating func add(_ versions: RuleConfiguration.Versions) {
        let known = Self.versions(extensions.schemas[versions.file]) { $0["then"] }
        let deprecated = Self.versions(versions.deprecated.flatMap { extensions.schemas[$0] }) { $0["if"] }
        let engines = "\(versions.at)/Engine"
        // Of some the extension has no versions.
        let named = (extensions.schemas[versions.file]?["allOf"]?.elements ?? []).flatMap {
            Self.texts($0["then"]?["properties"]?["Engine"]?["enum"])
        }
        lists[engines] = ValueList(name: engines, values: named + known.keys)
        add(.object(["properties": .object(["Engine": .object(["offered": .string(engines)])])]), at: [versions.at])
        for (engine, all) in known.sorted(by: { $0.key < $1.key }) {
            let name = "\(versions.at)/EngineVersion \(engine)"
            lists[name] = ValueList(name: name, values: all)
            let current = all.filter { !(deprecated[engine] ?? []).contains($0) }
            // The short name of versions of which one is left is not deprecated, whatever the extension says.
            let old = (deprecated[engine] ?? []).filter { version in !current.contains { $0.hasPrefix(version + ".") } }
            if !old.isEmpty { lists[name + " deprecated"] = ValueList(name: name + " deprecated", values: old) }
            add(
                Self.rule(where: "Engine", is: engine, "EngineVersion", .object(["version": .string(name)])),
                at: [versions.at])
        }
    }

    /// The versions of each engine.
    private static func versions(_ schema: JSONTree?, _ part: (JSONTree) -> JSONTree?) -> [String: [String]] {
        let pairs = (schema?["allOf"]?.elements ?? []).compactMap { branch -> (String, [String])? in
            guard let engine = branch["if"]?["properties"]?["Engine"]?["const"]?.string else { return nil }
            return (engine, texts(part(branch)?["properties"]?["EngineVersion"]?["enum"]))
        }
        return Dictionary(pairs) { $0 + $1 }
    }

    // MARK: Days

    private mutating func add(_ lifecycle: RuleConfiguration.Lifecycle) {
        var days: [String: JSONTree] = [:]
        for (value, facts) in extensions.specifications[lifecycle.file]?.members ?? [:] {
            var known: [String: JSONTree] = [:]
            known["deprecated"] = facts["deprecated"]
            known["creationEnds"] = facts["create-block"]
            known["updateEnds"] = facts["update-block"]
            known["successor"] = facts["successor"]
            days[value] = .object(known.filter { $0.value != .null })
        }
        if days.isEmpty { shortfalls.append(Shortfall(lifecycle.file, "the specification has no days")) }
        add(.object(["lifecycle": .object(days)]), at: lifecycle.at)
    }

    // MARK: Places

    private mutating func add(_ rule: JSONTree, at places: [String]) {
        for place in places {
            let parts = place.split(separator: "/")
            let path = parts.dropFirst()
            guard let type = parts.first.flatMap({ TypeName(String($0)) }), let schema = schemas[type],
                path.isEmpty || SchemaReader(schema.object).property(at: path.joined(separator: "/")) != nil
            else {
                shortfalls.append(Shortfall(place, "the rule is about a property that does not exist"))
                continue
            }
            trees[type, default: RuleTree()].add(rule, at: path)
        }
    }

    /// A rule of one property where another has a value.
    private static func rule(
        where property: String, is value: String, _ name: String, _ schema: JSONTree
    ) -> JSONTree {
        .object([
            "if": .object([
                "properties": .object([property: .object(["enumCaseInsensitive": .list([value])])]),
                "required": .list([property]),
            ]),
            "then": .object(["properties": .object([name: schema])]),
        ])
    }

    private static func texts(_ list: JSONTree?) -> [String] { list?.elements?.compactMap(\.string) ?? [] }
}
