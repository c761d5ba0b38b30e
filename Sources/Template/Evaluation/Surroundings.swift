/// What is known around templates. What is not told here stays unknown.
public struct Surroundings: Sendable {
    /// Tells what a resource yields: nil for what is not known.
    ///
    /// - Parameters:
    ///   - path: of stacks and logical ID, as in `Data/Database`.
    ///   - attribute: of `Fn::GetAtt`; nil for `Ref`.
    public typealias Made = @Sendable (_ path: String, _ attribute: String?) -> EvaluatedValue?

    /// By name, as in `AWS::Region`. Nested stacks have names and identifiers of their own, which are not asked here.
    public let pseudoParameters: [String: String]
    /// The names of the availability zones by region, in CloudFormation's order.
    public let availabilityZones: [String: [String]]
    /// What stacks of the account and region export, by name.
    public let exports: [String: String]
    /// What parameters of Systems Manager hold, by their names there.
    public let storedParameters: [String: String]
    public let made: Made

    public init(
        pseudoParameters: [String: String] = [:], availabilityZones: [String: [String]] = [:],
        exports: [String: String] = [:], storedParameters: [String: String] = [:],
        made: @escaping Made = { _, _ in nil }
    ) {
        self.pseudoParameters = pseudoParameters
        self.availabilityZones = availabilityZones
        self.exports = exports
        self.storedParameters = storedParameters
        self.made = made
    }
}
