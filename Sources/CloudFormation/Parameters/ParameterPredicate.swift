import Template

/// What must hold of the values of parameters, as data: it names parameters and knows nothing of stacks.
indirect enum ParameterPredicate: Sendable {
    case comparison(Number, ParameterComparison.Relation, Number)
    /// As `Fn::Equals` compares: text with text.
    case equal(Term, Term)
    case contains(ListTerm, Term)
    case not(ParameterPredicate)
    case all([ParameterPredicate])
    case any([ParameterPredicate])
    /// What only AWS can decide, with the reason.
    case undecidable(String)

    enum Term: Sendable {
        case literal(String)
        case parameter(String)
    }

    enum ListTerm: Sendable {
        case literal([Term])
        case parameter(String)
    }

    struct Number: Sendable {
        let term: Term
        let factor: Int
    }

    /// Whether it holds; nil where that depends on a parameter without a value, or on AWS.
    func holds(for values: [String: String]) -> Bool? {
        switch self {
        case .comparison(let left, let relation, let right):
            guard let left = left.value(in: values), let right = right.value(in: values) else { return nil }
            return relation.holds(left, right)
        case .equal(let left, let right):
            guard let left = left.text(in: values), let right = right.text(in: values) else { return nil }
            return left == right
        case .contains(let list, let term):
            guard let text = term.text(in: values) else { return nil }
            let elements = list.texts(in: values)
            return elements.contains(text) ? true : elements.contains(nil) ? nil : false
        case .not(let predicate):
            return predicate.holds(for: values).map(!)
        case .all(let predicates):
            let results = predicates.map { $0.holds(for: values) }
            return results.contains(false) ? false : results.contains(nil) ? nil : true
        case .any(let predicates):
            let results = predicates.map { $0.holds(for: values) }
            return results.contains(true) ? true : results.contains(nil) ? nil : false
        case .undecidable:
            return nil
        }
    }
}

extension ParameterComparison.Relation {
    fileprivate func holds(_ left: Double, _ right: Double) -> Bool {
        switch self {
        case .less: left < right
        case .lessOrEqual: left <= right
        case .greater: left > right
        case .greaterOrEqual: left >= right
        }
    }
}

extension ParameterPredicate.Term {
    fileprivate func text(in values: [String: String]) -> String? {
        switch self {
        case .literal(let text): text
        case .parameter(let name): values[name]
        }
    }
}

extension ParameterPredicate.ListTerm {
    /// The elements; nil for each that has no value, and for a list that has none.
    fileprivate func texts(in values: [String: String]) -> [String?] {
        switch self {
        case .literal(let terms): terms.map { $0.text(in: values) }
        case .parameter(let name): values[name].map { Template.Parameter.elements(of: $0) } ?? [nil]
        }
    }
}

extension ParameterPredicate.Number {
    fileprivate func value(in values: [String: String]) -> Double? {
        term.text(in: values).flatMap(Template.Parameter.number).map { $0 * Double(factor) }
    }
}
