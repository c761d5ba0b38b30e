/// Which resource a finding or a price is about.
struct ResourceReference: Sendable, Hashable, Encodable {
    /// The CloudFormation type, such as `AWS::EC2::Volume`.
    let type: String
    /// The physical ID.
    let id: String
    /// Its place in the stacks (`Compute/WebGroup`), its tag `Name`, or the ID again.
    let name: String
}
