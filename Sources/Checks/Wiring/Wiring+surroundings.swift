import Template

extension Wiring {
    /// Whether everything that is made together with a stack stands in templates that are at hand. Macros and loops
    /// make more.
    func isWhole(around stack: Int) -> Bool { whole.contains(stacks[stack].root) }

    /// Whether something that is in none of the templates can have a resource: a nested stack whose template is not
    /// at hand, or whoever reads the root's outputs. What is done to it there nobody sees.
    func isHandedOut(_ resource: WiredResource) -> Bool { handedOut.contains(resource) }

    /// Whether something that stands in no template here may change what a resource may do, or who may use it: a macro,
    /// a loop, or a custom resource or stack of another file that knows the resource.
    func isOpen(_ resource: WiredResource) -> Bool {
        !isWhole(around: resource.stack) || knownToStrangers.contains(resource)
    }

    /// The resources that are told to what does with them nobody knows what.
    func resourcesKnownToStrangers() -> Set<WiredResource> {
        var found: Set<WiredResource> = []
        for (index, stack) in stacks.enumerated() {
            for (logicalID, resource) in stack.template.resources
            where resource.isStranger(isNested: stack.nested[logicalID] != nil) {
                for entry in resource.properties.entries where entry.key != "ServiceToken" {
                    entry.value.forEachUse(in: index) { add(target(of: $0), to: &found) }
                }
            }
        }
        return found
    }

    /// The resources that the values lead out of the templates.
    func resourcesHandedOut() -> Set<WiredResource> {
        var found: Set<WiredResource> = []
        for (index, stack) in stacks.enumerated() {
            if stack.parent == nil {
                for (_, output) in stack.template.outputs {
                    output.outputValue?.forEachUse(in: index) { add(target(of: $0), to: &found) }
                }
            }
            for (logicalID, resource) in stack.template.resources
            where resource.type == Template.Resource.stackType && stack.nested[logicalID] == nil {
                resource.properties["Parameters"]?.forEachUse(in: index) { add(target(of: $0), to: &found) }
            }
        }
        return found
    }

    private func add(_ target: (resource: WiredResource, attribute: String?)?, to found: inout Set<WiredResource>) {
        if let target { found.insert(target.resource) }
    }
}

extension Template.Expression {
    /// Calls with each reference in a value and all within it.
    func forEachUse(in stack: Int, _ body: (WiredValue) -> Void) {
        visit { value, _ in
            switch value {
            case .ref, .getAtt: body(WiredValue(expression: value, stack: stack))
            case .sub(let substitution):
                for case .name(let name) in substitution.segments where substitution.variables[name] == nil {
                    body(WiredValue(expression: Template.Expression(named: name), stack: stack))
                }
            default: break
            }
        }
    }
}

extension Template.Resource {
    /// Whether something that no template here tells of is done with what the resource is given.
    func isStranger(isNested: Bool) -> Bool {
        switch type {
        case Template.Resource.stackType: !isNested
        case "AWS::CloudFormation::CustomResource": true
        default: type.hasPrefix("Custom::") || isModule
        }
    }
}
