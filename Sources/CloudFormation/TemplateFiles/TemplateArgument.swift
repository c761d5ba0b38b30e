import Template

/// What a template's parameter is given: a literal, or a value of this app.
///
///     let arguments: KeyValuePairs<String, TemplateArgument> = [
///         "Days": 14, "Name": "\(project)-queue", "Vpc": .init(vpc.vpcId),
///     ]
public struct TemplateArgument: Sendable {
    let expression: Expression
    let isList: Bool
    /// The type that a parameter has whose values identify the same; nil where several fit.
    let parameterType: String?

    public init<V: TemplateValue>(_ value: V) {
        expression = value.expression
        isList = V.isList
        parameterType = (V.self as? any ParameterTyped.Type)?.typeOfParameter
    }
}

extension TemplateArgument {
    /// As a file gives it to a file that it nests. What is computed has no value to check.
    init(_ written: Template.Expression) {
        expression =
            switch written {
            case .string(let text): .string(text)
            case .number(let number): .string(number.text)
            case .boolean(let flag): .boolean(flag)
            default: .object([])
            }
        isList = false
        parameterType = nil
    }
}

extension TemplateArgument: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) {
        self.init(Value<String>(value))
    }

    public init(stringInterpolation: TemplateInterpolation) {
        self.init(Value<String>(expression: stringInterpolation.expression))
    }
}

extension TemplateArgument: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) {
        self.init(Value<Int>(value))
    }
}

extension TemplateArgument: ExpressibleByBooleanLiteral {
    public init(booleanLiteral value: Bool) {
        self.init(Value<Bool>(value))
    }
}

/// A value, or a kind of value, that parameters have a type of their own for.
private protocol ParameterTyped {
    static var typeOfParameter: String? { get }
}

extension ID: ParameterTyped where Type: ParameterIdentifiable {
    static var typeOfParameter: String? { Type.parameterType }
}

extension Name: ParameterTyped where Type: ParameterNameable {
    static var typeOfParameter: String? { Type.nameParameterType }
}

extension Value: ParameterTyped {
    static var typeOfParameter: String? { (Kind.self as? any ParameterTyped.Type)?.typeOfParameter }
}

extension List: ParameterTyped {
    static var typeOfParameter: String? {
        (Element.self as? any ParameterTyped.Type)?.typeOfParameter.map { "List<\($0)>" }
    }
}
