import CloudFormation
import Foundation

/// Templates evaluated the way CloudFormation does: parameters given, conditions decided, functions computed, nested
/// stacks entered.
///
/// What only a real deployment knows gets a name that tells where it comes from: `Network/VPC` is the `Ref` of that
/// stack's `VPC`, `Network/NATAddressA.AllocationId` an attribute.
public final class EvaluatedStack {
    /// As in `Network/`; empty for the root.
    private let path: String
    private let template: Node
    private let parameters: [String: Node]
    private let templates: [String: Node]
    /// The nested stacks that exist.
    public private(set) var stacks: [String: EvaluatedStack] = [:]

    public static let region = "eu-west-3"

    /// - Parameters:
    ///   - path: of this stack, empty or ending in a slash.
    ///   - templates: by file name.
    init(path: String, template: Node, parameters: [String: Node], templates: [String: Node]) {
        self.path = path
        self.template = template
        self.templates = templates
        self.parameters = template.Parameters.members.mapValues(\.Default).merging(parameters) { $1 }
        for (id, resource) in template.Resources.members where resource.Type == "AWS::CloudFormation::Stack" {
            _ = stack(id, resource)
        }
    }

    /// A nested stack, made when something first asks for it: its parameters may be another one's outputs.
    private func stack(_ id: String, _ resource: Node) -> EvaluatedStack? {
        if let known = stacks[id] { return known }
        guard exists(resource) else { return nil }
        let file = resource.Properties.TemplateURL.string.replacingOccurrences(of: "./", with: "")
        let stack = EvaluatedStack(
            path: path + id + "/", template: templates[file] ?? .missing,
            parameters: evaluate(resource.Properties.Parameters).members, templates: templates)
        stacks[id] = stack
        return stack
    }

    /// The resources that exist, evaluated, by logical ID.
    public private(set) lazy var resources: [String: Node] = template.Resources.members
        .filter { exists($0.value) }.mapValues(evaluate)

    /// The properties of the resources of a type that exist, by logical ID.
    public func all(_ type: String) -> [String: Node] {
        resources.filter { $0.value.Type.string == type }.mapValues(\.Properties)
    }

    /// Of this stack and those within, by path and logical ID.
    public func allWithin(_ type: String) -> [String: Node] {
        stacks.values.reduce(into: Dictionary(uniqueKeysWithValues: all(type).map { (path + $0.key, $0.value) })) {
            $0.merge($1.allWithin(type)) { own, _ in own }
        }
    }

    /// A resource with its attributes; missing where its condition does not hold.
    public subscript(id: String) -> Node { resources[id] ?? .missing }

    /// The outputs that exist.
    public var outputs: [String: Node] {
        template.Outputs.members.filter { exists($0.value) }.mapValues { evaluate($0.Value) }
    }

    private func exists(_ element: Node) -> Bool {
        element.Condition == .missing || holds(template.Conditions[element.Condition.string])
    }

    private func holds(_ condition: Node) -> Bool {
        guard let (name, argument) = condition.members.first else { return false }
        switch name {
        case "Fn::Equals": return evaluate(argument[0]) == evaluate(argument[1])
        case "Fn::Not": return !holds(argument[0])
        case "Fn::And": return argument.elements.allSatisfy(holds)
        case "Fn::Or": return argument.elements.contains(where: holds)
        case "Condition": return holds(template.Conditions[argument.string])
        default: return false
        }
    }

    private func evaluate(_ node: Node) -> Node {
        switch node {
        case .list(let elements):
            return .list(elements.map(evaluate).filter { $0 != .missing })
        case .object(let members):
            if members.count == 1, let (name, argument) = members.first, let value = call(name, argument) {
                return value
            }
            return .object(members.mapValues(evaluate).filter { $0.value != .missing })
        default: return node
        }
    }

    private func call(_ function: String, _ argument: Node) -> Node? {
        switch function {
        case "Ref": return reference(argument.string)
        case "Fn::GetAtt": return attribute(argument[0].string, argument[1].string)
        case "Fn::If":
            return evaluate(holds(template.Conditions[argument[0].string]) ? argument[1] : argument[2])
        case "Fn::FindInMap":
            return evaluate(
                template.Mappings[evaluate(argument[0]).string][evaluate(argument[1]).string][
                    evaluate(argument[2]).string])
        case "Fn::Join":
            return .string(evaluate(argument[1]).strings.joined(separator: argument[0].string))
        case "Fn::Split":
            return .list(evaluate(argument[1]).string.components(separatedBy: argument[0].string).map(Node.string))
        case "Fn::Select":
            guard case .number(let index) = argument[0] else { return .missing }
            return evaluate(argument[1])[Int(index)]
        case "Fn::GetAZs": return .list(["a", "b", "c", "d"].map { .string(evaluate(argument).string + $0) })
        case "Fn::Base64": return evaluate(argument)
        case "Fn::Sub": return .string(substitute(argument))
        default: return nil
        }
    }

    private func substitute(_ argument: Node) -> String {
        let text = argument.string.isEmpty ? argument[0].string : argument.string
        let values = evaluate(argument[1]).members
        var result = ""
        // By scalars, as CloudFormation does: a brace under an accent is one too.
        var rest = text.unicodeScalars[...]
        while let start = rest.firstRange(of: "${".unicodeScalars),
            let end = rest[start.upperBound...].firstIndex(of: "}")
        {
            result.unicodeScalars += rest[..<start.lowerBound]
            let name = String(rest[start.upperBound..<end])
            rest = rest[rest.index(after: end)...]
            if name.hasPrefix("!") {
                result += "${\(name.dropFirst())}"
            } else if let value = values[name] {
                result += value.string
            } else if let dot = name.firstIndex(of: ".") {
                result += attribute(String(name[..<dot]), String(name[name.index(after: dot)...])).string
            } else {
                result += reference(name).string
            }
        }
        return result + String(rest)
    }

    private func reference(_ name: String) -> Node {
        // A pseudo parameter too may be given.
        if let given = parameters[name] { return given }
        switch name {
        case "AWS::NoValue": return .missing
        case "AWS::Region": return .string(Self.region)
        case "AWS::AccountId": return "123456789012"
        case "AWS::Partition": return "aws"
        case "AWS::StackName": return .string("stack/" + path.dropLast())
        default: return .string(path + name)
        }
    }

    private func attribute(_ id: String, _ attribute: String) -> Node {
        let resource = template.Resources[id]
        guard resource.Type == "AWS::CloudFormation::Stack" else { return .string("\(path)\(id).\(attribute)") }
        let name = attribute.replacingOccurrences(of: "Outputs.", with: "")
        return stack(id, resource)?.outputs[name] ?? .missing
    }
}
