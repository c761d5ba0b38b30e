/// What is known of conditions at a place in a template, and what follows from it.
struct ConditionFacts {
    private var known: [ObjectIdentifier: Bool] = [:]
    private let expression: (Element) -> Expression?

    /// - Parameter expression: how a condition is declared.
    init(_ expression: @escaping (Element) -> Expression?) {
        self.expression = expression
    }

    mutating func assume(_ condition: Element, is holds: Bool) {
        guard known.updateValue(holds, forKey: ObjectIdentifier(condition)) == nil else { return }
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
    func value(of condition: Element) -> Bool? {
        known[ObjectIdentifier(condition)] ?? expression(condition).flatMap(value)
    }

    private func value(of expression: Expression) -> Bool? {
        switch expression {
        case .function(.condition, .name(let condition)): return value(of: condition)
        case .function(.not, .list(let operands)): return operands.first.flatMap(value).map(!)
        case .function(.and, .list(let operands)):
            let values = operands.map(value)
            return values.contains(false) ? false : values.allSatisfy { $0 == true } ? true : nil
        case .function(.or, .list(let operands)):
            let values = operands.map(value)
            return values.contains(true) ? true : values.allSatisfy { $0 == false } ? false : nil
        default: return nil
        }
    }
}
