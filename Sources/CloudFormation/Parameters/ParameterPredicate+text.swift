extension ParameterPredicate: CustomStringConvertible {
    /// As a user would write it: `MinimumInstances <= MaximumInstances`, `Environment is not 'prod' or ...`.
    var description: String {
        switch self {
        case .comparison(let left, let relation, let right): "\(left) \(relation.rawValue) \(right)"
        case .equal(let left, let right): "\(left) is \(right)"
        case .not(.equal(let left, let right)): "\(left) is not \(right)"
        case .contains(let list, let term): "\(term) is one of \(list)"
        case .not(let predicate): "not (\(predicate))"
        case .all(let predicates): joined(predicates, "and")
        case .any(let predicates): joined(predicates, "or")
        case .undecidable(let reason): reason
        }
    }

    private func joined(_ predicates: [ParameterPredicate], _ word: String) -> String {
        predicates.map { predicate in
            switch predicate {
            case .all, .any: "(\(predicate))"
            default: predicate.description
            }
        }.joined(separator: " \(word) ")
    }

    /// The parameters it names, in the order of their first use.
    var parameters: [String] {
        var seen: Set<String> = []
        return allParameters.filter { seen.insert($0).inserted }
    }

    private var allParameters: [String] {
        switch self {
        case .comparison(let left, _, let right): left.term.parameters + right.term.parameters
        case .equal(let left, let right): left.parameters + right.parameters
        case .contains(let list, let term): term.parameters + list.parameters
        case .not(let predicate): predicate.allParameters
        case .all(let predicates), .any(let predicates): predicates.flatMap(\.allParameters)
        case .undecidable: []
        }
    }

    /// Why only AWS can decide it; nil when it can be decided here.
    var reasonToAskAWS: String? {
        switch self {
        case .comparison, .equal, .contains: nil
        case .not(let predicate): predicate.reasonToAskAWS
        case .all(let predicates), .any(let predicates): predicates.lazy.compactMap(\.reasonToAskAWS).first
        case .undecidable(let reason): reason
        }
    }
}

extension ParameterPredicate.Term: CustomStringConvertible {
    var description: String {
        switch self {
        case .literal(""): "empty"
        case .literal(let text): "'\(text)'"
        case .parameter(let name): name
        }
    }

    fileprivate var parameters: [String] {
        if case .parameter(let name) = self { [name] } else { [] }
    }
}

extension ParameterPredicate.ListTerm: CustomStringConvertible {
    var description: String {
        switch self {
        case .literal(let terms): terms.map(\.description).joined(separator: ", ")
        case .parameter(let name): name
        }
    }

    fileprivate var parameters: [String] {
        switch self {
        case .literal(let terms): terms.flatMap(\.parameters)
        case .parameter(let name): [name]
        }
    }
}

extension ParameterPredicate.Number: CustomStringConvertible {
    var description: String {
        let number = if case .literal(let text) = term { text } else { term.description }
        return factor == 1 ? number : "\(number) * \(factor)"
    }
}
