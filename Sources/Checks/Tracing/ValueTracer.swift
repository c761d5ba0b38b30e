import JSON
import Template

/// Tells what values come to, through parameters, resources and the outputs of nested stacks.
final class ValueTracer {
    private let files: [String: Template]
    let schemas: TypeSchemas
    /// The files of nested stacks, by the file around them and by logical ID.
    private var nested: [String: [String: String]] = [:]
    /// What `Ref` and attributes of types return, by what the catalogue says of it.
    private var targets: [String: [String: ReferenceTarget]] = [:]

    init(_ files: [String: Template], _ schemas: TypeSchemas) {
        self.files = files
        self.schemas = schemas
    }

    /// The file of a nested stack's template that is at hand.
    func file(of stack: String, in file: String) -> String? {
        if let known = nested[file] { return known[stack] }
        let found = (files[file]?.nestedFiles ?? []).reduce(into: [String: String]()) { found, stack in
            let path = Template.path(of: stack.file, in: file)
            if files[path] != nil { found[stack.logicalID] = path }
        }
        nested[file] = found
        return found[stack]
    }

    /// - Parameters:
    ///   - file: of the template that the value stands in.
    ///   - depth: how many outputs of nested stacks led here.
    func value(of value: Template.Expression, in file: String, depth: Int = 0) -> TracedValue {
        switch value {
        case .string(let text): Self.value(beginning: text, isWhole: true)
        case .number, .boolean: .text
        case .list: .list
        case .ref(let name): reference(name, in: file)
        case .getAtt(let name, .string(let attribute)): self.attribute(attribute, of: name, in: file, depth: depth)
        case .sub(let substitution): text(of: substitution, in: file, depth: depth)
        case .call(let function, let arguments): call(function, arguments, in: file, depth: depth)
        case .null, .object, .getAtt, .malformed: .unknown
        }
    }

    // MARK: - Names

    private func reference(_ name: String, in file: String) -> TracedValue {
        guard let template = files[file] else { return .unknown }
        if let parameter = template.parameters[name] {
            return TracedValue(
                shape: parameter.isList ? .list : .text,
                target: ReferenceTarget(ofParameterType: parameter.type),
                source: .parameter(name, type: parameter.type))
        }
        guard let resource = template.resources[name] else { return Self.pseudoParameter(name) }
        guard let schema = schemas.schema(of: resource.type) else { return .unknown }
        guard let text = schema.returns["Ref"] else { return Self.joinedIdentifier(of: name, resource, schema) }
        return TracedValue(
            shape: .text, target: target(text, of: resource),
            source: .resource(name, resource, attribute: nil))
    }

    /// What identifies a resource by several others, as an attachment does, is none of anything else: unless one of those
    /// is what `Ref` returns.
    private static func joinedIdentifier(
        of name: String, _ resource: Template.Resource, _ schema: TypeSchema
    ) -> TracedValue {
        guard schema.identifiers.count > 1 else { return .unknown }
        return TracedValue(
            shape: .text, target: ReferenceTarget(.all, resource.type),
            source: .resource(name, resource, attribute: nil))
    }

    private static func pseudoParameter(_ name: String) -> TracedValue {
        switch Template.PseudoParameter(rawValue: name) {
        case nil, .noValue: .unknown
        case .notificationARNs: TracedValue(shape: .list, target: ReferenceTarget(.arn, "AWS::SNS::Topic"))
        case .stackID: TracedValue(shape: .text, target: ReferenceTarget(.arn, "AWS::CloudFormation::Stack"))
        default: .text
        }
    }

    private func attribute(_ attribute: String, of name: String, in file: String, depth: Int) -> TracedValue {
        guard let resource = files[file]?.resources[name] else { return .unknown }
        let prefix = "Outputs."
        if resource.type == Template.Resource.stackType, attribute.hasPrefix(prefix), depth < 8 {
            guard let inner = self.file(of: name, in: file), let template = files[inner], template.transforms.isEmpty,
                let output = template.outputs[String(attribute.dropFirst(prefix.count))]?.outputValue
            else { return .text }
            var value = value(of: output, in: inner, depth: depth + 1)
            value.shape = .text
            return value
        }
        guard let schema = schemas.schema(of: resource.type) else { return .unknown }
        guard let text = schema.returns[attribute] else {
            return TracedValue(source: .resource(name, resource, attribute: attribute))
        }
        let isList = text.hasPrefix("[]")
        if attribute == "AvailabilityZone" {
            return TracedValue(
                shape: .text, target: .zone, source: .resource(name, resource, attribute: attribute))
        }
        return TracedValue(
            shape: isList ? .list : text.isEmpty ? nil : .text,
            target: target(isList ? String(text.dropFirst(2)) : text, of: resource),
            source: .resource(name, resource, attribute: attribute))
    }

    private func target(_ text: String, of resource: Template.Resource) -> ReferenceTarget? {
        var target = returned(text, by: resource.type)
        // Outside of a VPC, a security group is known by its name ("AWS::EC2::SecurityGroup", return values).
        if resource.type == "AWS::EC2::SecurityGroup", resource.properties["VpcId"] == nil,
            target?.type == resource.type
        {
            target?.forms = [.id, .name]
        }
        return target
    }

    private func returned(_ text: String, by type: String) -> ReferenceTarget? {
        if let known = targets[type]?[text] { return known }
        let target = ReferenceTarget(text, own: type)
        targets[type, default: [:]][text] = target
        return target
    }

    // MARK: - Functions

    private func call(
        _ function: Template.Function, _ arguments: [Template.Expression], in file: String, depth: Int
    ) -> TracedValue {
        switch function {
        case .join: return joined(arguments, in: file, depth: depth)
        case .select:
            guard let elements = arguments[1].list else {
                return value(of: arguments[1], in: file, depth: depth).element
            }
            guard let index = arguments[0].scalarText.flatMap(Int.init), elements.indices.contains(index) else {
                return .unknown
            }
            return value(of: elements[index], in: file, depth: depth)
        case .split:
            let parts = arguments[0] == "," ? value(of: arguments[1], in: file, depth: depth).parts : nil
            return TracedValue(shape: .list, target: parts)
        case .getAZs: return TracedValue(shape: .list, target: .zone)
        case .cidr: return .list
        case .base64, .toJSONString, .length: return .text
        default: return .unknown
        }
    }

    private func joined(_ arguments: [Template.Expression], in file: String, depth: Int) -> TracedValue {
        guard let parts = arguments[1].list else {
            let parts = arguments[0] == "," ? value(of: arguments[1], in: file, depth: depth).target : nil
            return TracedValue(shape: .text, parts: parts)
        }
        if arguments[0] == "," {
            let targets = parts.map { value(of: $0, in: file, depth: depth).target }
            let isOne = targets.allSatisfy { $0 == targets[0] }
            return TracedValue(
                shape: .text, target: targets.count == 1 ? targets[0] : nil, parts: isOne ? targets.first ?? nil : nil)
        }
        guard let first = parts.first else { return .text }
        if parts.count == 1 { return value(of: first, in: file, depth: depth) }
        return first.string.map { Self.value(beginning: $0 + (arguments[0].string ?? ""), isWhole: false) } ?? .text
    }

    private func text(of substitution: Template.Substitution, in file: String, depth: Int) -> TracedValue {
        let segments = substitution.segments
        switch segments.first {
        case .name(let inside) where segments.count == 1:
            if let variable = substitution.variables[inside] { return value(of: variable, in: file, depth: depth) }
            guard let dot = inside.utf8.firstIndex(of: UInt8(ascii: ".")) else { return reference(inside, in: file) }
            return attribute(
                String(inside[inside.index(after: dot)...]), of: String(inside[..<dot]), in: file, depth: depth)
        case .text(let text): return Self.value(beginning: text, isWhole: segments.count == 1)
        default: return .text
        }
    }

    /// What is known of a text by its beginning: whether it is an ARN.
    private static func value(beginning text: String, isWhole: Bool) -> TracedValue {
        if text.hasPrefix("arn:") {
            return TracedValue(shape: .text, target: ReferenceTarget(.arn), source: .text)
        }
        guard !isWhole, !text.isEmpty, !"arn:".hasPrefix(text), !text.hasText("{{") else { return .text }
        return TracedValue(shape: .text, target: ReferenceTarget([.id, .name, .address]), source: .text)
    }
}
