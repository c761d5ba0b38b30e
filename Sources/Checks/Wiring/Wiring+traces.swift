import Template

extension Wiring {
    /// What a value comes to, as far as it can be followed.
    enum Trace {
        /// A resource's `Ref`, or an attribute of it.
        case resource(WiredResource, attribute: String?)
        /// A literal, or a function that nothing follows.
        case value(Template.Expression, stack: Int)
        /// What only a deployment knows.
        case unknown
    }

    /// What a value comes to in each branch of conditions that may hold or not; nothing where it is left out.
    func traces(of value: Template.Expression, in stack: Int) -> [Trace] {
        let value = resolved(WiredValue(expression: value, stack: stack))
        let plain = Trace.value(value.expression, stack: value.stack)
        switch value.expression {
        case .ref("AWS::NoValue"): return []
        case .ref(let name):
            if let resource = resource(name, in: value.stack) { return [.resource(resource, attribute: nil)] }
            return stacks[value.stack].parameters[name] == nil ? [plain] : [.unknown]
        case .getAtt(let name, .string(let attribute)):
            guard let resource = resource(name, in: value.stack), resource.resource.type != Template.Resource.stackType
            else { return [.unknown] }
            return [.resource(resource, attribute: attribute)]
        case .sub(let substitution):
            guard substitution.segments.count == 1, case .name(let inside) = substitution.segments[0],
                let variable = substitution.variables[inside]
            else { return [plain] }
            return traces(of: variable, in: value.stack)
        case .call(.if, let arguments):
            return arguments.dropFirst().flatMap { traces(of: $0, in: value.stack) }
        case .call(.importValue, _), .call(.getStackOutput, _): return [.unknown]
        default: return [plain]
        }
    }

    /// The one resource that a value leads to in every branch, by whatever attribute; nil where it may be something
    /// else.
    func onlyResource(of value: Template.Expression?, in stack: Int) -> WiredResource? {
        guard let value else { return nil }
        var found: WiredResource?
        for trace in traces(of: value, in: stack) {
            guard case .resource(let resource, _) = trace, found == nil || found == resource else { return nil }
            found = resource
        }
        return found
    }

    /// The same of a type.
    func onlyResource(of value: Template.Expression?, type: String, in stack: Int) -> WiredResource? {
        onlyResource(of: value, in: stack).flatMap { $0.resource.type == type ? $0 : nil }
    }

    /// The text that a value is in every branch; nil where it is something else.
    func onlyText(of value: Template.Expression?, in stack: Int) -> String? {
        guard let value else { return nil }
        var found: String?
        for trace in traces(of: value, in: stack) {
            guard case .value(let literal, _) = trace, let text = literal.scalarText,
                found == nil || found == text
            else { return nil }
            found = text
        }
        return found
    }

    /// Whether a value may lead to a resource: what cannot be followed may.
    func mayLead(_ value: Template.Expression?, in stack: Int, to resource: WiredResource) -> Bool {
        guard let value else { return false }
        return traces(of: value, in: stack).contains { trace in
            if case .resource(let found, _) = trace { found == resource } else { true }
        }
    }
}
