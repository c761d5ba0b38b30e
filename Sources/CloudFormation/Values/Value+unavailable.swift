// What people write who take a value of a template for one of Swift: each says what to write instead.

extension Value {
    @available(
        *, unavailable,
        message:
            "Swift cannot decide by a value that only a deployment knows: declare stack.condition(\"Name\", a == b), and choose with .if(condition, value, else: other)"
    )
    public static func == (left: Value, right: Value) -> Bool { false }

    @available(
        *, unavailable,
        message:
            "Swift cannot decide by a value that only a deployment knows: declare stack.condition(\"Name\", a != b), and choose with .if(condition, value, else: other)"
    )
    public static func != (left: Value, right: Value) -> Bool { false }
}

extension Value where Kind: StringKind {
    @available(*, unavailable, message: "write values into the text instead: \"\\(a)\\(b)\"")
    public static func + (left: Value, right: Value) -> Value<String> { left.text }

    @available(*, unavailable, message: "write values into the text instead: \"\\(a)\\(b)\"")
    public static func + (left: String, right: Value) -> Value<String> { right.text }

    @available(*, unavailable, message: "write values into the text instead: \"\\(a)\\(b)\"")
    public static func + (left: Value, right: String) -> Value<String> { left.text }
}

// Unavailable, and not merely added: the compiler would take them for every list that is made of string literals.
extension List {
    @available(*, unavailable, message: "make values of them first: List(texts.map { Value($0) })")
    public init<Kind: StringKind>(_ texts: some Sequence<String>) where Element == CloudFormation.Value<Kind> {
        self.init(expression: .list(texts.map(Expression.string)))
    }

    @available(*, unavailable, message: "make values of them first: List(numbers.map { Value($0) })")
    public init<Kind: NumberKind>(_ numbers: some Sequence<Int>) where Element == CloudFormation.Value<Kind> {
        self.init(expression: .list(numbers.map(Expression.integer)))
    }
}
