import JSON

/// The last stage: a resolved stack as JSON.
///
/// The order of sections is fixed, names within them are sorted, and a short intrinsic function stands on one line, so
/// that one change in the source is one small change in the template.
struct TemplateRenderer {
    private let stack: ResolvedStack
    private var writer: JSONWriter

    /// - Parameter capacity: about how many bytes the result will have.
    init(_ stack: ResolvedStack, capacity: Int = 0) {
        self.stack = stack
        writer = JSONWriter(capacity: capacity)
    }

    private var declarations: StackDeclarations { stack.collected.declarations }

    consuming func render() -> [UInt8] {
        writer.beginObject()
        member("AWSTemplateFormatVersion", "2010-09-09")
        writeTransform()
        if let description = declarations.description { member("Description", description) }
        writeMetadata()
        writeParameters()
        writeRules()
        writeMappings()
        writeConditions()
        writeResources()
        writeOutputs()
        writer.endObject()
        writer.write("\n")
        return writer.bytes
    }

    /// An expression alone.
    consuming func rendered(_ expression: Expression) -> [UInt8] {
        write(expression)
        return writer.bytes
    }

    // MARK: - Sections

    private mutating func writeTransform() {
        let transforms = stack.transforms
        switch transforms.count {
        case 0: break
        case 1: member("Transform", transforms[0])
        default: member("Transform", .list(transforms.map(Expression.string)))
        }
    }

    /// Where consoles look for the groups and labels of parameters.
    static let parameterInterfaceKey = "AWS::CloudFormation::Interface"

    private mutating func writeMetadata() {
        var metadata = declarations.metadata
        if let interface = parameterInterface { metadata.append(.init(Self.parameterInterfaceKey, interface)) }
        metadata.sort { $0.key < $1.key }
        if !metadata.isEmpty { member("Metadata", .object(metadata)) }
    }

    /// Groups and labels of parameters, for consoles. Groups stand in the order of their first parameter.
    private var parameterInterface: Expression? {
        var groups: [(label: String, parameters: [Expression])] = []
        var labels: [Expression.Entry] = []
        for parameter in declarations.parameters {
            let name = parameter.element.logicalID
            if let group = parameter.group {
                if let index = groups.firstIndex(where: { $0.label == group }) {
                    groups[index].parameters.append(.string(name))
                } else {
                    groups.append((group, [.string(name)]))
                }
            }
            if let label = parameter.label {
                labels.append(.init(name, .object([.init("default", .string(label))])))
            }
        }
        guard !groups.isEmpty || !labels.isEmpty else { return nil }
        var interface = Properties()
        interface.set(
            "ParameterGroups",
            .list(
                groups.map { group in
                    .object([
                        .init("Label", .object([.init("default", .string(group.label))])),
                        .init("Parameters", .list(group.parameters)),
                    ])
                }))
        if !labels.isEmpty { interface.set("ParameterLabels", .object(labels.sorted { $0.key < $1.key })) }
        return interface.expression
    }

    private mutating func writeParameters() {
        let declared = declarations.parameters.map { ($0.element.logicalID, $0.declaration.properties) }
        let imported = stack.importedParameters.map { ($0.name, $0.properties) }
        section("Parameters", (declared + imported).sorted { $0.0 < $1.0 }) { $0.write(.object($1.1.entries)) }
    }

    private mutating func writeRules() {
        let rules = declarations.rules.map { ($0.name, $0) }.sorted { $0.0 < $1.0 }
        section("Rules", rules) { renderer, rule in
            var properties = Properties()
            properties.set("RuleCondition", rule.1.condition)
            properties.set(
                "Assertions",
                .list(
                    rule.1.assertions.map { assertion in
                        .object([
                            .init("Assert", assertion.expression),
                            .init("AssertDescription", .string(assertion.description)),
                        ])
                    }))
            renderer.write(properties.expression)
        }
    }

    private mutating func writeMappings() {
        let mappings = (declarations.mappings + stack.borrowedMappings)
            .map { ($0.element.logicalID, $0.entries) }.sorted { $0.0 < $1.0 }
        section("Mappings", mappings) { renderer, mapping in
            renderer.write(.object(mapping.1.map { .init($0.0, .object($0.1)) }))
        }
    }

    private mutating func writeConditions() {
        let conditions = (declarations.conditions + stack.borrowedConditions)
            .filter { stack.usedConditions.contains(ObjectIdentifier($0.element)) }
            .map { ($0.element.logicalID, $0.expression) }.sorted { $0.0 < $1.0 }
        section("Conditions", conditions) { $0.write($1.1) }
    }

    private mutating func writeResources() {
        writer.key("Resources")
        writer.beginObject()
        for resource in stack.resources {
            writer.key(resource.logicalID)
            write(resource)
        }
        writer.endObject()
    }

    private mutating func write(_ resource: ResolvedResource) {
        writer.beginObject()
        member("Type", resource.record.typeName)
        let attributes = resource.record.attributes
        if let condition = attributes?.condition { member("Condition", condition.element.logicalID) }
        let names = stack.dependsOn(resource.record.element.index)
        if !names.isEmpty { member("DependsOn", .list(names.map(Expression.string))) }
        if let attributes {
            if let policy = attributes.creationPolicy { member("CreationPolicy", policy.expression) }
            if let policy = attributes.updatePolicy { member("UpdatePolicy", policy.expression) }
            if let policy = attributes.deletionPolicy { member("DeletionPolicy", policy.rawValue) }
            if let policy = attributes.updateReplacePolicy { member("UpdateReplacePolicy", policy.rawValue) }
            if let metadata = attributes.metadata { member("Metadata", metadata.expression) }
        }
        if !resource.properties.isEmpty { member("Properties", .object(resource.properties)) }
        writer.endObject()
    }

    private mutating func writeOutputs() {
        var outputs: [(String, Properties)] = []
        for output in declarations.outputs {
            var properties = Properties()
            properties.set("Condition", output.condition.map { .string($0.element.logicalID) })
            properties.set("Description", output.description.map(Expression.string))
            properties.set("Export", output.exportName.map { .object([.init("Name", $0)]) })
            properties.set("Value", output.isList ? output.value.joinedByCommas : output.value)
            outputs.append((output.name, properties))
        }
        for output in stack.generatedOutputs {
            var properties = Properties()
            properties.set("Condition", output.condition.map { .string($0.logicalID) })
            properties.set("Value", output.value)
            outputs.append((output.name, properties))
        }
        section("Outputs", outputs.sorted { $0.0 < $1.0 }) { $0.write($1.1.expression) }
    }

    /// A section with its named members; without members none.
    private mutating func section<Content>(
        _ name: String, _ members: [(String, Content)], _ write: (inout Self, (String, Content)) -> Void
    ) {
        guard !members.isEmpty else { return }
        writer.key(name)
        writer.beginObject()
        for member in members {
            writer.key(member.0)
            write(&self, member)
        }
        writer.endObject()
    }

    private mutating func member(_ key: String, _ text: String) {
        writer.key(key)
        writer.string(text)
    }

    private mutating func member(_ key: String, _ expression: Expression) {
        writer.key(key)
        write(expression)
    }

    // MARK: - Expressions

    private mutating func write(_ expression: Expression) {
        switch expression {
        case .string(let text): writer.string(text)
        case .integer(let number): writer.write(raw: String(number))
        case .double(let number): writer.number(number)
        case .boolean(let flag): writer.write(flag ? "true" : "false")
        case .list(let elements):
            writer.beginList()
            for element in elements {
                writer.element()
                if case .object(let members) = element, isShort(members) {
                    writeInline(members)
                } else {
                    write(element)
                }
            }
            writer.endList()
        case .object(let entries):
            writer.beginObject()
            for entry in entries { member(entry.key, entry.value) }
            writer.endObject()
        case .reference(let reference):
            let local = stack.local(reference)
            guard case .reference(let own) = local else { return write(local) }
            writeInline(own)
        case .pseudoParameter(let parameter): writeRef(parameter.rawValue)
        case .substitution(let segments): write(segments)
        case .function(let function, let argument):
            if let leaves = inlineLeaves(of: expression), leaves <= Self.mostInlineLeaves {
                writeInline(expression)
            } else {
                writer.beginObject()
                member(function.rawValue, argument)
                writer.endObject()
            }
        case .name(let element): writer.string(stack.name(of: element))
        }
    }

    private mutating func write(_ segments: [Expression.Segment]) {
        guard SubstitutionText.canSay(segments) else { return write(.concatenation(of: segments)) }
        let text = SubstitutionText(segments, in: stack)
        if text.variables.isEmpty {
            writer.write("{ \"Fn::Sub\": ")
            writer.string(text.text)
            writer.write(" }")
        } else {
            writer.beginObject()
            member("Fn::Sub", .list([.string(text.text), .object(text.variables)]))
            writer.endObject()
        }
    }

    // MARK: - On one line

    private static let mostInlineLeaves = 4

    /// Whether an element of a list is as short as a tag or a metric's dimension.
    private func isShort(_ members: [Expression.Entry]) -> Bool {
        guard (1...3).contains(members.count), members.allSatisfy({ if case .list = $0.value { false } else { true } }),
            let leaves = inlineLeaves(of: .list(members.map(\.value)))
        else { return false }
        return leaves <= Self.mostInlineLeaves
    }

    private mutating func writeInline(_ members: [Expression.Entry]) {
        writer.write("{ ")
        for (index, member) in members.enumerated() {
            if index > 0 { writer.write(", ") }
            writer.string(member.key)
            writer.write(": ")
            writeInline(member.value)
        }
        writer.write(" }")
    }

    /// How many scalars an expression has when it is simple enough for one line.
    private func inlineLeaves(of expression: Expression) -> Int? {
        switch expression {
        case .string, .integer, .double, .boolean, .pseudoParameter, .name: return 1
        case .list(let elements):
            var sum = 0
            for element in elements {
                guard let leaves = inlineLeaves(of: element) else { return nil }
                sum += leaves
            }
            return sum
        case .object: return nil
        case .reference(let reference):
            let local = stack.local(reference)
            if case .reference = local { return 1 }
            return inlineLeaves(of: local)
        case .substitution(let segments):
            guard SubstitutionText.canSay(segments) else { return inlineLeaves(of: .concatenation(of: segments)) }
            return SubstitutionText.needsVariables(segments, in: stack) ? nil : 2
        // Operands stand on a line each, as reviewers read and change them.
        case .function(.and, _), .function(.or, _): return nil
        case .function(_, let argument): return inlineLeaves(of: argument)
        }
    }

    private mutating func writeInline(_ expression: Expression) {
        switch expression {
        case .list(let elements):
            writer.write("[")
            for (index, element) in elements.enumerated() {
                if index > 0 { writer.write(", ") }
                writeInline(element)
            }
            writer.write("]")
        case .reference(let reference):
            let local = stack.local(reference)
            if case .reference(let own) = local { writeInline(own) } else { writeInline(local) }
        case .function(let function, let argument):
            writer.write("{ ")
            writer.string(function.rawValue)
            writer.write(": ")
            writeInline(argument)
            writer.write(" }")
        default: write(expression)
        }
    }

    /// `{ "Ref": "VPC" }` or `{ "Fn::GetAtt": ["Database", "Endpoint.Address"] }`.
    private mutating func writeInline(_ own: Reference) {
        let name = stack.name(of: own.element)
        guard let attribute = own.attribute else { return writeRef(name) }
        writer.write("{ \"Fn::GetAtt\": [")
        writer.string(name)
        writer.write(", ")
        writer.string(attribute)
        writer.write("] }")
    }

    private mutating func writeRef(_ name: String) {
        writer.write("{ \"Ref\": ")
        writer.string(name)
        writer.write(" }")
    }
}

extension ParameterDeclaration {
    /// As the Parameters section writes it.
    fileprivate var properties: Properties {
        var properties = Properties()
        properties.set("Type", .string(type))
        properties.set("Description", description.map(Expression.string))
        properties.set("Default", defaultValue.map(Expression.string))
        properties.set("AllowedValues", allowedValues.isEmpty ? nil : .list(allowedValues.map(Expression.string)))
        properties.set("AllowedPattern", allowedPattern.map(Expression.string))
        if let length = allowedLength {
            properties.set("MinLength", .integer(length.lowerBound))
            if length.upperBound != .max { properties.set("MaxLength", .integer(length.upperBound)) }
        }
        if let range = allowedRange {
            if range.lowerBound != -.infinity { properties.set("MinValue", .double(range.lowerBound)) }
            if range.upperBound != .infinity { properties.set("MaxValue", .double(range.upperBound)) }
        }
        properties.set("ConstraintDescription", constraintDescription.map(Expression.string))
        if noEcho { properties.set("NoEcho", .boolean(true)) }
        return properties
    }
}

extension ImportedParameter {
    fileprivate var properties: Properties {
        var properties = Properties()
        properties.set("Type", .string(type))
        if noEcho { properties.set("NoEcho", .boolean(true)) }
        return properties
    }
}
