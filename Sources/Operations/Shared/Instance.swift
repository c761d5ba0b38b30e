import AWSAccess

/// An EC2 instance. Amazon EC2 API Reference, "Instance".
struct Instance: Decodable, Sendable, Equatable {
    struct State: Decodable, Sendable, Equatable { let name: String }
    struct MetadataOptions: Decodable, Sendable, Equatable {
        let httpTokens: String?
        let httpEndpoint: String?
    }
    struct Mapping: Decodable, Sendable, Equatable {
        struct EBS: Decodable, Sendable, Equatable { let volumeId: String }
        let ebs: EBS?
    }
    struct Monitoring: Decodable, Sendable, Equatable { let state: String }
    struct Reason: Decodable, Sendable, Equatable { let code: String? }

    let instanceId: String
    let instanceType: String
    let state: State
    let launchTime: ServiceTime?
    /// Why and when it stopped: `User initiated (2026-01-31 18:00:12 GMT)`.
    let stateTransitionReason: String?
    let stateReason: Reason?
    /// `ebs` or `instance-store`.
    let rootDeviceType: String?
    let publicIpAddress: String?
    let vpcId: String?
    /// `Windows`, or nothing.
    let platform: String?
    let metadataOptions: MetadataOptions?
    let blockDeviceMappings: [Mapping]?
    let monitoring: Monitoring?
    let tags: ResourceTags?
}

/// What "DescribeInstances" answers.
struct InstancePage: Decodable, Sendable {
    private struct Reservation: Decodable, Sendable { let instances: [Instance] }
    private let reservations: [Reservation]

    var instances: [Instance] { reservations.flatMap(\.instances) }
}
