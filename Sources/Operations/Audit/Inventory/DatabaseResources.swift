import AWSAccess

extension DatabaseInstance: NetworkedResource {
    var physicalID: String { identifier }
    var network: String? { subnetGroup?.vpcId }
    /// Whether its hours are billed: everything but stopped is.
    var isBilled: Bool { status != "stopped" }
    var major: String { engineVersion.split(separator: ".").prefix(2).joined(separator: ".") }
}

struct DatabaseParameter: Decodable, Sendable {
    let parameterName: String
    let parameterValue: String?
}
