import AWSAccess

/// Something in a VPC.
protocol NetworkedResource: Sendable {
    /// As the stacks call it.
    var physicalID: String { get }
    var tags: ResourceTags? { get }
    /// The VPC's ID.
    var network: String? { get }
}
