import Template

extension Wiring {
    /// How many conditions one may be made of, each with all of its own, before it counts as undecided.
    private static var mostConditions: Int { 200 }

    /// Whether a condition must hold, must not hold, or may do either (nil).
    func holds(_ condition: String, in stack: Int) -> Bool? {
        hasAssumptions
            ? decided(condition, in: stack) : knowledge.holds(condition, in: stack) { decided(condition, in: stack) }
    }

    private func decided(_ condition: String, in stack: Int) -> Bool? {
        if let value = facts(of: stack).value(of: condition) { return value }
        // Only a nested stack is given values.
        guard stacks[stack].parent != nil else { return nil }
        var steps = Self.mostConditions
        return holds(.call(.condition, [.string(condition)]), in: stack, &steps)
    }

    private func holds(_ expression: Template.Expression, in stack: Int, _ steps: inout Int) -> Bool? {
        guard steps > 0, case .call(let function, let arguments) = expression else { return nil }
        steps -= 1
        switch function {
        case .condition:
            guard let name = arguments[0].string else { return nil }
            if let value = facts(of: stack).value(of: name) { return value }
            return stacks[stack].template.conditions[name].flatMap { holds($0, in: stack, &steps) }
        case .not: return holds(arguments[0], in: stack, &steps).map(!)
        case .and, .or:
            var values: [Bool?] = []
            for argument in arguments { values.append(holds(argument, in: stack, &steps)) }
            let decisive = function == .or
            return values.contains(decisive) ? decisive : values.contains(nil) ? nil : !decisive
        case .equals:
            guard let left = text(WiredValue(expression: arguments[0], stack: stack)),
                let right = text(WiredValue(expression: arguments[1], stack: stack))
            else { return nil }
            return left == right
        default: return nil
        }
    }

    /// Whether a resource must be made, with all stacks around it, must not, or may be (nil).
    func exists(_ resource: WiredResource) -> Bool? {
        let own = resource.resource.condition.map { holds($0, in: resource.stack) } ?? true
        guard own != false, let parent = stacks[resource.stack].parent,
            let around = self.resource(parent.logicalID, in: parent.stack)
        else { return own }
        let outer = exists(around)
        return outer == false ? false : own == true ? outer : nil
    }

    /// Whether one resource is certain to be made where another one is.
    func exists(_ resource: WiredResource, with other: WiredResource) -> Bool {
        assuming(other).exists(resource) == true
    }

    /// The same where a resource is made.
    func assuming(_ resource: WiredResource) -> Wiring {
        var wiring = self
        var next: WiredResource? = resource
        while let inner = next {
            if let condition = inner.resource.condition { wiring.assume(condition, is: true, in: inner.stack) }
            next = stacks[inner.stack].parent.flatMap { self.resource($0.logicalID, in: $0.stack) }
        }
        return wiring
    }

    /// What may be where a resource is made: one case, and two more for each condition that its properties ask for
    /// and that may hold or not. In each, others are as undecided as before, since who knows what excludes what.
    func cases(of resource: WiredResource) -> [Wiring] {
        guard exists(resource) != false else { return [] }
        let base =
            resource.resource.condition == nil && stacks[resource.stack].parent == nil ? self : assuming(resource)
        guard stacks[resource.stack].hasConditions else { return [base] }
        var asked: [String] = []
        Template.Expression.object(resource.resource.properties).visitValues { value in
            guard case .call(.if, let arguments) = value, let condition = arguments[0].string,
                !asked.contains(condition), base.holds(condition, in: resource.stack) == nil
            else { return }
            asked.append(condition)
        }
        return [base]
            + asked.flatMap { condition in
                [true, false].map { holds in
                    var wiring = base
                    wiring.assume(condition, is: holds, in: resource.stack)
                    return wiring
                }
            }
    }
}
