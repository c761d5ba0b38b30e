/// How a condition is made of others, whatever these compare.
public indirect enum ConditionFormula<Name: Hashable> {
    /// That of another condition.
    case condition(Name)
    case not(Self)
    case all([Self])
    case any([Self])
    /// What compares values, which may come to either.
    case comparison
    /// What compares literals: it comes to one and the same everywhere.
    case constant(Bool)
}

/// What is known of conditions at a place in a template, and what follows from it, without any value.
///
///     var facts = ConditionFacts(template.conditions)
///     facts.assume("IsLargeProduction", is: true)
///     facts.value(of: "IsProduction")     // true, where the first is made of it
public struct ConditionFacts<Name: Hashable> {
    private var known: [Name: Bool] = [:]
    /// What follows for other conditions. Each is worked out once: many may be made of the same ones.
    private var derived: [Name: Bool?] = [:]
    private let formula: (Name) -> ConditionFormula<Name>?
    /// How many conditions are being looked into, one within the other.
    private var depth = 0

    /// More than anybody builds on each other. What lies deeper is not known.
    private static var deepest: Int { 500 }

    /// - Parameter formula: how a condition is declared; nil for one that is not.
    public init(_ formula: @escaping (Name) -> ConditionFormula<Name>?) {
        self.formula = formula
    }

    /// From here on, the condition holds or does not, and so do those that it is made of as far as that follows.
    public mutating func assume(_ condition: Name, is holds: Bool) {
        guard known.updateValue(holds, forKey: condition) == nil else { return }
        derived = [:]
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else { return }
        if let formula = formula(condition) { assume(formula, is: holds) }
    }

    private mutating func assume(_ formula: ConditionFormula<Name>, is holds: Bool) {
        switch formula {
        case .condition(let condition): assume(condition, is: holds)
        case .not(let operand): assume(operand, is: !holds)
        case .all(let operands) where holds: for operand in operands { assume(operand, is: true) }
        case .any(let operands) where !holds: for operand in operands { assume(operand, is: false) }
        case .all, .any, .comparison, .constant: break
        }
    }

    /// Whether the condition must hold, must not hold, or may do either (nil).
    public mutating func value(of condition: Name) -> Bool? {
        if let value = known[condition] { return value }
        if let value = derived[condition] { return value }
        depth += 1
        defer { depth -= 1 }
        guard depth < Self.deepest else { return nil }
        // One that is made of itself decides nothing.
        derived.updateValue(nil, forKey: condition)
        let value = formula(condition).flatMap { self.value(of: $0) }
        derived.updateValue(value, forKey: condition)
        return value
    }

    private mutating func value(of formula: ConditionFormula<Name>) -> Bool? {
        switch formula {
        case .condition(let condition): return value(of: condition)
        case .not(let operand): return value(of: operand).map(!)
        case .all(let operands):
            let values = operands.map { value(of: $0) }
            return values.contains(false) ? false : values.allSatisfy { $0 == true } ? true : nil
        case .any(let operands):
            let values = operands.map { value(of: $0) }
            return values.contains(true) ? true : values.allSatisfy { $0 == false } ? false : nil
        case .comparison: return nil
        case .constant(let holds): return holds
        }
    }
}

extension ConditionFacts<String> {
    /// Of a template's conditions, by name.
    public init(_ conditions: Template.Section<Template.Expression>) {
        self.init { conditions[$0]?.formula }
    }
}

extension Template.Expression {
    /// How the expression, as a condition, is made of others.
    fileprivate var formula: ConditionFormula<String> {
        guard case .call(let function, let arguments) = self else { return .comparison }
        return switch function {
        case .condition: arguments[0].string.map(ConditionFormula.condition) ?? .comparison
        case .not: .not(arguments[0].formula)
        case .and: .all(arguments.map(\.formula))
        case .or: .any(arguments.map(\.formula))
        case .equals: Self.formula(comparing: arguments[0].scalarText, arguments[1].scalarText)
        default: .comparison
        }
    }

    private static func formula(comparing left: String?, _ right: String?) -> ConditionFormula<String> {
        guard let left, let right else { return .comparison }
        return .constant(left == right)
    }
}
