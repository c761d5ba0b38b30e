/// What a value in an event must be like: an exact text, or a test.
///
///     EventPattern(detail: ["country": ["ES", .prefix("F")], "total": [.number(in: 100...999)]])
///
/// "Comparison operators for use in event patterns in Amazon EventBridge" in its user guide; subscriptions of topics know
/// them too ("Filter policy constraints in Amazon SNS" in its developer guide).
public struct EventMatch: Sendable {
    package let json: JSON

    /// Exactly this text.
    public static func equals(_ text: Value<String>) -> EventMatch { EventMatch(json: JSON(text)) }

    /// Exactly this number.
    public static func number(_ number: Double) -> EventMatch { numeric([("=", number)]) }

    /// This flag.
    public static func flag(_ flag: Bool) -> EventMatch { EventMatch(json: JSON(flag)) }

    /// A text that begins with this one.
    public static func prefix(_ text: Value<String>) -> EventMatch { test("prefix", JSON(text)) }

    /// A text that ends with this one.
    public static func suffix(_ text: Value<String>) -> EventMatch { test("suffix", JSON(text)) }

    /// This text in capitals or not.
    public static func ignoringCase(_ text: Value<String>) -> EventMatch { test("equals-ignore-case", JSON(text)) }

    /// A text in which `*` stands for any characters, and `\*` for itself.
    public static func wildcard(_ text: Value<String>) -> EventMatch { test("wildcard", JSON(text)) }

    /// None of these texts.
    public static func anythingBut(_ texts: Value<String>...) -> EventMatch {
        test("anything-but", JSON(texts.map { JSON($0) }))
    }

    /// Whether there is a value at all.
    public static func exists(_ flag: Bool) -> EventMatch { test("exists", JSON(flag)) }

    /// A number above another.
    public static func above(_ number: Double) -> EventMatch { numeric([(">", number)]) }

    /// A number that is this or above.
    public static func atLeast(_ number: Double) -> EventMatch { numeric([(">=", number)]) }

    /// A number below another.
    public static func below(_ number: Double) -> EventMatch { numeric([("<", number)]) }

    /// A number between two, or one of them.
    public static func number(in range: ClosedRange<Double>) -> EventMatch {
        numeric([(">=", range.lowerBound), ("<=", range.upperBound)])
    }

    /// An IP address of a block, as in `10.0.0.0/24`.
    public static func address(in block: Value<String>) -> EventMatch { test("cidr", JSON(block)) }

    private static func test(_ name: String, _ value: JSON) -> EventMatch {
        EventMatch(json: JSON(object: [(name, value)]))
    }

    private static func numeric(_ tests: [(String, Double)]) -> EventMatch {
        var elements: [JSON] = []
        for (comparison, number) in tests { elements += [JSON(comparison), json(number)] }
        return test("numeric", JSON(elements))
    }

    /// Without a fraction where there is none, as people write it.
    private static func json(_ number: Double) -> JSON {
        let isWhole = number == number.rounded() && abs(number) < 1e15
        return isWhole ? JSON(Int(number)) : JSON(number)
    }
}

extension EventMatch: ExpressibleByStringLiteral {
    /// Exactly this text.
    public init(stringLiteral text: String) { self.init(json: JSON(text)) }
}
