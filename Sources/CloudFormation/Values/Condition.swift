import JSON
import Template

/// A condition declared with ``Scope/condition(_:_:fileID:line:)``: what `Fn::If` and a resource's `condition:` take.
///
/// A condition may be used in any stack below or beside the one that declares it: synthesis declares it there too and
/// passes the parameters that it reads.
public struct Condition: ConditionOperand {
    let element: Element

    public var conditionExpression: Expression { .function(.condition, .name(element)) }
}

/// A condition that has no name yet: what `==`, `&&`, `||` and `!` make of values.
///
///     let isProduction = stack.condition("IsProduction", environment == "prod" || environment == "staging")
public struct ConditionExpression: ConditionOperand {
    public let conditionExpression: Expression

    init(_ function: Template.Function, _ operands: [Expression]) {
        conditionExpression = .function(function, .list(operands))
    }
}

/// A condition, declared or not.
public protocol ConditionOperand: Sendable {
    var conditionExpression: Expression { get }
}

extension ConditionOperand {
    /// `Fn::And`.
    public static func && (left: Self, right: some ConditionOperand) -> ConditionExpression {
        combine(.and, left, right)
    }

    /// `Fn::Or`.
    public static func || (left: Self, right: some ConditionOperand) -> ConditionExpression {
        combine(.or, left, right)
    }

    /// `Fn::Not`.
    public static prefix func ! (operand: Self) -> ConditionExpression {
        ConditionExpression(.not, [operand.conditionExpression])
    }

    /// `a && b && c` becomes one function of three operands, as long as CloudFormation's limit of ten allows.
    private static func combine(
        _ function: Template.Function, _ left: some ConditionOperand, _ right: some ConditionOperand
    ) -> ConditionExpression {
        var operands: [Expression] = []
        for operand in [left.conditionExpression, right.conditionExpression] {
            if case .function(function, .list(let inner)) = operand, operands.count + inner.count < 10 {
                operands += inner
            } else {
                operands.append(operand)
            }
        }
        return ConditionExpression(function, operands)
    }
}

extension Value {
    /// `Fn::Equals`.
    public static func == (left: Value, right: Value) -> ConditionExpression {
        ConditionExpression(.equals, [left.expression.comparable, right.expression.comparable])
    }

    /// `Fn::Not` of `Fn::Equals`.
    public static func != (left: Value, right: Value) -> ConditionExpression {
        !(left == right)
    }
}

extension Expression {
    /// `Fn::Equals` compares text: a parameter's value is a string, whatever its type.
    fileprivate var comparable: Expression {
        switch self {
        case .integer(let number): .string(String(number))
        case .double(let number): .string(JSONWriter.text(of: number))
        case .boolean(let flag): .string(flag ? "true" : "false")
        default: self
        }
    }
}
