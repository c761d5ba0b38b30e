import CloudFormation
import Template

/// Templates evaluated the way CloudFormation does: parameters given, conditions decided, functions computed, nested
/// stacks entered.
///
/// What only a real deployment knows gets a name that tells where it comes from: `Network/VPC` is the `Ref` of that
/// stack's `VPC`, `Network/NATAddressA.AllocationId` an attribute.
public final class EvaluatedStack {
    private let evaluated: EvaluatedTemplate

    /// The region that templates are evaluated in unless a test gives another one.
    public static let region = "eu-west-3"

    /// - Parameter given: the values of parameters, and of pseudo parameters where they matter.
    convenience init(_ tree: TemplateTree, given: [String: String]) {
        // Like what is made, a value that nobody gives is known by its name.
        let needed = tree.template.parameters.filter { $1.defaultValue == nil }.map { ($0.0, $0.0) }
        let known = [
            "AWS::Region": Self.region, "AWS::AccountId": "123456789012", "AWS::Partition": "aws",
            "AWS::URLSuffix": "amazonaws.com", "AWS::StackName": "stack/", "AWS::StackId": "AWS::StackId",
        ].merging(given) { $1 }
        let zones = ["a", "b", "c", "d"].map { (known["AWS::Region"] ?? "") + $0 }
        self.init(
            EvaluatedTemplate(
                tree, parameters: Dictionary(needed) { first, _ in first }.merging(given) { $1 },
                surroundings: Surroundings(
                    pseudoParameters: known, availabilityZones: [known["AWS::Region"] ?? "": zones], made: Self.name)))
    }

    private init(_ evaluated: EvaluatedTemplate) {
        self.evaluated = evaluated
    }

    @Sendable private static func name(_ path: String, _ attribute: String?) -> EvaluatedValue? {
        if attribute == "AWS::StackName" { return .text("stack/" + path) }
        return .text(attribute.map { "\(path).\($0)" } ?? path)
    }

    /// The nested stacks that exist.
    public private(set) lazy var stacks: [String: EvaluatedStack] = evaluated.stacks.mapValues(EvaluatedStack.init)

    /// The resources that exist, evaluated, by logical ID.
    public private(set) lazy var resources: [String: Node] = {
        let existing = evaluated.template.resources.filter { exists(under: $1.condition) }
        return Dictionary(existing.map { ($0.0, node(of: $0.1.value)) }) { first, _ in first }
    }()

    /// The properties of the resources of a type that exist, by logical ID.
    public func all(_ type: String) -> [String: Node] {
        resources.filter { $0.value.Type.string == type }.mapValues(\.Properties)
    }

    /// Of this stack and those within, by path and logical ID.
    public func allWithin(_ type: String) -> [String: Node] {
        let own = all(type).map { ((evaluated.path + [$0.key]).joined(separator: "/"), $0.value) }
        return stacks.values.reduce(into: Dictionary(own) { first, _ in first }) {
            $0.merge($1.allWithin(type)) { own, _ in own }
        }
    }

    /// A resource with its attributes; missing where its condition does not hold.
    public subscript(id: String) -> Node { resources[id] ?? .missing }

    /// The outputs that exist.
    public var outputs: [String: Node] {
        let existing = evaluated.template.outputs.filter { exists(under: $1.condition) }
        return Dictionary(existing.map { ($0.0, $0.1.outputValue.map(node) ?? .missing) }) { first, _ in first }
    }

    private func exists(under condition: String?) -> Bool {
        guard let condition else { return true }
        return evaluated.conditions[condition] == .yes
    }

    // MARK: - Values

    /// What an expression comes to. Literals keep their kinds, through choices and mappings too; to CloudFormation all
    /// else is text.
    private func node(of expression: Template.Expression) -> Node {
        switch expression {
        case .boolean(let flag): return .boolean(flag)
        case .number(let number): return Double(number.text).map(Node.number) ?? .missing
        case .list(let elements): return .list(elements.map(node).filter { $0 != .missing })
        case .object(let object):
            let members = object.entries.map { ($0.key, node(of: $0.value)) }.filter { $0.1 != .missing }
            return .object(Dictionary(members) { first, _ in first })
        case .call(.if, let arguments):
            return node(of: exists(under: arguments[0].string) ? arguments[1] : arguments[2])
        case .call(.findInMap, let arguments):
            let keys = arguments.prefix(3).compactMap { evaluated.value(of: $0)?.text }
            guard keys.count == 3, let value = evaluated.template.mappings[keys[0]]?[keys[1], keys[2]] else { break }
            return node(of: value)
        default: break
        }
        return evaluated.value(of: expression).map(Node.init) ?? .missing
    }
}

extension Node {
    /// What is not known is missing.
    fileprivate init(_ value: EvaluatedValue) {
        switch value {
        case .text(let text): self = .string(text)
        case .list(let elements): self = .list(elements.map(Node.init))
        case .object(let members): self = .object(members.mapValues(Node.init))
        case .null, .unknown: self = .missing
        }
    }
}
