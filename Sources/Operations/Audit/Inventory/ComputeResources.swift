import AWSAccess
import Environments

// What the audit reads of EC2's and Elastic Load Balancing's answers.

extension Instance: NetworkedResource {
    var physicalID: String { instanceId }
    var network: String? { vpcId }
    var isBilled: Bool { ["running", "pending"].contains(state.name) }
    var volumeIDs: [String] { (blockDeviceMappings ?? []).compactMap { $0.ebs?.volumeId } }
}

extension LoadBalancerDescription: NetworkedResource {
    var physicalID: String { loadBalancerArn }
    var network: String? { vpcId }
    /// Another call's to know.
    var tags: ResourceTags? { nil }
}

/// A block volume.
struct Volume: Decodable, Sendable {
    struct Attachment: Decodable, Sendable { let instanceId: String? }
    let volumeId: String
    let volumeType: String
    /// GiB.
    let size: Int
    let state: String
    let encrypted: Bool?
    let attachments: [Attachment]?
    let tags: ResourceTags?
}

/// A block volume's snapshot.
struct VolumeSnapshot: Decodable, Sendable {
    let snapshotId: String
    let startTime: ServiceTime?
    let state: String?
    /// GiB of the volume, the most that the snapshot can take.
    let volumeSize: Int
    let description: String?
    let tags: ResourceTags?

    /// Whether a machine image stands on it, so that it cannot be deleted and is no waste by itself.
    var belongsToImage: Bool {
        let text = description ?? ""
        return text.hasPrefix("Created by CreateImage(") || text.hasPrefix("Copied for DestinationAmi ")
    }
}

/// An Elastic IP address.
struct Address: Decodable, Sendable {
    let publicIp: String
    let allocationId: String?
    let associationId: String?
    let tags: ResourceTags?
}

struct NATGateway: Decodable, NetworkedResource {
    let natGatewayId: String
    let state: String
    let vpcId: String?
    let tags: ResourceTags?

    var physicalID: String { natGatewayId }
    var network: String? { vpcId }
}

struct SecurityGroupDescription: Decodable, Sendable {
    /// Rules for one protocol and range of ports.
    struct Permission: Decodable, Sendable {
        struct Range: Decodable, Sendable {
            let cidrIp: String
            let description: String?
        }
        struct IPv6Range: Decodable, Sendable {
            let cidrIpv6: String
            let description: String?
        }
        struct PrefixList: Decodable, Sendable { let prefixListId: String }

        /// `tcp`, `udp`, `icmp`, a number, or `-1` for all.
        let ipProtocol: String
        let fromPort: Int?
        let toPort: Int?
        let ipRanges: [Range]?
        let ipv6Ranges: [IPv6Range]?
        let prefixListIds: [PrefixList]?
    }
    let groupId: String
    let groupName: String
    let vpcId: String?
    let ipPermissions: [Permission]
    let tags: ResourceTags?
}

struct ListenerDescription: Decodable, Sendable {
    struct Action: Decodable, Sendable {
        struct Redirect: Decodable, Sendable {
            let `protocol`: String?
        }
        let type: String
        let redirectConfig: Redirect?
    }
    let listenerArn: String
    let loadBalancerArn: String
    let port: Int
    let `protocol`: String
    let sslPolicy: String?
    let defaultActions: [Action]?

    var redirectsToTLS: Bool {
        (defaultActions ?? []).contains { $0.type == "redirect" && $0.redirectConfig?.protocol == "HTTPS" }
    }
}

struct LaunchTemplateVersion: Decodable, Sendable {
    struct Contents: Decodable, Sendable { let metadataOptions: Instance.MetadataOptions? }
    let launchTemplateId: String
    let versionNumber: Int
    let launchTemplateData: Contents
}

/// A VPC endpoint; gateways cost nothing, interfaces do.
struct VPCEndpointDescription: Decodable, NetworkedResource {
    let vpcEndpointId: String
    let vpcEndpointType: String
    let vpcId: String?
    let subnetIds: [String]?
    let tags: ResourceTags?

    var physicalID: String { vpcEndpointId }
    var network: String? { vpcId }
}
