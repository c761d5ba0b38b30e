import Template

extension ResolvedStack {
    /// The last stage: the stack as a template.
    ///
    /// Names within sections are sorted, so that one change in the source is one small change in the template.
    func template() -> Template {
        let parameters = Members(declaredParameters + receivedParameters)
        let rules = Members(namedRules)
        let mappings = Members(namedMappings)
        let conditions = Members(namedConditions)
        let resources = Members(sorted: resources.map { ($0.logicalID, named($0), $0.record.element.userLocation) })
        let outputs = Members(declaredOutputs + passedOutputs)
        return Template(
            transforms: transforms, description: collected.declarations.description, metadata: metadata,
            parameters: parameters.section, rules: rules.section, mappings: mappings.section,
            conditions: conditions.section, resources: resources.section, outputs: outputs.section,
            lines: Template.Lines([
                .parameters: parameters.lines, .rules: rules.lines, .mappings: mappings.lines,
                .conditions: conditions.lines, .resources: resources.lines, .outputs: outputs.lines,
            ]))
    }

    private var metadata: Template.Object {
        var entries = named(collected.declarations.metadata).entries
        if let interface = ParameterInterface.metadata(of: collected.declarations.parameters) {
            entries.append(.init(ParameterInterface.key, interface))
        }
        return Template.Object(entries.sorted { $0.key < $1.key })
    }

    // MARK: - Members

    private var declaredParameters: [Members<Template.Parameter>.Member] {
        collected.declarations.parameters.map {
            ($0.element.logicalID, Template.Parameter($0.declaration), $0.element.userLocation)
        }
    }

    private var receivedParameters: [Members<Template.Parameter>.Member] {
        importedParameters.map {
            ($0.name, Template.Parameter(type: $0.type, noEcho: $0.noEcho), $0.use.user.location)
        }
    }

    private var namedRules: [Members<Template.Rule>.Member] {
        collected.declarations.rules.map { rule in
            let assertions = rule.assertions.map {
                Template.Rule.Assertion(named($0.expression, in: .condition), description: $0.description)
            }
            let condition = rule.condition.map { named($0, in: .condition) }
            return (rule.name, Template.Rule(condition: condition, assertions: assertions), rule.location)
        }
    }

    private var namedMappings: [Members<Template.Mapping>.Member] {
        (collected.declarations.mappings + borrowedMappings).map { mapping in
            let entries = mapping.entries.map { Template.Object.Entry($0.0, .object(named($0.1))) }
            return (mapping.element.logicalID, Template.Mapping(Template.Object(entries)), mapping.element.userLocation)
        }
    }

    private var namedConditions: [Members<Template.Expression>.Member] {
        (collected.declarations.conditions + borrowedConditions)
            .filter { usedConditions.contains(ObjectIdentifier($0.element)) }
            .map { ($0.element.logicalID, named($0.expression, in: .condition), $0.element.userLocation) }
    }

    private func named(_ resource: ResolvedResource) -> Template.Resource {
        let attributes = resource.record.attributes
        return Template.Resource(
            type: resource.record.typeName, condition: attributes?.condition?.element.logicalID,
            dependsOn: dependsOn(resource.record.element.index),
            creationPolicy: attributes?.creationPolicy.map { named($0.expression) },
            updatePolicy: attributes?.updatePolicy.map { named($0.expression) },
            deletionPolicy: attributes?.deletionPolicy.map { .string($0.rawValue) },
            updateReplacePolicy: attributes?.updateReplacePolicy.map { .string($0.rawValue) },
            metadata: attributes?.metadata.map { named($0.expression) }, properties: named(resource.properties))
    }

    private var declaredOutputs: [Members<Template.Output>.Member] {
        collected.declarations.outputs.map { output in
            let value = output.isList ? output.value.joinedByCommas : output.value
            let member = Template.Output(
                named(value), condition: output.condition?.element.logicalID, description: output.description,
                exportName: output.exportName.map { named($0) })
            return (output.name, member, output.element.userLocation)
        }
    }

    private var passedOutputs: [Members<Template.Output>.Member] {
        generatedOutputs.map {
            ($0.name, Template.Output(named($0.value), condition: $0.condition?.logicalID), nil)
        }
    }
}

/// The members of a section by name, with the lines that declare them.
private struct Members<Content: SectionMember> {
    typealias Member = (name: String, content: Content, line: SourceLocation?)

    private let members: [Member]

    init(_ members: [Member]) {
        self.members = members.sorted { $0.name < $1.name }
    }

    init(sorted members: [Member]) {
        self.members = members
    }

    var section: Template.Section<Content> { Template.Section(members.lazy.map { ($0.name, $0.content) }) }
    var lines: [SourceLocation?] { members.map(\.line) }
}

extension Template.Parameter {
    fileprivate init(_ declaration: ParameterDeclaration) {
        let (length, range) = (declaration.allowedLength, declaration.allowedRange)
        self.init(
            type: declaration.type, description: declaration.description,
            defaultValue: declaration.defaultValue.map(Template.Expression.string),
            allowedValues: declaration.allowedValues.map(Template.Expression.string),
            allowedPattern: declaration.allowedPattern,
            minLength: length?.lowerBound, maxLength: length.flatMap { $0.upperBound == .max ? nil : $0.upperBound },
            minValue: range.flatMap { $0.lowerBound == -.infinity ? nil : Template.Number($0.lowerBound) },
            maxValue: range.flatMap { $0.upperBound == .infinity ? nil : Template.Number($0.upperBound) },
            constraintDescription: declaration.constraintDescription, noEcho: declaration.noEcho)
    }
}
