/// Something that must hold of several parameters of a root stack together: what a deployment checks before AWS is
/// asked.
public struct ParameterConstraint: Sendable {
    /// When it must hold; nil for always.
    let condition: ParameterPredicate?
    let requirement: ParameterPredicate
    /// What the user should know whose values are refused.
    public let message: String
    /// The line of Swift that declares it.
    public let location: SourceLocation

    /// The parameters that it speaks of, in the order of their first use.
    public var parameters: [String] { predicate.parameters }

    /// What is allowed: `MinimumInstances <= MaximumInstances`, `DeletionProtection is 'true', where Environment is
    /// 'prod'`.
    public var allowed: String { "\(requirement)" + (condition.map { ", where \($0)" } ?? "") }

    /// Whether it holds for the values of parameters. Nil where that depends on one without a value, or on what only
    /// AWS knows.
    public func holds(for values: [String: String]) -> Bool? { predicate.holds(for: values) }

    var predicate: ParameterPredicate { condition.map { .any([.not($0), requirement]) } ?? requirement }
}
