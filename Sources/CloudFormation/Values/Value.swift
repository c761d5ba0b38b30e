import JSON

/// A scalar of a template: a literal, or an expression that CloudFormation evaluates.
///
///     let cidr: Value<String> = "10.0.0.0/16"
///     let arn: Value<String> = "arn:aws:s3:::\(bucket.bucketName)/catalogue/*"   // Fn::Sub
///
/// `Kind` says what the scalar means: `Value<ID<EC2.Subnet>>` does not fit where `Value<ID<EC2.VPC>>` belongs.
public struct Value<Kind>: TemplateValue {
    public let expression: Expression

    // Inlinable: of each kind, generic code would ask the runtime for the type.

    @inlinable public init(expression: Expression) {
        self.expression = expression
    }

    /// The same value under another kind, for the rare property whose type says less than its user knows: an ARN
    /// where a name is asked for, or a plain string that is an identifier.
    @inlinable public init<Other>(reinterpreting other: Value<Other>) {
        self.init(expression: other.expression)
    }
}

// MARK: - Literals

extension Value where Kind: StringKind {
    @inlinable public init(_ string: String) {
        self.init(expression: .string(string))
    }

    /// The value as plain text, whatever it identifies.
    @inlinable public var text: Value<String> { Value<String>(expression: expression) }
}

extension Value where Kind: TargetKind {
    /// Text where a reference is taken: what AWS understands there besides the resources that have constructors, an
    /// address or a parameter's value say.
    @inlinable public static func text(_ text: Value<String>) -> Self { Self(reinterpreting: text) }
}

extension Value: ExpressibleByUnicodeScalarLiteral where Kind: StringLiteralKind {}
extension Value: ExpressibleByExtendedGraphemeClusterLiteral where Kind: StringLiteralKind {}
extension Value: ExpressibleByStringLiteral where Kind: StringLiteralKind {
    @inlinable public init(stringLiteral value: String) {
        self.init(expression: .string(value))
    }
}

extension Value: ExpressibleByIntegerLiteral where Kind: IntegerLiteralKind {
    @inlinable public init(integerLiteral value: Int) {
        self.init(expression: .integer(value))
    }
}

extension Value: ExpressibleByFloatLiteral where Kind == Double {
    public init(floatLiteral value: Double) {
        self.init(value)
    }
}

extension Value: ExpressibleByBooleanLiteral where Kind == Bool {
    public init(booleanLiteral value: Bool) {
        self.init(value)
    }
}

extension Value where Kind == Int {
    public init(_ number: Int) {
        self.init(expression: .integer(number))
    }
}

extension Value where Kind == Double {
    public init(_ number: Double) {
        self.init(expression: .double(number))
    }
}

extension Value where Kind == Bool {
    public init(_ flag: Bool) {
        self.init(expression: .boolean(flag))
    }
}

extension Value where Kind == Bool {
    /// The flag as text, for the properties that AWS declares as strings.
    public var text: Value<String> {
        guard case .boolean(let flag) = expression else { return Value<String>(expression: expression) }
        return flag ? "true" : "false"
    }
}

extension Value where Kind: NumberKind {
    /// The number as text, for the properties that AWS declares as strings.
    public var text: Value<String> {
        switch expression {
        case .integer(let number): Value<String>(String(number))
        case .double(let number): Value<String>(JSONWriter.text(of: number))
        default: Value<String>(expression: expression)
        }
    }
}
