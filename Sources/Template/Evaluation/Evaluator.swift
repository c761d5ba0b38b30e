/// Computes the values of one stack.
struct Evaluator: Sendable {
    let template: Template
    /// The logical IDs from the root down.
    let path: [String]
    let parameters: [String: EvaluatedValue]
    let surroundings: Surroundings
    private(set) var conditions: [String: Verdict] = [:]
    private(set) var stacks: [String: Evaluator] = [:]

    /// - Parameter given: the values of parameters.
    init(_ tree: TemplateTree, path: [String], given: [String: EvaluatedValue], surroundings: Surroundings) {
        template = tree.template
        self.path = path
        self.surroundings = surroundings
        parameters = Dictionary(
            tree.template.parameters.map { name, parameter in
                (name, parameter.evaluated(name, given: given[name], stored: surroundings.storedParameters))
            }
        ) { $1 }
        decideConditions()
        enterStacks(of: tree)
    }

    /// Each after those that it is made of.
    private mutating func decideConditions() {
        let conditions = template.conditions
        let order = orderOfUse(conditions.names) { name in
            var used: [String] = []
            conditions[name]?.visit { value, _ in
                if case .call(.condition, let arguments) = value, let name = arguments[0].string { used.append(name) }
            }
            return used
        }
        for name in order {
            if let condition = conditions[name] { self.conditions[name] = verdict(of: condition) }
        }
    }

    /// Each after those whose outputs it is given.
    private mutating func enterStacks(of tree: TemplateTree) {
        let order = orderOfUse(tree.nested.keys.sorted()) { id in
            var used: [String] = []
            template.resources[id]?.properties["Parameters"]?.visit { value, _ in
                for name in value.attributeOwners where tree.nested[name] != nil { used.append(name) }
            }
            return used
        }
        for id in order {
            guard let nested = tree.nested[id], let resource = template.resources[id],
                verdict(ofConditionNamed: resource.condition) != .no
            else { continue }
            let given = resource.properties["Parameters"].flatMap(value)?.object ?? [:]
            stacks[id] = Evaluator(nested, path: path + [id], given: given, surroundings: surroundings)
        }
    }

    /// As in `Data/Database`.
    func name(of resource: String) -> String { (path + [resource]).joined(separator: "/") }

    /// What an output comes to; nil where it does not exist.
    func output(_ name: String) -> EvaluatedValue? {
        guard let output = template.outputs[name], let expression = output.outputValue else { return nil }
        switch verdict(ofConditionNamed: output.condition) {
        case .yes: return value(of: expression)
        case .no: return nil
        case .undecided(let reasons): return .unknown(reasons)
        }
    }
}

extension Template.Expression {
    /// The resources of which it names an attribute.
    fileprivate var attributeOwners: [String] {
        switch self {
        case .getAtt(let name, _): [name]
        case .sub(let substitution):
            substitution.segments.compactMap {
                if case .name(let name) = $0 { name.splitAtFirstDot?.name } else { nil }
            }
        default: []
        }
    }
}

/// Names, each behind those that it uses; where they use each other, one of them comes first.
private func orderOfUse(_ names: [String], uses: (String) -> [String]) -> [String] {
    var order: [String] = []
    var seen: Set<String> = []
    // A stack of its own, so that no chain exhausts the program's.
    for name in names where seen.insert(name).inserted {
        var way: [(name: String, uses: [String])] = [(name, uses(name))]
        while let last = way.indices.last {
            if let next = way[last].uses.popLast() {
                if seen.insert(next).inserted { way.append((next, uses(next))) }
            } else {
                order.append(way.removeLast().name)
            }
        }
    }
    return order
}
