/// What is known of conditions at a place in a template, and what follows from it.
struct ConditionFacts {
    private var known: [ObjectIdentifier: Bool] = [:]
    /// What follows for other conditions. Each is worked out once: many may be made of the same ones.
    private var derived: [ObjectIdentifier: Bool?] = [:]
    private let expression: (Element) -> Expression?

    /// - Parameter expression: how a condition is declared.
    init(_ expression: @escaping (Element) -> Expression?) {
        self.expression = expression
    }

    mutating func assume(_ condition: Element, is holds: Bool) {
        guard known.updateValue(holds, forKey: ObjectIdentifier(condition)) == nil else { return }
        derived = [:]
        if let expression = expression(condition) { assume(expression, is: holds) }
    }

    private mutating func assume(_ expression: Expression, is holds: Bool) {
        switch expression {
        case .function(.condition, .name(let condition)): assume(condition, is: holds)
        case .function(.not, .list(let operands)): assumeEach(of: operands, is: !holds)
        case .function(.and, .list(let operands)) where holds: assumeEach(of: operands, is: true)
        case .function(.or, .list(let operands)) where !holds: assumeEach(of: operands, is: false)
        default: break
        }
    }

    private mutating func assumeEach(of operands: [Expression], is holds: Bool) {
        for operand in operands { assume(operand, is: holds) }
    }

    /// Whether the condition must hold, must not hold, or may do either (nil).
    mutating func value(of condition: Element) -> Bool? {
        let key = ObjectIdentifier(condition)
        if let value = known[key] { return value }
        if let value = derived[key] { return value }
        let value = expression(condition).flatMap { self.value(of: $0) }
        derived.updateValue(value, forKey: key)
        return value
    }

    private mutating func value(of expression: Expression) -> Bool? {
        switch expression {
        case .function(.condition, .name(let condition)): return value(of: condition)
        case .function(.not, .list(let operands)): return operands.first.flatMap { value(of: $0) }.map(!)
        case .function(.and, .list(let operands)):
            let values = operands.map { value(of: $0) }
            return values.contains(false) ? false : values.allSatisfy { $0 == true } ? true : nil
        case .function(.or, .list(let operands)):
            let values = operands.map { value(of: $0) }
            return values.contains(true) ? true : values.allSatisfy { $0 == false } ? false : nil
        default: return nil
        }
    }
}
