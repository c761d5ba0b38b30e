import Template

extension ResolvedStack {
    /// An expression as this stack's template says it: with names in the place of references.
    func named(_ expression: Expression, in position: Template.Position = .value) -> Template.Expression {
        switch expression {
        case .string(let text): return .string(text)
        case .integer(let number): return .number(Template.Number(number))
        case .double(let number): return .number(Template.Number(number))
        case .boolean(let flag): return .boolean(flag)
        case .list(let elements):
            // By hand, as below: everything is named, and there are debug builds.
            var named: [Template.Expression] = []
            named.reserveCapacity(elements.count)
            for element in elements { named.append(self.named(element, in: position)) }
            return .list(named)
        // A function may be written in it by hand.
        case .object(let entries): return noted(Template.Expression(named(entries, in: position), in: position))
        case .reference(let reference):
            let local = local(reference)
            guard case .reference(let own) = local else { return named(local) }
            let name = name(of: own.element)
            return own.attribute.map { .getAtt(name, .string($0)) } ?? .ref(name)
        case .pseudoParameter(let parameter): return .ref(parameter.rawValue)
        case .substitution(let segments): return .text(segments.map(named))
        case .function(let function, let argument):
            return noted(Template.Expression(function, named(argument, in: .within(function))))
        case .name(let element): return .string(name(of: element))
        // An error was reported.
        case .asWritten: return .null
        }
    }

    /// The same, and remembers the transform that it asks for.
    private func noted(_ expression: Template.Expression) -> Template.Expression {
        if expression.needsLanguageExtensions { needsLanguageExtensions = true }
        return expression
    }

    func named(_ entries: [Expression.Entry], in position: Template.Position = .value) -> Template.Object {
        var named: [Template.Object.Entry] = []
        named.reserveCapacity(entries.count)
        for entry in entries {
            named.append(.init(entry.key, self.named(entry.value, in: position.within(entry.key))))
        }
        return Template.Object(named)
    }

    private func named(_ segment: Expression.Segment) -> Template.Substitution.Piece {
        switch segment {
        case .text(let text): .text(text)
        case .value(.name(let element)): .text(name(of: element))
        case .value(let value): .value(named(value))
        }
    }
}
