extension EvaluatedTemplate {
    /// The template with all that is known written out: conditions decided, what is never made left out, values in the
    /// place of the functions that compute them. Everything has the path that it has in the template, and its origin.
    /// `{ "Fn::Sub": "orders-${Environment}" }` is `"orders-prod"` then.
    ///
    /// Secrets are not written out.
    public var written: Template {
        let writer = KnownValueWriter(evaluator)
        let entries = template.object.entries.map { section in
            Template.Object.Entry(section.key, writer.written(section.value, section: section.key))
        }
        return Template(Template.Object(entries), origins: .copy(of: template))
    }
}

/// Puts values that are known in the place of the expressions for them.
private struct KnownValueWriter {
    private let evaluator: Evaluator
    private let secrets: Set<String>

    init(_ evaluator: Evaluator) {
        self.evaluator = evaluator
        secrets = Set(evaluator.template.parameters.filter { $0.1.noEcho }.map(\.0))
    }

    func written(_ section: Template.Expression, section name: String) -> Template.Expression {
        guard let object = section.object else { return section }
        switch Template.SectionName(rawValue: name) {
        case .conditions:
            return .object(object.mapValues { decided($0, $1) })
        case .resources:
            let made = object.entries.filter { entry in
                let condition = entry.value.object?["Condition"]?.string
                return entry.key.hasPrefix("Fn::") || evaluator.verdict(ofConditionNamed: condition) != .no
            }
            return .object(
                Template.Object(made).mapValues { _, resource in
                    guard let resource = resource.object else { return resource }
                    return .object(resource.mapValues { $0 == "Properties" ? written($1) : $1 })
                })
        case .outputs: return written(section)
        default: return section
        }
    }

    /// A condition that is known as one that compares literals.
    private func decided(_ name: String, _ condition: Template.Expression) -> Template.Expression {
        switch evaluator.verdict(ofConditionNamed: name) {
        case .yes: .call(.equals, ["true", "true"])
        case .no: .call(.equals, ["true", "false"])
        case .undecided: condition
        }
    }

    private func written(_ value: Template.Expression) -> Template.Expression {
        switch value {
        case .null, .boolean, .number, .string, .malformed, .ref("AWS::NoValue"), .call(.transform, _): return value
        case .list(let elements): return .list(elements.map(written))
        case .object(let object):
            return .object(object.mapValues { $0.hasPrefix("Fn::") ? $1 : written($1) })
        // What is known of the condition is known to all who ask; the branches keep their paths.
        case .call(.if, let arguments):
            return .call(.if, arguments.prefix(1) + arguments.dropFirst().map(written))
        // A text that stands there without the function is no longer in Base64.
        case .call(.base64, let arguments): return .call(.base64, arguments.map(written))
        case .ref, .getAtt, .sub, .call:
            guard !mentionsSecret(value), let known = evaluator.value(of: value) else { return value }
            return known.expression ?? value
        }
    }

    private func mentionsSecret(_ value: Template.Expression) -> Bool {
        !secrets.isEmpty && !secrets.isDisjoint(with: value.names)
    }
}

extension Template.Object {
    fileprivate func mapValues(
        _ body: (String, Template.Expression) -> Template.Expression
    ) -> Template.Object {
        Template.Object(entries.map { Entry($0.key, body($0.key, $0.value)) })
    }
}

extension EvaluatedValue {
    /// The value as a template writes it; nil where a part of it is not known.
    public var expression: Template.Expression? {
        switch self {
        case .text(let text): return .string(text)
        case .null: return .null
        case .unknown: return nil
        case .list(let elements):
            let known = elements.compactMap(\.expression)
            return known.count == elements.count ? .list(known) : nil
        case .object(let members):
            let known = members.sorted { $0.key < $1.key }.compactMap { member in
                member.value.expression.map { Template.Object.Entry(member.key, $0) }
            }
            return known.count == members.count ? .object(Template.Object(known)) : nil
        }
    }
}
