import JSON

extension Value: ExpressibleByStringInterpolation where Kind: StringLiteralKind {
    @inlinable public init(stringInterpolation: TemplateInterpolation) {
        self.init(expression: stringInterpolation.expression)
    }
}

/// What `"...\(value)..."` collects where a template value is wanted. It renders as `Fn::Sub`, as a plain string when
/// only literals went in, and as the value itself when nothing surrounds it.
public struct TemplateInterpolation: StringInterpolationProtocol {
    private var segments: [Expression.Segment] = []

    public init(literalCapacity: Int, interpolationCount: Int) {
        segments.reserveCapacity(2 * interpolationCount + 1)
    }

    public mutating func appendLiteral(_ literal: String) {
        append(text: literal)
    }

    public mutating func appendInterpolation(_ text: String) {
        append(text: text)
    }

    public mutating func appendInterpolation(_ number: Int) {
        append(text: String(number))
    }

    @inlinable public mutating func appendInterpolation<Kind>(_ value: Value<Kind>) {
        append(value.expression)
    }

    private mutating func append(text: String) {
        guard !text.isEmpty else { return }
        if case .text(let previous)? = segments.last {
            segments[segments.count - 1] = .text(previous + text)
        } else {
            segments.append(.text(text))
        }
    }

    @usableFromInline mutating func append(_ expression: Expression) {
        switch expression {
        case .string(let text): append(text: text)
        case .integer(let number): append(text: String(number))
        case .double(let number): append(text: JSONWriter.text(of: number))
        case .boolean(let flag): append(text: flag ? "true" : "false")
        case .substitution(let inner):
            for segment in inner {
                switch segment {
                case .text(let text): append(text: text)
                case .value(let value): segments.append(.value(value))
                }
            }
        default: segments.append(.value(expression))
        }
    }

    @usableFromInline var expression: Expression { Expression(segments: segments) }
}

extension Expression {
    /// The simplest expression that yields the concatenation of `segments`.
    init(segments: [Segment]) {
        switch (segments.count, segments.first) {
        case (0, _): self = .string("")
        case (1, .text(let text)?): self = .string(text)
        case (1, .value(let value)?): self = value
        default: self = .substitution(segments)
        }
    }

    /// The inverse of `init(segments:)`.
    var segments: [Segment] {
        switch self {
        case .string(let text): [.text(text)]
        case .substitution(let segments): segments
        default: [.value(self)]
        }
    }
}

extension Expression.Segment {
    var expression: Expression {
        switch self {
        case .text(let text): .string(text)
        case .value(let value): value
        }
    }
}

extension DefaultStringInterpolation {
    /// A template value has no text before it is deployed: write the whole literal as a `Value<String>` instead.
    ///
    /// An unavailable overload would be passed over for the standard library's, which takes anything. One that throws
    /// is chosen, does not compile without `try`, and shows its message.
    @available(
        *, deprecated,
        message:
            "a template value has no text before deployment; annotate the result as Value<String>, so that it becomes Fn::Sub"
    )
    public mutating func appendInterpolation<Kind>(_ value: Value<Kind>) throws(NoTextBeforeDeployment) {}
}

/// Never thrown: what makes a template value in a Swift string an error of compilation.
public enum NoTextBeforeDeployment: Error {}
