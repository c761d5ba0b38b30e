/// A typed view of an ``Expression``: what properties take and what intrinsic functions return.
public protocol TemplateValue: Sendable {
    var expression: Expression { get }

    /// Declares that `expression` yields this type. Nothing checks that: it is for libraries that wrap an intrinsic.
    init(expression: Expression)

    /// Whether CloudFormation sees a list.
    static var isList: Bool { get }
}

extension TemplateValue {
    @inlinable public static var isList: Bool { false }
}
