import ResourceInterfaces
import ResourceSchemas

/// The second stage: from schemas and corrections to the model of the services to generate.
struct ModelBuilder: Sendable {
    /// The model, and what was learned on the way to it.
    struct Result: Sendable {
        var services: [ServiceModel] = []
        /// Every type that can be named: those of the services, and those that their properties refer to.
        var identities: [IdentityModel] = []
        var shortfalls: [Shortfall] = []
        var statistics = ReferenceStatistics()
        /// The date of the schema release.
        var release = ""
        /// What is known of changes, by type.
        var changes: [TypeName: ChangeFacts] = [:]
        /// What holds of types beside their schemas.
        var rules = RuleSet()
    }

    private let catalogue: SchemaCatalogue
    let corrections: Corrections
    private let rules: ReferenceRules
    private let allRegions: Set<String>

    init(catalogue: SchemaCatalogue, corrections: Corrections) {
        self.catalogue = catalogue
        self.corrections = corrections
        rules = ReferenceRules(catalogue: catalogue, corrections: corrections)
        allRegions = Set(catalogue.regions.values.joined())
    }

    /// The model of the catalogue's services.
    func build() -> Result {
        var result = Result()
        result.release = catalogue.release
        result.changes = corrections.replacements.facts
        for service in catalogue.services {
            var resources: [ResourceModel] = []
            for type in catalogue.types(of: service) {
                guard let schema = catalogue.schemas[type] else { continue }
                var builder = ResourceModelBuilder(
                    schema: schema, swiftName: SwiftName.resource(type), facts: facts(of: schema, &result.shortfalls),
                    rules: rules, corrections: corrections)
                resources.append(builder.build())
                result.shortfalls += builder.shortfalls
                result.statistics = result.statistics + builder.statistics
            }
            guard let first = resources.first else { continue }
            result.services.append(
                ServiceModel(
                    vendor: first.typeName.vendor, name: service, namespace: SwiftName.namespace(of: first.typeName),
                    module: SwiftName.module(of: first.typeName),
                    resources: resources))
        }
        addTargetSets(to: &result)
        result.identities = identities(of: result.services)
        result.shortfalls += unmatchedCorrections()
        result.shortfalls = Set(result.shortfalls).sorted()
        return result
    }

    private func identities(of services: [ServiceModel]) -> [IdentityModel] {
        var types = Set(services.flatMap(\.resources).map(\.typeName))
        types.formUnion(services.flatMap(\.resources).flatMap(\.references).map(\.target))
        types.formUnion(services.flatMap(\.targetSets).flatMap(\.references).map(\.target))
        types.formUnion(
            corrections.markers.compactMap { TypeName($0.type) }
                .filter { catalogue.services.contains($0.service) })
        return types.sorted().map { type in
            IdentityModel(
                typeName: type, namespace: SwiftName.namespace(of: type), swiftName: SwiftName.resource(type),
                isResource: catalogue.schemas[type] != nil,
                parameterTypes: corrections.parameterTypes(of: type))
        }
    }

    /// Corrections and markers about types that the release does not have.
    private func unmatchedCorrections() -> [Shortfall] {
        var shortfalls = Set(corrections.types.keys).union(corrections.list.types.keys)
            .union(corrections.stateful.names).union(corrections.snapshots.names).union(corrections.arns.values)
            .union(corrections.forms.typeNames)
            .filter { name in !(TypeName(name).map(catalogue.contains) ?? false) }
            .map { Shortfall($0, "the correction is about a type that does not exist") }
        shortfalls += Set(corrections.references.map(\.target)).filter { !rules.exists($0) }
            .map { Shortfall("\($0)", "corrections or the list of references refer to it, and it does not exist") }
        shortfalls += corrections.replacements.shortfalls { name in
            TypeName(name).flatMap { catalogue.schemas[$0]?.object }
        }
        shortfalls += corrections.markers.compactMap { marker in
            TypeName(marker.type).flatMap { type in
                catalogue.contains(type) ? Shortfall("\(type)", "the marker is a resource type by now") : nil
            }
        }
        return shortfalls
    }

    // MARK: Facts

    private func facts(of schema: ResourceSchema, _ shortfalls: inout [Shortfall]) -> ResourceFacts {
        var facts = ResourceFacts()
        facts.tagging = tagging(of: schema, &shortfalls)
        facts.identifier = schema.primaryIdentifier
        facts.required = (SchemaReader(schema.object).members(of: schema.object.body)?.required ?? []).sorted()
        facts.readOnly = schema.readOnly.sorted()
        facts.writeOnly = schema.writeOnly.sorted()
        facts.createOnly = schema.createOnly.sorted()
        facts.conditionalCreateOnly = schema.conditionalCreateOnly.sorted()
        facts.deprecated = schema.deprecated.sorted()
        facts.isStateful = corrections.stateful.names.contains(schema.typeName.description)
        facts.hasSnapshots = corrections.snapshots.names.contains(schema.typeName.description)
        facts.deletesBeforeReplacing = schema.replacementStrategy == "delete_then_create"
        facts.rewritten = schema.rewritten.sorted()
        facts.isUnreadable = schema.isUnreadable
        facts.lifecycle = schema.lifecycle
        if let present = catalogue.regions[schema.typeName] {
            facts.missingRegions = allRegions.subtracting(present).sorted()
        }
        return facts
    }

    private func tagging(of schema: ResourceSchema, _ shortfalls: inout [Shortfall]) -> ResourceFacts.TagProperty {
        if let entry = corrections.entry(for: schema.typeName)?.tagging {
            switch entry.form {
            case .list: return .list(entry.property)
            case .map: return .map(entry.property)
            case .groupList: return .groupList(entry.property)
            }
        }
        guard schema.tagging?.taggable != false else { return .none }
        let path = schema.tagging?.tagProperty.map(ResourceSchema.propertyPath) ?? "Tags"
        let reader = SchemaReader(schema.object)
        guard let property = reader.property(at: path), !schema.readOnly.contains(path) else { return .none }
        guard !path.contains("/") else {
            shortfalls.append(
                Shortfall("\(schema.typeName)", "its tags, at \(path), are not within the rule; not taggable"))
            return .none
        }
        let resolved = reader.resolved(property)
        if case .schema(let items) = resolved.items {
            let members = reader.members(of: items)?.properties.keys.sorted()
            if members == ["Key", "Value"] { return .list(path) }
            if members == ["Key", "PropagateAtLaunch", "Value"] { return .groupList(path) }
        } else if resolved.types.contains("object") || !resolved.patternProperties.isEmpty {
            if reader.members(of: resolved) == nil { return .map(path) }
        }
        shortfalls.append(Shortfall("\(schema.typeName).\(path)", "tags of an unknown form; not taggable"))
        return .none
    }
}
