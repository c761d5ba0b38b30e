extension SecurityRequirement {
    /// A rule lets in whatever address.
    static var isOpenToWorld: Self {
        .any([
            .isOne(of: ["0.0.0.0/0"], at: "CidrIp"), .isOne(of: ["::/0", "0:0:0:0:0:0:0:0/0"], at: "CidrIpv6"),
        ])
    }

    /// Each rule of a security group is so, or a rule that is a resource of its own.
    static func ofRules(_ requirement: Self) -> Self {
        .all([
            .every("SecurityGroupIngress", requirement),
            // Only groups have a description of the group.
            .any([.isSet("GroupDescription"), requirement]),
        ])
    }

    /// No rule opens the port to the world.
    static func closesToWorld(port: Double) -> Self {
        ofRules(
            .not(
                .all([
                    isOpenToWorld,
                    .any([
                        .isOne(of: ["-1"], at: "IpProtocol"),
                        .all([
                            .isOne(of: ["tcp", "6"], at: "IpProtocol"),
                            .not(.isAtLeast(port + 1, at: "FromPort", standard: 0)),
                            .isAtLeast(port, at: "ToPort", standard: 65_535),
                        ]),
                    ]),
                ])))
    }

    /// A load balancer has an attribute, and it is true.
    static func hasAttribute(_ name: String) -> Self {
        .some("LoadBalancerAttributes", .all([.isOne(of: [name], at: "Key"), .isTrue("Value")]))
    }
}
