import Template

/// What a template gives to the stacks within it, and what it does with what the one around it gives.
struct Handovers {
    /// The value of a nested stack's parameter.
    struct Argument {
        let stack: String
        let parameter: String
        let expression: Template.Expression
        let value: TracedValue
        let path: Template.Path
    }

    /// Where a parameter's value gets to.
    struct Use {
        let path: Template.Path
        /// What it wants there; nil where nobody knows.
        let target: [ReferenceTarget]?

        /// The resource with the property, as in `Server.SubnetId`.
        var property: String { "\(path.member ?? "").\(path.property)" }
    }

    var arguments: [Argument] = []
    /// By parameter.
    var uses: [String: [Use]] = [:]

    mutating func add(_ use: SchemaUse, _ value: TracedValue) {
        if let (stack, parameter) = use.path.parameterOfStack {
            arguments.append(
                Argument(stack: stack, parameter: parameter, expression: use.value, value: value, path: use.path))
        } else if use.target == nil {
            return
        }
        guard case .parameter(let name, _)? = value.source else { return }
        uses[name, default: []].append(
            Use(path: use.path, target: use.target))
    }
}

extension Template.Path {
    /// The stack and its parameter whose value stands here; nil elsewhere.
    var parameterOfStack: (stack: String, parameter: String)? {
        guard steps.count >= 5, steps[3] == .key("Parameters"), steps[2] == .key("Properties"), section == .resources,
            case .key(let stack) = steps[1], case .key(let name) = steps[4]
        else { return nil }
        return (stack, name)
    }
}
