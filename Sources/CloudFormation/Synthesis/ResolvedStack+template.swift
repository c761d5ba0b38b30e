import Template

extension ResolvedStack {
    /// The stage that gives names: the stack as a template.
    ///
    /// Names within sections are sorted, so that one change in the source is one small change in the template.
    func template() -> Template {
        let resources = Members(
            sorted: resources.map { resource in
                let (named, waitsFor) = named(resource)
                let record = resource.record
                return Member(
                    resource.logicalID, named,
                    .resource(
                        record.element, tagging: record.tagging, own: record.properties, resource.history,
                        waitsFor: waitsFor))
            })
        let outputs = Members(declaredOutputs + passedOutputs)
        let rules = Members(namedRules)
        let conditions = Members(namedConditions)
        let sections = named(collected.declarations.sections)
        let parameters = Members(declaredParameters + receivedParameters)
        let mappings = Members(namedMappings)
        let metadata = metadata
        return Template(
            transforms: transforms(for: Template.Section(object: resources.object)),
            description: collected.declarations.description,
            metadata: metadata,
            parameters: Template.Section(object: parameters.object), rules: Template.Section(object: rules.object),
            mappings: Template.Section(object: withRaw(.mappings, mappings)),
            conditions: Template.Section(object: withRaw(.conditions, conditions)),
            resources: Template.Section(object: withRaw(.resources, resources)),
            outputs: Template.Section(object: withRaw(.outputs, outputs)), otherSections: sections,
            declarations: StackOrigins(
                path: path,
                members: [
                    Template.SectionName.parameters.rawValue: parameters.origins,
                    Template.SectionName.rules.rawValue: rules.origins,
                    Template.SectionName.mappings.rawValue: mappings.origins,
                    Template.SectionName.conditions.rawValue: conditions.origins,
                    Template.SectionName.resources.rawValue: resources.origins,
                    Template.SectionName.outputs.rawValue: outputs.origins,
                ], tags: tags))
    }

    /// The macros that CloudFormation runs over the template, in the order in which it runs them: what the user
    /// declared, and what something in the template needs.
    private func transforms(for resources: Template.Section<Template.Resource>) -> [Template.Expression] {
        let declarations = collected.declarations
        let names = declarations.transforms.map(\.name)
        var transforms = declarations.transforms.map { transform -> Template.Expression in
            guard let parameters = transform.parameters else { return .string(transform.name) }
            return ["Name": .string(transform.name), "Parameters": named(parameters)]
        }
        // It must come first, and AWS's own macro for serverless types knows nothing of what it resolves.
        let hasLoops = declarations.members.contains { $0.entry.key.hasPrefix(Transform.loop) }
        if needsLanguageExtensions || hasLoops, !names.contains(Transform.languageExtensions) {
            transforms.insert(.string(Transform.languageExtensions), at: 0)
        }
        // Other macros may make serverless types too.
        if !names.contains(Transform.serverless),
            declarations.resources.contains(where: { $0.typeName.hasPrefix(Transform.serverlessTypes) })
        {
            transforms.append(.string(Transform.serverless))
        }
        if let newest = Transform.secrets.last, !names.contains(where: Transform.secrets.contains),
            declarations.resources.contains(where: { $0.typeName == Template.Resource.rotationType }),
            resources.contains(where: { $1.hasHostedRotation })
        {
            transforms.append(.string(newest))
        }
        return transforms
    }

    /// A section with what was added to it as it stands, behind what has names.
    private func withRaw(_ section: Stack.Section, _ members: Members) -> Template.Object {
        let raw = collected.declarations.members.filter { $0.section == section }
        guard !raw.isEmpty else { return members.object }
        return Template.Object(
            members.object.entries
                + raw.map {
                    .init($0.entry.key, named($0.entry.value, in: section == .conditions ? .condition : .value))
                })
    }

    private var metadata: Template.Object {
        var entries = named(collected.declarations.metadata).entries
        if let interface = ParameterInterface.metadata(of: parameters) {
            entries.append(.init(ParameterInterface.key, interface))
        }
        return Template.Object(entries.sorted { $0.key < $1.key })
    }

    // MARK: - Members

    private var declaredParameters: [Member] {
        parameters.map {
            Member($0.element.logicalID, Template.Parameter($0.declaration), .element($0.element))
        }
    }

    private var receivedParameters: [Member] {
        importedParameters.map {
            Member($0.name, Template.Parameter(type: $0.type, noEcho: $0.noEcho), .use($0.use))
        }
    }

    private var namedRules: [Member] {
        collected.declarations.rules.map { rule in
            let assertions = rule.assertions.map {
                Template.Rule.Assertion(
                    named($0.expression, in: .condition), description: $0.description.isEmpty ? nil : $0.description)
            }
            let condition = rule.condition.map { named($0, in: .condition) }
            let content = Template.Rule(condition: condition, assertions: assertions)
            return Member(rule.name, content, .rule(.rule(rule, in: path)))
        }
    }

    private var namedMappings: [Member] {
        (collected.declarations.mappings + borrowedMappings).map { mapping in
            let entries = mapping.entries.map { Template.Object.Entry($0.0, .object(named($0.1))) }
            return Member(
                mapping.element.logicalID, Template.Mapping(Template.Object(entries)), .element(mapping.element))
        }
    }

    /// Those that something names.
    private var namedConditions: [Member] {
        (collected.declarations.conditions + borrowedConditions).filter {
            usedConditions.contains(ObjectIdentifier($0.element))
        }
        .map { Member($0.element.logicalID, named($0.expression, in: .condition), .element($0.element)) }
    }

    /// With what it waits for because it was told to, by logical ID. A reference says it already.
    private func named(_ resource: ResolvedResource) -> (Template.Resource, waitsFor: [String: Use]) {
        let attributes = resource.record.attributes
        func named(_ expression: Expression?) -> Template.Expression? { expression.map { self.named($0) } }
        let creationPolicy = named(attributes?.creationPolicy?.expression)
        let updatePolicy = named(attributes?.updatePolicy?.expression)
        let metadata = named(attributes?.metadata?.expression)
        let properties = self.named(resource.properties)
        var waitsFor: [String: Use] = [:]
        if let dependencies = dependencies[resource.record.element.index] {
            let implied = [.object(properties), creationPolicy, updatePolicy, metadata]
                .reduce(into: Set<String>()) { $0.formUnion($1?.names ?? []) }
            for dependency in dependencies {
                let target = logicalIDs[dependency.target]
                if !implied.contains(target) { waitsFor[target] = dependency.use }
            }
        }
        let result = Template.Resource(
            type: resource.record.typeName, condition: attributes?.condition?.element.logicalID,
            dependsOn: waitsFor.keys.sorted(), creationPolicy: creationPolicy, updatePolicy: updatePolicy,
            deletionPolicy: resource.deletionPolicy.map { .string($0.rawValue) },
            updateReplacePolicy: resource.updateReplacePolicy.map { .string($0.rawValue) }, metadata: metadata,
            properties: properties)
        guard let overrides = attributes?.attributeOverrides, !overrides.isEmpty else { return (result, waitsFor) }
        return (result.replacing(overrides.map { (key: $0.path[0], value: named($0.value) ?? .null) }), waitsFor)
    }

    private var declaredOutputs: [Member] {
        collected.declarations.outputs.map { output in
            let value = output.isList ? output.value.joinedByCommas : output.value
            let member = Template.Output(
                named(value), condition: output.condition?.element.logicalID, description: output.description,
                exportName: output.exportName.map { named($0) })
            return Member(output.name, member, .element(output.element))
        }
    }

    private var passedOutputs: [Member] {
        generatedOutputs.map {
            Member($0.name, Template.Output(named($0.value), condition: $0.condition?.logicalID), .use($0.use))
        }
    }
}

extension Template.Resource {
    /// The same with some attributes given, in the place of those that are there or behind them.
    fileprivate func replacing(_ attributes: [(key: String, value: Template.Expression)]) -> Template.Resource {
        var entries = object.entries
        for (key, value) in attributes where key != "Type" {
            if let index = entries.firstIndex(where: { $0.key == key }) {
                entries[index] = .init(key, value)
            } else {
                // Properties are long, and stand last.
                entries.insert(
                    .init(key, value), at: entries.last?.key == "Properties" ? entries.count - 1 : entries.count)
            }
        }
        return Template.Resource(.object(Template.Object(entries))) ?? self
    }
}

/// A member of a section, with what declares it.
private struct Member {
    let entry: Template.Object.Entry
    let origin: StackOrigins.Member

    init(_ name: String, _ content: some SectionMember, _ origin: StackOrigins.Member) {
        entry = Template.Object.Entry(name, content.value)
        self.origin = origin
    }
}

/// The members of a section by name.
private struct Members {
    private let members: [Member]

    init(_ members: [Member]) {
        self.members = members.sorted { $0.entry.key < $1.entry.key }
    }

    init(sorted members: [Member]) {
        self.members = members
    }

    var object: Template.Object { Template.Object(members.map(\.entry)) }
    var origins: [StackOrigins.Member] { members.map(\.origin) }
}
