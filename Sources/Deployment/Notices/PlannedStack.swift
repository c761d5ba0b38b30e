import Foundation

/// A template as its parameters make it, as far as that is known before anything is deployed: what comes from another
/// resource is not.
struct PlannedStack: Sendable {
    /// A value that is known beforehand.
    struct Known: Sendable, Equatable {
        let text: String
        /// The root's parameter that it is the value of; nil where it stands in a template.
        var parameter: String?
    }

    /// A resource that is going to exist.
    struct PlannedResource: Sendable {
        /// The names of the nested stacks and the resource below the root, such as `Data/DatabaseInstance`.
        let path: String
        let type: String
        fileprivate let properties: TemplateNode?
        fileprivate let stack: PlannedStack

        /// A property's value, where it is known.
        subscript(property: String) -> Known? { properties?[property].flatMap(stack.known) }
    }

    private let template: TemplateNode
    private let parameters: [String: Known]

    private init(_ template: TemplateNode, parameters: [String: Known]) {
        self.template = template
        self.parameters = parameters
    }

    /// Everything that the templates make for certain, in the order of its path.
    ///
    /// - Parameter values: of the root's parameters; defaults are filled in.
    static func resources(of templates: DeployableTemplates, values: [String: String]) -> [PlannedResource] {
        guard let root = templates.root else { return [] }
        let pairs = root.parameters.compactMap { parameter in
            (values[parameter.name] ?? parameter.defaultValue).map {
                (parameter.name, Known(text: $0, parameter: parameter.name))
            }
        }
        return resources(of: root, in: templates, parameters: Dictionary(pairs) { $1 }, path: []).sorted {
            $0.path < $1.path
        }
    }

    private static func resources(
        of template: DeployableTemplate, in templates: DeployableTemplates, parameters: [String: Known], path: [String]
    ) -> [PlannedResource] {
        guard let node = try? JSONDecoder().decode(TemplateNode.self, from: Data(template.contents)) else { return [] }
        let stack = PlannedStack(node, parameters: parameters)
        return template.resources.flatMap { resource -> [PlannedResource] in
            guard let declared = node["Resources"]?[resource.logicalID], stack.exists(declared) == true else {
                return []
            }
            let place = path + [resource.logicalID]
            guard let nested = templates.template(nestedBy: resource) else {
                return [
                    PlannedResource(
                        path: place.joined(separator: "/"), type: resource.type, properties: declared["Properties"],
                        stack: stack)
                ]
            }
            let handed = declared["Properties"]?["Parameters"]?.members.compactMapValues(stack.known) ?? [:]
            return resources(of: nested, in: templates, parameters: handed, path: place)
        }
    }

    private func known(_ node: TemplateNode) -> Known? {
        if let text = node.text { return Known(text: text) }
        guard let (name, argument) = node.function else { return nil }
        switch name {
        case "Ref": return argument.text.flatMap { parameters[$0] }
        case "Fn::If":
            guard argument.elements.count == 3, let holds = argument.elements[0].text.flatMap(holds) else { return nil }
            return known(argument.elements[holds ? 1 : 2])
        default: return nil
        }
    }

    /// Whether a resource is made; nil where that is not known.
    private func exists(_ resource: TemplateNode) -> Bool? {
        guard let condition = resource["Condition"]?.text else { return true }
        return holds(condition)
    }

    private func holds(_ name: String) -> Bool? { template["Conditions"]?[name].flatMap(holds) }

    private func holds(_ condition: TemplateNode) -> Bool? {
        guard let (name, argument) = condition.function else { return nil }
        let operands = argument.elements
        switch name {
        case "Condition": return argument.text.flatMap(holds)
        case "Fn::Equals":
            guard operands.count == 2, let left = known(operands[0]), let right = known(operands[1]) else { return nil }
            return left.text == right.text
        case "Fn::Not": return operands.first.flatMap(holds).map { !$0 }
        case "Fn::And":
            let values = operands.map(holds)
            return values.contains(false) ? false : values.contains(nil) ? nil : true
        case "Fn::Or":
            let values = operands.map(holds)
            return values.contains(true) ? true : values.contains(nil) ? nil : false
        default: return nil
        }
    }
}
