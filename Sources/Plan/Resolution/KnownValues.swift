import Template

/// What references come to in what is deployed.
struct KnownValues {
    /// By expressions in names that count in all stacks.
    private var texts: [Template.Expression: String] = [:]

    /// - Parameters:
    ///   - root: of what is deployed.
    ///   - name: what is called by a name that counts in all stacks, where it is to have another one.
    init(_ values: DeployedValues = DeployedValues(), in root: StackScope?, name: (String) -> String = { $0 }) {
        for (path, id) in values.physicalIDs { texts[.ref(name("\(path)"))] = id }
        for stack in root?.stacks ?? [] {
            let path = stack.evaluated.path
            let outputs = (values.outputs[path] ?? [:]).map { (stack.output($0.key), $0.value) }
            let parameters = (values.parameters[path] ?? [:]).map { (stack.resolved(.ref($0.key)), $0.value) }
            for (expression, value) in outputs + parameters {
                switch expression {
                case .ref(let of)?: texts[.ref(name(of))] = value
                case .getAtt(let of, let attribute)?: texts[.getAtt(name(of), attribute)] = value
                default: break
                }
            }
        }
    }

    var isEmpty: Bool { texts.isEmpty }

    /// What an expression comes to as text; nil where that is not known.
    func text(of expression: Template.Expression) -> String? {
        if let text = texts[expression] { return text }
        guard case .sub(let substitution) = expression else { return expression.scalarText }
        var text = ""
        for segment in substitution.segments {
            switch segment {
            case .text(let part): text += part
            case .literal(let part): text += "${" + part + "}"
            case .name(let name):
                guard let part = self.text(of: substitution.value(of: name)) else { return nil }
                text += part
            }
        }
        return text
    }

    /// An expression with those parts of another one in it that come to the same.
    func aligned(_ expression: Template.Expression, to other: Template.Expression?) -> Template.Expression {
        guard let other, !isEmpty, expression != other else { return expression }
        switch (expression, other) {
        case (.object(let own), .object(let others)):
            return .object(
                Template.Object(
                    own.entries.map { entry in
                        .init(entry.key, others[entry.key].map { aligned(entry.value, to: $0) } ?? entry.value)
                    }))
        case (.list(let own), .list(let others)) where own.count == others.count:
            return .list(zip(own, others).map { aligned($0, to: $1) })
        case (.call(let name, let own), .call(let other, let others)) where name == other && own.count == others.count:
            return .call(name, zip(own, others).map { aligned($0, to: $1) })
        default:
            guard let text = text(of: expression), text == self.text(of: other) else { return expression }
            return other
        }
    }
}

extension PlannedResource {
    /// With what another side writes for the same values: the ID of a VPC is a reference to it.
    func aligned(to other: PlannedResource, by values: KnownValues) -> PlannedResource {
        let aligned = values.aligned(.object(properties), to: .object(other.properties)).object ?? properties
        return with(properties: aligned)
    }
}
