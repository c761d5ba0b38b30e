import Template

extension Wiring {
    /// A document of a resource, such as a role's trust, in each case that a condition in it makes: with the branches of
    /// all other conditions. Each is at the place of the whole document.
    ///
    /// - Parameter isAlways: whether it is used in all of these cases; otherwise there is one, of all branches.
    func documents(_ property: String, of owner: WiredResource, isAlways: Bool) -> [[PlacedValue]] {
        guard let value = owner.value(property) else { return [] }
        let path = Template.Path(.resources, owner.logicalID).appending("Properties").appending(property)
        let base = PlacedValue(value.expression, at: path).branches
        guard isAlways, value.expression.asksCondition else { return [base] }
        return [base]
            + cases(of: owner).dropFirst().map { wiring in
                PlacedValue(wiring.chosen(value.expression, in: owner.stack), at: path).branches
            }
    }

    /// A value with the branches that conditions choose in the place of each `Fn::If` that is decided.
    private func chosen(_ value: Template.Expression, in stack: Int) -> Template.Expression {
        switch value {
        case .call(.if, let arguments):
            guard let condition = arguments[0].string, let holds = holds(condition, in: stack) else { return value }
            return chosen(arguments[holds ? 1 : 2], in: stack)
        case .list(let elements): return .list(elements.map { chosen($0, in: stack) })
        case .object(let object):
            return .object(
                Template.Object(object.entries.map { .init($0.key, chosen($0.value, in: stack)) }))
        default: return value
        }
    }
}

extension Template.Expression {
    fileprivate var asksCondition: Bool {
        var isFound = false
        visit { value, _ in
            if case .call(.if, _) = value { isFound = true }
        }
        return isFound
    }
}
