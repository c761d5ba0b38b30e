/// The properties that were set, in rendering order. Generated initializers fill it.
public struct Properties: Sendable {
    var entries: [Expression.Entry] = []

    public init() {}

    init(_ entries: [Expression.Entry]) {
        self.entries = entries
    }

    /// Adds a property; nil leaves it out.
    public mutating func set(_ name: String, _ value: Expression?) {
        guard let value else { return }
        entries.append(Expression.Entry(name, value))
    }

    /// The properties as one object.
    public var expression: Expression { .object(entries) }
}
