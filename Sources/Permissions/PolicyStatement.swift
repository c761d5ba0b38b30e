/// A statement of a policy that allows something.
public struct PolicyStatement: Sendable, Equatable {
    /// In their order.
    public let actions: [String]
    /// In their order.
    public let resources: [String]
    /// When it holds only.
    public let conditions: PolicyConditions

    /// Whether it holds for some resources only.
    public var isScoped: Bool { !resources.contains("*") }

    /// How many characters it has as IAM counts them, without white space, in a place.
    func size(in place: DeploymentPlace) -> Int { PolicyDocument(statements: [self]).size(in: place) }
}
