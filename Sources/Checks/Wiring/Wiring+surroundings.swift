import Template

extension Wiring {
    /// The numbers of resources that are told to what does with them nobody knows what.
    func resourcesKnownToStrangers() -> Set<Int> {
        var found: Set<Int> = []
        for (index, stack) in stacks.enumerated() {
            for type in stack.resourcesOfType.types where Template.Resource.mayBeStranger(type) {
                for stranger in stack.resourcesOfType[type]
                where stranger.resource.isStranger(isNested: stack.nested[stranger.logicalID] != nil) {
                    for entry in stranger.resource.properties.entries where entry.key != "ServiceToken" {
                        entry.value.forEachUse(in: index) { add(target(of: $0), to: &found) }
                    }
                }
            }
        }
        return found
    }

    /// The numbers of resources that the roots' outputs lead out of the templates.
    func resourcesPutOut() -> Set<Int> {
        var found: Set<Int> = []
        for (index, stack) in stacks.enumerated() where stack.parent == nil {
            for (_, output) in stack.template.outputs {
                output.outputValue?.forEachUse(in: index) { add(target(of: $0), to: &found) }
            }
        }
        return found
    }

    /// Those of resources that nested stacks are given whose templates are not at hand.
    func resourcesHandedDown() -> Set<Int> {
        var found: Set<Int> = []
        for (index, stack) in stacks.enumerated() {
            for inner in stack.resourcesOfType[Template.Resource.stackType]
            where stack.nested[inner.logicalID] == nil {
                inner.resource.properties["Parameters"]?.forEachUse(in: index) { add(target(of: $0), to: &found) }
            }
        }
        return found
    }

    private func add(_ target: (resource: WiredResource, attribute: String?)?, to found: inout Set<Int>) {
        if let target { found.insert(target.resource.number) }
    }
}

extension Template.Expression {
    /// Calls with each reference in a value and all within it.
    func forEachUse(in stack: Int, _ body: (WiredValue) -> Void) {
        visitValues { value in
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
        type == Self.stackType ? !isNested : Self.mayBeStranger(type)
    }

    /// Whether that is so of some resources of a type.
    fileprivate static func mayBeStranger(_ type: String) -> Bool {
        type == stackType || type == "AWS::CloudFormation::CustomResource" || type.hasPrefix("Custom::")
            || type.isModule
    }
}
