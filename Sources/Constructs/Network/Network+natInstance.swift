import AWSEC2

extension Network {
    /// A machine that hands on what the application tier sends out, as "NAT instances" in the Amazon VPC user guide describe it.
    ///
    /// A failure of the machine below it is mended by EC2 ("Automatic instance recovery" in its user guide), one of its own is
    /// not. Its address is another one after a replacement.
    ///
    /// - Parameter addresses: of the network.
    /// - Returns: the route.
    func addNATInstance(to scope: Scope, name: Value<String>, addresses: CIDRBlock) -> any Dependable {
        let securityGroup = SecurityGroup(
            in: scope.scope("NAT"), vpc: vpcId, description: "NAT, used from within the network", name: "\(name)-nat")
        let ways = securityGroup.allowHandingOn(from: Value(addresses.description))
        let instance = scope.add(
            Self.natInstanceID,
            EC2.Instance(
                blockDeviceMappings: [
                    .init(
                        deviceName: "/dev/xvda",
                        ebs: .init(deleteOnTermination: true, encrypted: true, volumeSize: 8, volumeType: "gp3"))
                ],
                // More than its share of the processor is not paid for, but waited for.
                creditSpecification: .init(cpuCredits: "standard"),
                imageId: .ssm("/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-default-arm64"),
                // With half of its memory, installing a package is what it may not survive.
                instanceType: "t4g.micro", metadataOptions: .init(httpPutResponseHopLimit: 1, httpTokens: "required"),
                // It has an address from the start: what makes it a router comes from the internet.
                networkInterfaces: [
                    .init(
                        deviceIndex: "0", associatePublicIpAddress: true, deleteOnTermination: true,
                        groupSet: [securityGroup.id], subnetId: publicTier.subnets[0].subnetId)
                ],
                sourceDestCheck: false, tags: ["Name": "\(name)-nat"],
                userData: Self.natScript.rendered(signalling: scope.logicalID(Self.natInstanceID))),
            dependsOn: ([publicTier] as [any Dependable]) + ways, creationPolicy: .signals(1))
        return scope.add(
            "ApplicationInternetRoute",
            EC2.Route(
                routeTableId: applicationTier.routeTables[0].routeTableId, destinationCidrBlock: "0.0.0.0/0",
                instanceId: instance.instanceId))
    }

    private static let natInstanceID = "NATInstance"

    /// Its last command fails, and the deployment with it, where the rule is not there. A package is asked for again, since
    /// what else runs at the first start may empty the package manager's cache meanwhile.
    private static var natScript: UserData {
        UserData(
            """
            for attempt in 1 2 3 4 5; do dnf install -y iptables-services && break; sleep 10; done
            systemctl enable --now iptables
            echo 'net.ipv4.ip_forward = 1' > /etc/sysctl.d/90-nat.conf
            sysctl -p /etc/sysctl.d/90-nat.conf
            interface=$(ip -4 route show default | sed -n '1s/.* dev \\([^ ]*\\).*/\\1/p')
            iptables -t nat -A POSTROUTING -o "$interface" -j MASQUERADE
            iptables -F FORWARD
            iptables-save > /etc/sysconfig/iptables
            iptables -t nat -C POSTROUTING -o "$interface" -j MASQUERADE
            """)
    }
}

extension SecurityGroup {
    /// Allows what is only handed on: anything from within a network, to anywhere. Who may send what is decided where it is
    /// sent.
    fileprivate func allowHandingOn(from addresses: Value<String>) -> [any Dependable] {
        [
            scope.add(
                "FromNetwork",
                EC2.SecurityGroupIngress(
                    ipProtocol: "-1", cidrIp: addresses, description: "What is to be handed on", groupId: id)),
            scope.add(
                "ToInternet",
                EC2.SecurityGroupEgress(
                    groupId: id, ipProtocol: "-1", cidrIp: "0.0.0.0/0", description: "What is handed on")),
        ]
    }
}
