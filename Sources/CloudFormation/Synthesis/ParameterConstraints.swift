extension ResolvedApp {
    /// What rules and requirements, of a root stack and of those within it, say of the root's parameters.
    func constraints(of root: ResolvedStack) -> [DeclaredConstraint] {
        let translation = PredicateTranslation(app: self, root: root)
        return stacks.filter { $0.root === root }.flatMap { stack in
            let declarations = stack.collected.declarations
            let assumed = stack.assumedConditions.map { Expression.function(.condition, .name($0)) }
            func condition(_ own: Expression?) -> ParameterPredicate? {
                let predicates = (assumed + (own.map { [$0] } ?? [])).map(translation.predicate)
                return predicates.count > 1 ? .all(predicates) : predicates.first
            }
            let ofRules = declarations.rules.flatMap { rule in
                rule.assertions.map { assertion in
                    DeclaredConstraint(
                        constraint: ParameterConstraint(
                            condition: condition(rule.condition),
                            requirement: translation.predicate(assertion.expression),
                            message: assertion.description, location: rule.location),
                        path: stack.path.description, isRule: true)
                }
            }
            let ofRequirements = declarations.requirements.map { requirement in
                DeclaredConstraint(
                    constraint: ParameterConstraint(
                        condition: condition(requirement.condition),
                        requirement: translation.predicate(requirement.subject),
                        message: requirement.message,
                        location: requirement.scope.constructLocation ?? requirement.location),
                    path: requirement.scope.description, isRule: false)
            }
            return ofRules + ofRequirements
        }
    }
}

/// A constraint, and who declares it.
struct DeclaredConstraint {
    let constraint: ParameterConstraint
    /// The construct path.
    let path: String
    /// Whether the template has it too.
    let isRule: Bool
}

/// Turns what was declared into predicates that name the parameters of one root stack.
private struct PredicateTranslation {
    let app: ResolvedApp
    let root: ResolvedStack

    func predicate(_ subject: RequirementRecord.Subject) -> ParameterPredicate {
        switch subject {
        case .condition(let expression): return predicate(expression)
        case .comparison(let comparison):
            guard let left = term(comparison.left.number), let right = term(comparison.right.number) else {
                return .undecidable("a value that is neither a literal nor a parameter")
            }
            return .comparison(
                .init(term: left, factor: comparison.left.factor), comparison.relation,
                .init(term: right, factor: comparison.right.factor))
        }
    }

    func predicate(_ expression: Expression) -> ParameterPredicate {
        guard case .function(let function, let argument) = expression else {
            return .undecidable("a value that is no condition")
        }
        switch (function, argument) {
        case (.condition, .name(let element)):
            return condition(element).map(predicate) ?? .undecidable("the condition \(element.logicalID)")
        case (.not, .list(let operands)):
            return operands.first.map { .not(predicate($0)) } ?? .undecidable(function.rawValue)
        case (.and, .list(let operands)): return .all(operands.map(predicate))
        case (.or, .list(let operands)): return .any(operands.map(predicate))
        case (.equals, .list(let operands)):
            let terms = operands.compactMap(term)
            guard terms.count == 2, operands.count == 2 else {
                return .undecidable("a value that is neither a literal nor a parameter")
            }
            return .equal(terms[0], terms[1])
        case (.contains, .list(let operands)):
            guard operands.count == 2, let list = listTerm(operands[0]), let term = term(operands[1]) else {
                return .undecidable("a value that is neither a literal nor a parameter")
            }
            return .contains(list, term)
        default: return .undecidable(function.rawValue)
        }
    }

    private func condition(_ element: Element) -> Expression? {
        let stack = app.stacks.first { $0.path === element.stackPath }
        return stack?.collected.declarations.conditions.first { $0.element === element }?.expression
    }

    private func term(_ expression: Expression) -> ParameterPredicate.Term? {
        if let text = expression.parameterText, !expression.isList { return .literal(text) }
        return parameter(expression, isList: false).map { .parameter($0) }
    }

    private func listTerm(_ expression: Expression) -> ParameterPredicate.ListTerm? {
        if let name = parameter(expression, isList: true) { return .parameter(name) }
        guard case .list(let elements) = expression else { return nil }
        let terms = elements.compactMap(term)
        return terms.count == elements.count ? .literal(terms) : nil
    }

    /// The name of a parameter whose value a deployment gives. What a parameter of Systems Manager holds, AWS alone
    /// knows.
    private func parameter(_ expression: Expression, isList: Bool) -> String? {
        guard case .reference(let reference) = expression, reference.element.kind == .parameter else { return nil }
        let record = root.collected.declarations.parameters.first { $0.element === reference.element }
        guard let declaration = record?.declaration, declaration.isList == isList,
            !declaration.type.hasPrefix("AWS::SSM::Parameter::Value<")
        else { return nil }
        return declaration.name
    }
}

extension ResolvedStack {
    /// The root stack around this one, or itself.
    fileprivate var root: ResolvedStack { parent?.root ?? self }
}

extension Expression {
    fileprivate var isList: Bool {
        if case .list = self { true } else { false }
    }
}
