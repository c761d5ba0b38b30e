/// A tag, in the shape that nearly every resource type takes.
public struct Tag: TemplateValue {
    public let expression: Expression

    public init(expression: Expression) {
        self.expression = expression
    }

    public init(key: Value<String>, value: Value<String>) {
        self.init(expression: .object([.init("Key", key.expression), .init("Value", value.expression)]))
    }
}
