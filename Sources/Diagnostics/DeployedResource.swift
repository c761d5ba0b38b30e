/// A resource that is deployed, as its account calls it.
public struct DeployedResource: Sendable, Hashable, Encodable {
    /// The CloudFormation type, such as `AWS::EC2::Volume`.
    public let type: String
    /// The physical ID.
    public let id: String
    /// Its place in the stacks (`Compute/WebGroup`), its tag `Name`, or the ID again.
    public let name: String

    public init(type: String, id: String, name: String) {
        self.type = type
        self.id = id
        self.name = name
    }
}
