/// What `<`, `<=`, `>` and `>=` make of numbers: something that can be required of parameters, and is no condition,
/// since CloudFormation compares nothing but text ("Rule functions" and "Condition functions" in its template
/// reference).
///
///     let storage = root.parameter("DatabaseStorage", .integer, default: 20)
///     let limit = root.parameter("DatabaseMaximumStorage", .integer, default: 100)
///     root.require(limit * 10 >= storage * 11, "the limit must be a tenth above the storage")
public struct ParameterComparison: Sendable {
    enum Relation: String, Sendable {
        case less = "<"
        case lessOrEqual = "<="
        case greater = ">"
        case greaterOrEqual = ">="
    }

    let left: ScaledNumber
    let relation: Relation
    let right: ScaledNumber
}

/// A number times a constant.
public struct ScaledNumber: ComparableNumber {
    let number: Expression
    let factor: Int

    public var scaled: ScaledNumber { self }
}

/// What numbers are compared as.
public protocol ComparableNumber: Sendable {
    var scaled: ScaledNumber { get }
}

extension Value: ComparableNumber where Kind: NumberKind {
    public var scaled: ScaledNumber { ScaledNumber(number: expression, factor: 1) }

    /// A multiple, to compare with.
    public static func * (left: Value, factor: Int) -> ScaledNumber {
        ScaledNumber(number: left.expression, factor: factor)
    }
}

extension ComparableNumber {
    public static func < (left: Self, right: some ComparableNumber) -> ParameterComparison {
        ParameterComparison(left: left.scaled, relation: .less, right: right.scaled)
    }

    public static func <= (left: Self, right: some ComparableNumber) -> ParameterComparison {
        ParameterComparison(left: left.scaled, relation: .lessOrEqual, right: right.scaled)
    }

    public static func > (left: Self, right: some ComparableNumber) -> ParameterComparison {
        ParameterComparison(left: left.scaled, relation: .greater, right: right.scaled)
    }

    public static func >= (left: Self, right: some ComparableNumber) -> ParameterComparison {
        ParameterComparison(left: left.scaled, relation: .greaterOrEqual, right: right.scaled)
    }

    // So that a literal can stand on the right.

    public static func < (left: Self, right: Self) -> ParameterComparison {
        ParameterComparison(left: left.scaled, relation: .less, right: right.scaled)
    }

    public static func <= (left: Self, right: Self) -> ParameterComparison {
        ParameterComparison(left: left.scaled, relation: .lessOrEqual, right: right.scaled)
    }

    public static func > (left: Self, right: Self) -> ParameterComparison {
        ParameterComparison(left: left.scaled, relation: .greater, right: right.scaled)
    }

    public static func >= (left: Self, right: Self) -> ParameterComparison {
        ParameterComparison(left: left.scaled, relation: .greaterOrEqual, right: right.scaled)
    }
}
