import Template

extension StackTree {
    /// What a value comes to, as far as it can be followed.
    enum Trace {
        /// A resource's `Ref`, or an attribute of it.
        case resource(Member, attribute: String?)
        /// A literal, or a function that nothing follows, with the stack in which it stands.
        case value(Template.Expression, stack: Int)
        /// What only a deployment knows.
        case unknown
    }

    /// What a value comes to in each branch of the conditions around it; nothing where it is left out.
    func traces(of value: Template.Expression, in stack: Int, depth: Int = 0) -> [Trace] {
        // As long as no chain of parameters and outputs is. A circle of them never ends.
        guard depth < 64 else { return [.unknown] }
        switch value {
        case .ref("AWS::NoValue"): return []
        case .ref(let name): return traces(ofName: name, in: stack, depth)
        case .getAtt(let name, .string(let attribute)):
            return traces(ofAttribute: attribute, of: name, in: stack, depth)
        case .sub(let substitution):
            let segments = substitution.segments
            guard segments.count == 1, case .name(let inside) = segments[0] else {
                return [.value(value, stack: stack)]
            }
            if let variable = substitution.variables[inside] {
                return traces(of: variable, in: stack, depth: depth + 1)
            }
            return traces(ofPath: inside, in: stack, depth: depth + 1)
        case .call(.if, let arguments):
            return arguments.dropFirst().flatMap { traces(of: $0, in: stack, depth: depth + 1) }
        case .call(.importValue, _), .call(.getStackOutput, _): return [.unknown]
        default: return [.value(value, stack: stack)]
        }
    }

    /// Of what stands between the braces of a substitution: `Queue.Arn`.
    func traces(ofPath path: String, in stack: Int, depth: Int = 0) -> [Trace] {
        let parts = path.split(separator: ".", maxSplits: 1)
        guard parts.count == 2 else { return traces(ofName: path, in: stack, depth) }
        return traces(ofAttribute: String(parts[1]), of: String(parts[0]), in: stack, depth)
    }

    private func traces(ofName name: String, in stack: Int, _ depth: Int) -> [Trace] {
        let template = stacks[stack].template
        if template.resources[name] != nil {
            return [.resource(Member(stack: stack, logicalID: name), attribute: nil)]
        }
        guard let parameter = template.parameters[name] else { return [.value(.ref(name), stack: stack)] }
        guard let around = stacks[stack].around else { return [.unknown] }
        let outer = stacks[around.stack].template.resources[around.logicalID]
        switch outer?.properties["Parameters"] {
        case nil: break
        case .object(let given)?:
            if let value = given[name] { return traces(of: value, in: around.stack, depth: depth + 1) }
        case .some: return [.unknown]
        }
        return parameter.defaultValue.map { [.value(.string($0), stack: stack)] } ?? [.unknown]
    }

    private func traces(
        ofAttribute attribute: String, of name: String, in stack: Int, _ depth: Int
    ) -> [Trace] {
        guard let resource = stacks[stack].template.resources[name] else { return [.unknown] }
        guard resource.type == Template.Resource.stackType else {
            return [.resource(Member(stack: stack, logicalID: name), attribute: attribute)]
        }
        guard attribute.hasPrefix("Outputs."), let nested = stacks[stack].nested[name],
            let value = stacks[nested].template.outputs[String(attribute.dropFirst("Outputs.".count))]?.outputValue
        else { return [.unknown] }
        return traces(of: value, in: nested, depth: depth + 1)
    }

    /// The one resource of a type that a value leads to in every branch; nil where it may be something else.
    func member(of value: Template.Expression?, type: String, in stack: Int) -> Member? {
        guard let found = onlyMember(of: value, in: stack), resource(found)?.type == type else { return nil }
        return found
    }

    /// The one resource that a value leads to in every branch, by whatever attribute.
    func onlyMember(of value: Template.Expression?, in stack: Int) -> Member? {
        guard let value else { return nil }
        var found: Member?
        for trace in traces(of: value, in: stack) {
            guard case .resource(let member, _) = trace, found == nil || found == member else { return nil }
            found = member
        }
        return found
    }

    /// The text that a value is in every branch; nil where it is something else.
    func text(of value: Template.Expression?, in stack: Int) -> String? {
        guard let value else { return nil }
        var found: String?
        for trace in traces(of: value, in: stack) {
            guard case .value(let literal, _) = trace, let text = literal.scalarText, found == nil || found == text
            else { return nil }
            found = text
        }
        return found
    }

    /// Whether a value may lead to a resource: what cannot be followed may.
    func mayLead(_ value: Template.Expression?, in stack: Int, to member: Member) -> Bool {
        guard let value else { return false }
        return traces(of: value, in: stack).contains { trace in
            if case .resource(let found, _) = trace { found == member } else { true }
        }
    }
}
