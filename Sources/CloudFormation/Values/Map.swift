/// An object with free keys in a template: written out, or an expression that yields one.
public struct Map<Element: TemplateValue>: TemplateValue, ExpressibleByDictionaryLiteral {
    public let expression: Expression

    public init(expression: Expression) {
        self.expression = expression
    }

    /// Keys are rendered in the order written.
    public init(dictionaryLiteral elements: (String, Element)...) {
        self.init(expression: .object(elements.map { Expression.Entry($0, $1.expression) }))
    }

    /// Keys are rendered sorted, since a Swift dictionary has no order of its own.
    public init(_ elements: [String: Element]) {
        let sorted = elements.sorted { $0.key < $1.key }
        self.init(expression: .object(sorted.map { Expression.Entry($0.key, $0.value.expression) }))
    }
}
