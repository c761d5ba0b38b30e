import Template

/// Writes conditions as Swift's operators.
struct ConditionWriter {
    var values: ValueWriter

    init(_ context: TranslationContext) { values = ValueWriter(context) }

    private var context: TranslationContext { values.context }

    /// - Parameter isOperand: whether it stands beside an operator, so that it needs parentheses where it is several.
    mutating func write(_ condition: Template.Expression, isOperand: Bool = false) throws(Unsaid) -> Code {
        switch condition {
        case .call(.condition, let arguments):
            guard let name = arguments[0].string, let condition = context.names.conditions[name] else {
                throw Unsaid("it names a condition that is not declared")
            }
            return .variable(condition)
        case .call(.equals, let arguments): return try comparison("==", arguments)
        case .call(.not, let arguments):
            if case .call(.equals, let inner) = arguments[0] { return try comparison("!=", inner) }
            return .not(try write(arguments[0], isOperand: true))
        case .call(.and, let arguments): return try chain("&&", arguments, isOperand)
        case .call(.or, let arguments): return try chain("||", arguments, isOperand)
        case .call(.contains, let arguments):
            return .call(
                "ConditionExpression.contains",
                [.init(nil, try values.list(arguments[0])), .init(nil, try member(arguments[1], of: arguments[0]))])
        case .call(.eachMemberEquals, let arguments):
            return .call(
                "ConditionExpression.eachMember",
                [
                    .init("of", try values.list(arguments[0])),
                    .init("equals", try member(arguments[1], of: arguments[0])),
                ])
        case .call(.eachMemberIn, let arguments):
            return .call(
                "ConditionExpression.eachMember",
                [.init("of", try values.list(arguments[0])), .init("isIn", try values.list(arguments[1]))])
        default: throw Unsaid("it is no condition")
        }
    }

    /// A value as the elements of a list are.
    private mutating func member(
        _ value: Template.Expression, of list: Template.Expression
    ) throws(Unsaid) -> Code {
        if case .list = list { return try values.write(value, as: .string) }
        return try values.write(value, as: try values.natural(list).1.element ?? .string)
    }

    private mutating func chain(
        _ sign: String, _ conditions: [Template.Expression], _ isOperand: Bool
    ) throws(Unsaid) -> Code {
        var operands: [Code] = []
        for condition in conditions { operands.append(try write(condition, isOperand: true)) }
        let chain = Code.chain(sign, operands)
        return isOperand ? .parenthesized(chain) : chain
    }

    private mutating func comparison(
        _ sign: String, _ operands: [Template.Expression]
    ) throws(Unsaid) -> Code {
        let (left, right) = (operands[0].withoutWrapping, operands[1].withoutWrapping)
        switch (left.scalarText, right.scalarText) {
        case (let one?, let other?):
            return .chain(sign, [.parenthesized(.typed(.string(one), "Value<String>")), .string(other)])
        case (nil, let text?):
            let (code, type) = try values.natural(left)
            let (value, literal) = try side(code, type, beside: text)
            return .chain(sign, [value, literal])
        case (let text?, nil):
            let (code, type) = try values.natural(right)
            let (value, literal) = try side(code, type, beside: text)
            return .chain(sign, [literal, value])
        case (nil, nil):
            let (one, oneType) = try values.natural(left)
            let (other, otherType) = try values.natural(right)
            if oneType == otherType, oneType.isScalar { return .chain(sign, [one, other]) }
            return .chain(sign, [try values.text(left), try values.text(right)])
        }
    }

    /// A value and the literal that it is compared with.
    private mutating func side(
        _ code: Code, _ type: SwiftType, beside text: String
    ) throws(Unsaid) -> (Code, Code) {
        if type.isScalar, !type.isText || type.value.isEnumeration,
            let literal = try? values.write(.string(text), as: type)
        {
            return (code, literal)
        }
        if type.isScalar { return (type.isText ? code : .member(code, "text"), .string(text)) }
        return (values.adapted(code, from: type, to: .string).asReceiver(of: "Value<String>"), .string(text))
    }
}
