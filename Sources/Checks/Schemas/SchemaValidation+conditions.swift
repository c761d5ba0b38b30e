import Template

extension SchemaValidation {
    /// More than anybody writes around one value. What depends on more is not decided.
    private static let mostForks = 6

    /// The properties of a resource, against the schema of the type and what holds beside it.
    mutating func validate(_ properties: Template.Expression, of type: TypeSchema) {
        if type.sound.contains(properties) { return }
        if isSound({ $0.validateAll(properties, of: type) }) { type.sound.insert(properties) }
    }

    private mutating func validateAll(_ properties: Template.Expression, of type: TypeSchema) {
        validate(properties, type.body)
        guard let rules = type.rules else { return }
        let bySchema = problems
        problems = []
        validate(properties, rules)
        // Rules may say what the schema or another one says, or ask more of a value that is of the wrong kind.
        let found = problems
        problems = bySchema
        for problem in found
        where !problems.contains(where: { $0.isSame(as: problem) || $0.isEnough(for: problem) }) {
            problems.append(problem)
        }
    }

    mutating func validate(_ value: Template.Expression, _ conditions: SchemaConditions) {
        if let condition = conditions.condition {
            decide({ $0.fit(value, condition) }) { validation, fits in
                if let next = fits ? conditions.consequence : conditions.otherwise { validation.validate(value, next) }
            }
        }
        if let negated = conditions.negated {
            decide({ $0.fit(value, negated) }) { validation, fits in
                if fits { validation.reportNegated(value) }
            }
        }
        if let contained = conditions.contained, case .list(let elements) = value {
            if let most = conditions.mostContained { return validate(elements, containing: contained, atMost: most) }
            decide({ $0.fit(elements, containing: contained) }) { validation, fits in
                guard !fits else { return }
                validation.report("missing-element", "no element is as one has to be", fix: "change one, or add one")
            }
        }
        if let names = conditions.names, case .object(let object) = value {
            for entry in object.entries where Presence(entry.value, facts) != .never {
                path.append(.key(entry.key))
                validate(.string(entry.key), names)
                path.removeLast()
            }
        }
    }

    /// What a text says as JSON, where that is written out; of one in branches, each is asked.
    mutating func validate(documentIn value: Template.Expression, _ schema: Schema) {
        if case .call(.if, _) = value { return }
        guard value.object == nil, value.list == nil, case .value(let document) = TextDocument(value) else { return }
        // Conditions may stand in the text.
        dependsOnPlace = true
        validate(document, schema)
    }

    private mutating func validate(
        _ elements: [Template.Expression], containing schema: Schema, atMost limit: Int
    ) {
        let count = elements.count { fit([$0], containing: schema) == .yes }
        guard count > limit else { return }
        report("wrong-count", "\(count) elements are of this kind; at most \(limit) are allowed", fix: "leave some out")
    }

    /// Goes on with what is found out; under both values of a condition that decides it, and not where it is unknown.
    mutating func decide(_ question: (inout Self) -> Fit, then next: (inout Self, Bool) -> Void) {
        switch question(&self) {
        case .yes: next(&self, true)
        case .no: next(&self, false)
        case .unknown: break
        case .depends(let condition):
            guard forks < Self.mostForks else { return }
            let before = problems.count
            let around = facts
            forks += 1
            let found = [true, false].map { holds in
                facts.assume(condition, is: holds)
                decide(question, then: next)
                defer {
                    problems.removeSubrange(before...)
                    facts = around
                }
                return Array(problems[before...])
            }
            forks -= 1
            // What is wrong both ways is wrong without a condition.
            for (own, other, holds) in [(found[0], found[1], true), (found[1], found[0], false)] {
                for var problem in own {
                    if other.contains(where: { $0.isSame(as: problem) }) {
                        if holds { problems.append(problem) }
                    } else {
                        problem.guards.insert(Template.Guard(condition: condition, holds: holds), at: 0)
                        problems.append(problem)
                    }
                }
            }
        }
    }

    // MARK: - What is said

    /// Whether something stands there that nothing may.
    mutating func reportForbidden(_ value: Template.Expression) -> Bool {
        // An empty list or text is as good as none to the services, and of a condition each branch is asked.
        if value.isBlank || value == .ref("AWS::NoValue") { return true }
        if case .call(.if, _) = value { return false }
        let name = path.steps.last { if case .key = $0 { $0 != .key("Fn::If") } else { false } }
        report("exclusive-properties", "\(name?.description ?? "the value") is not allowed here", fix: "leave it out")
        return true
    }

    private mutating func reportNegated(_ value: Template.Expression) {
        report(
            "value-not-allowed", "\(value.scalarText.map(shown) ?? "the value") is not allowed",
            fix: "write another one\(orLeaveOut("it"))")
    }
}
