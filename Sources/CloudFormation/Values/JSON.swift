/// Free-form JSON, with template values in it: what schemas leave open, raw properties, and documents inside strings.
///
///     let body: JSON = ["widgets": [["title": "CPU \(project)", "width": 6]]]
public struct JSON: TemplateValue {
    public let expression: Expression

    @inlinable public init(expression: Expression) {
        self.expression = expression
    }

    /// Places a typed value inside free-form JSON.
    @inlinable public init(_ value: some TemplateValue) {
        self.init(expression: value.expression)
    }

    public init(_ text: String) {
        self.init(expression: .string(text))
    }

    public init(_ number: Int) {
        self.init(expression: .integer(number))
    }

    public init(_ number: Double) {
        self.init(expression: .double(number))
    }

    public init(_ flag: Bool) {
        self.init(expression: .boolean(flag))
    }

    @inlinable public init(_ elements: some Sequence<JSON>) {
        self.init(expression: .list(elements.map { $0.expression }))
    }
}

extension JSON: ExpressibleByStringInterpolation {
    public init(stringLiteral value: String) {
        self.init(expression: .string(value))
    }

    public init(stringInterpolation: TemplateInterpolation) {
        self.init(expression: stringInterpolation.expression)
    }
}

extension JSON: ExpressibleByIntegerLiteral {
    public init(integerLiteral value: Int) {
        self.init(expression: .integer(value))
    }
}

extension JSON: ExpressibleByFloatLiteral {
    public init(floatLiteral value: Double) {
        self.init(expression: .double(value))
    }
}

extension JSON: ExpressibleByBooleanLiteral {
    public init(booleanLiteral value: Bool) {
        self.init(expression: .boolean(value))
    }
}

extension JSON: ExpressibleByArrayLiteral {
    public init(arrayLiteral elements: JSON...) {
        self.init(elements)
    }
}

extension JSON: ExpressibleByDictionaryLiteral {
    /// Keys are rendered in the order written.
    public init(dictionaryLiteral elements: (String, JSON)...) {
        self.init(expression: .object(elements.map { Expression.Entry($0, $1.expression) }))
    }
}

extension JSON {
    /// An object whose members are known only when the program runs, rendered in the order given.
    @inlinable public init(object members: some Sequence<(String, JSON)>) {
        self.init(expression: .object(members.map { Expression.Entry($0.0, $0.1.expression) }))
    }
}
