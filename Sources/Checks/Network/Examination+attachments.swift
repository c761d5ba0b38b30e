import Diagnostics
import Template

extension Examination {
    /// What belongs to one at a time is given to one.
    mutating func checkAttachments() {
        for use in SoleUse.all { check(use) }
    }

    private mutating func check(_ use: SoleUse) {
        let owners = grouped(use.type, by: use.property, type: use.taken)
        for (resource, wiring) in cases(of: use.type) {
            guard let value = resource.value(use.property), !wiring.isAbsent(value), use.counts(resource, wiring),
                !use.mayBeShared(value, wiring)
            else { continue }
            let other = owners[wiring.identity(of: value, type: use.taken)].prefix { $0 != resource }.first {
                use.counts($0, wiring) && areMadeTogether($0, resource)
            }
            guard let other else { continue }
            report(
                "already-attached", "\(wiring.words(for: other, besides: resource)) \(use.words)",
                severity: use.severity, at: resource,
                .key(use.property), notes: [("the other one", other)],
                fix: "leave one of them out, or give it one of its own")
        }
    }
}

/// What a resource takes for itself alone.
private struct SoleUse {
    let type: String
    let property: String
    /// The type of what is taken.
    let taken: String
    /// A property without which the resource takes nothing.
    var beside: String?
    /// What the first one does, as in "attaches the gateway already".
    let words: String
    /// A warning where AWS lets the second one take it away from the first.
    var severity = Diagnostic.Severity.error

    /// From "AttachInternetGateway", "AttachVpnGateway", "CreateNatGateway", "AttachVolume", "AttachNetworkInterface",
    /// "AssociateAddress", "ReplaceNetworkAclAssociation" and "AssociateDhcpOptions" in the Amazon EC2 API reference,
    /// and "Internet gateways" in the Amazon VPC user guide.
    static let all = [
        SoleUse(
            type: "AWS::EC2::VPCGatewayAttachment", property: "InternetGatewayId", taken: "AWS::EC2::InternetGateway",
            words: "attaches the gateway already"),
        SoleUse(
            type: "AWS::EC2::VPCGatewayAttachment", property: "VpnGatewayId", taken: "AWS::EC2::VPNGateway",
            words: "attaches the gateway already"),
        SoleUse(
            type: "AWS::EC2::VPCGatewayAttachment", property: "VpcId", taken: "AWS::EC2::VPC",
            beside: "InternetGatewayId", words: "attaches an internet gateway to the network already"),
        SoleUse(
            type: "AWS::EC2::VPCGatewayAttachment", property: "VpcId", taken: "AWS::EC2::VPC", beside: "VpnGatewayId",
            words: "attaches a VPN gateway to the network already"),
        SoleUse(
            type: "AWS::EC2::NatGateway", property: "AllocationId", taken: "AWS::EC2::EIP",
            words: "has the address already"),
        SoleUse(
            type: "AWS::EC2::VolumeAttachment", property: "VolumeId", taken: "AWS::EC2::Volume",
            words: "attaches the volume already"),
        SoleUse(
            type: "AWS::EC2::NetworkInterfaceAttachment", property: "NetworkInterfaceId",
            taken: "AWS::EC2::NetworkInterface", words: "attaches the network interface already"),
        SoleUse(
            type: "AWS::EC2::EIPAssociation", property: "AllocationId", taken: "AWS::EC2::EIP",
            words: "has the address already, and loses it", severity: .warning),
        SoleUse(
            type: "AWS::EC2::SubnetNetworkAclAssociation", property: "SubnetId", taken: "AWS::EC2::Subnet",
            words: "gives the subnet a network ACL already, which it loses", severity: .warning),
        SoleUse(
            type: "AWS::EC2::VPCDHCPOptionsAssociation", property: "VpcId", taken: "AWS::EC2::VPC",
            words: "gives the network options already, which it loses", severity: .warning),
    ]

    func counts(_ resource: WiredResource, _ wiring: Wiring) -> Bool {
        beside.map { !wiring.isAbsent(resource.value($0)) } ?? true
    }

    /// "Attach an EBS volume to multiple EC2 instances using Multi-Attach" in the Amazon EBS user guide.
    func mayBeShared(_ value: WiredValue, _ wiring: Wiring) -> Bool {
        guard taken == "AWS::EC2::Volume" else { return false }
        let volume = wiring.target(of: value, type: taken)
        return wiring.text(volume?.value("MultiAttachEnabled"), otherwise: volume == nil ? nil : "false") != "false"
    }
}
