import CloudFormation
import Template

/// Follows references to where they lead, through the parameters and outputs that pass values between stacks.
struct ReferenceTracer {
    /// What a reference leads to in the end.
    enum Target: Hashable {
        case resource(String, in: Int, attribute: String?)
        case parameter(String, in: Int)
        case condition(String, in: Int)
        case mapping(String, in: Int)
    }

    private struct Member: Hashable {
        let template: Int
        let name: String
    }

    /// By template.
    let references: [[Template.Reference]]
    private let templates: [SynthesizedTemplate]
    /// The template of a nested stack, by the resource that stands for it.
    private var nested: [Member: Int] = [:]
    /// The resource that stands for a nested stack, by its template.
    private var stacks: [Int: Member] = [:]
    /// What outputs are made of.
    private var outputs: [Member: [Template.Reference]] = [:]
    /// What the parameters of nested stacks are given, by the stack and by name.
    private var arguments: [Member: [String: [Template.Reference]]] = [:]

    init(_ templates: [SynthesizedTemplate]) {
        self.templates = templates
        references = templates.map(\.template.references)
        let indices = Dictionary(templates.indices.map { (templates[$0].fileName, $0) }) { first, _ in first }
        for (index, template) in templates.enumerated() {
            for resource in template.resources {
                guard let inner = resource.nestedTemplate.flatMap({ indices[$0] }) else { continue }
                let stack = Member(template: index, name: resource.logicalID)
                nested[stack] = inner
                stacks[inner] = stack
            }
            for reference in references[index] {
                guard let member = reference.path.member else { continue }
                let key = Member(template: index, name: member)
                if reference.path.isIn(.outputs) {
                    outputs[key, default: []].append(reference)
                } else if let parameter = reference.path.parameterOfStack {
                    arguments[key, default: [:]][parameter, default: []].append(reference)
                }
            }
        }
    }

    /// Whether a reference only passes a value on, to where another one uses it.
    func isHandover(_ reference: Template.Reference, in template: Int) -> Bool {
        if reference.path.isIn(.outputs) { return stacks[template] != nil }
        guard let stack = reference.path.resource, reference.path.parameterOfStack != nil else { return false }
        return nested[Member(template: template, name: stack)] != nil
    }

    /// What a reference leads to in the end.
    func targets(of reference: Template.Reference, in template: Int) -> [Target] {
        var seen: Set<Target> = []
        return targets(of: reference, in: template, &seen)
    }

    /// What a reference names in its own template; nil for what is declared nowhere.
    func target(of reference: Template.Reference, in template: Int) -> Target? {
        switch reference.target {
        case .resource(let name): .resource(name, in: template, attribute: reference.attribute)
        case .parameter(let name): .parameter(name, in: template)
        case .condition(let name): .condition(name, in: template)
        case .mapping(let name): .mapping(name, in: template)
        case .pseudoParameter, .undeclared: nil
        }
    }

    /// - Parameter seen: what led here, so that templates that are wrong do not lead round and round.
    private func targets(
        of reference: Template.Reference, in template: Int, _ seen: inout Set<Target>
    ) -> [Target] {
        guard let target = target(of: reference, in: template), seen.insert(target).inserted else { return [] }
        guard let (origin, passedOn) = handovers(of: target) else { return [target] }
        // Whether there is an output to read is the stacks' own affair.
        return passedOn.filter { if case .condition = $0.target { false } else { true } }.flatMap {
            targets(of: $0, in: origin, &seen)
        }
    }

    /// What gives an output of a nested stack, or a parameter of one, its value; nil for anything else.
    private func handovers(of target: Target) -> (template: Int, references: [Template.Reference])? {
        switch target {
        case .resource(let name, in: let template, let attribute?) where attribute.hasPrefix(Self.outputs):
            guard let inner = nested[Member(template: template, name: name)] else { return nil }
            let output = Member(template: inner, name: String(attribute.dropFirst(Self.outputs.count)))
            return (inner, outputs[output] ?? [])
        case .parameter(let name, in: let template):
            return stacks[template].map { ($0.template, arguments[$0]?[name] ?? []) }
        case .resource, .condition, .mapping: return nil
        }
    }

    /// What attributes of nested stacks that are their outputs begin with.
    private static let outputs = "Outputs."
}

extension Template.Path {
    /// The parameter of a nested stack that what stands here is given to; nil elsewhere.
    fileprivate var parameterOfStack: String? {
        guard isIn(.resources), steps.count > 4, steps[2...3] == [.key("Properties"), .key("Parameters")],
            case .key(let name) = steps[4]
        else { return nil }
        return name
    }
}
