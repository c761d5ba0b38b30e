/// Computes the values of one stack.
struct Evaluator: Sendable {
    let template: Template
    /// The logical IDs from the root down.
    let path: [String]
    /// Whether the stack does: yes or undecided.
    let exists: Verdict
    let parameters: [String: EvaluatedValue]
    /// The parameters of the root whose values these parameters have, by the name here.
    let rootParameters: [String: String]
    let surroundings: Surroundings
    private(set) var conditions: [String: Verdict] = [:]
    private(set) var stacks: [String: Evaluator] = [:]
    /// What they come to, those that do not exist left out. Each is computed once: stacks that hand on twice what they are
    /// handed would otherwise never end.
    private(set) var outputs: [String: EvaluatedValue] = [:]

    /// - Parameters:
    ///   - exists: whether the stack does.
    ///   - given: the values of parameters.
    ///   - rootParameters: of a nested stack, those of the root that it is given.
    init(
        _ tree: TemplateTree, path: [String], exists: Verdict = .yes, given: [String: EvaluatedValue],
        rootParameters: [String: String]? = nil, surroundings: Surroundings
    ) {
        template = tree.template
        self.path = path
        self.exists = exists
        self.rootParameters =
            rootParameters ?? Dictionary(tree.template.parameters.names.map { ($0, $0) }) { first, _ in first }
        self.surroundings = surroundings
        parameters = Dictionary(
            tree.template.parameters.map { name, parameter in
                (name, parameter.evaluated(name, given: given[name], stored: surroundings.storedParameters))
            }
        ) { $1 }
        decideConditions()
        enterStacks(of: tree)
        computeOutputs()
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
            guard let nested = tree.nested[id], let resource = template.resources[id] else { continue }
            let exists = self.exists(resource)
            if exists == .no { continue }
            let given = resource.properties["Parameters"]?.object ?? [:]
            stacks[id] = Evaluator(
                nested, path: path + [id], exists: exists, given: value(of: .object(given))?.object ?? [:],
                rootParameters: rootParameters(in: given), surroundings: surroundings)
        }
    }

    /// As in `Data/Database`.
    func name(of resource: String) -> String { (path + [resource]).joined(separator: "/") }

    /// Whether a resource is made, and the stack around it.
    func exists(_ resource: Template.Resource) -> Verdict {
        .all([exists, verdict(ofConditionNamed: resource.condition)])
    }

    /// The parameters of the root whose values the members of an object are, by key.
    func rootParameters(in object: Template.Object) -> [String: String] {
        Dictionary(object.entries.compactMap { entry in rootParameter(of: entry.value).map { (entry.key, $0) } }) {
            first, _ in first
        }
    }

    /// Nil for what stands in a template, and for what is computed.
    func rootParameter(of expression: Template.Expression) -> String? {
        switch expression {
        case .ref(let name): return rootParameters[name]
        case .call(.if, let arguments):
            switch verdict(ofConditionNamed: arguments[0].string) {
            case .yes: return rootParameter(of: arguments[1])
            case .no: return rootParameter(of: arguments[2])
            case .undecided: return nil
            }
        default: return nil
        }
    }

    private mutating func computeOutputs() {
        for (name, output) in template.outputs {
            guard let expression = output.outputValue else { continue }
            switch verdict(ofConditionNamed: output.condition) {
            case .yes: outputs[name] = value(of: expression)?.bounded("output \(name)")
            case .no: break
            case .undecided(let reasons): outputs[name] = .unknown(reasons)
            }
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
