extension SecurityRule {
    static let ofNetwork = [
        SecurityRule(
            "SEC001", of: "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", checkov: "24",
            .explained("let in only who needs it", .closesToWorld(port: 22))),
        SecurityRule(
            "SEC002", of: "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", checkov: "25",
            .explained("let in only who needs it", .closesToWorld(port: 3389))),
        SecurityRule(
            "SEC130", of: "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", solutions: "EC23",
            .explained("let in only who needs it", .ofRules(.not(.isOpenToWorld)))),
        SecurityRule(
            "SEC131", of: "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", checkov: "23",
            .ofRules(.isSet("Description"))),
        SecurityRule(
            "SEC132", of: "AWS::EC2::VPC", solutions: "VPC7",
            .explained("add a flow log of it", .together(\.hasFlowLog))),
        SecurityRule(
            "SEC133", of: "AWS::EC2::SecurityGroup", "AWS::EC2::SecurityGroupIngress", checkov: "260",
            .explained("let in only who needs it", .closesToWorld(port: 80))),
        SecurityRule(
            "SEC134", of: "AWS::EC2::NetworkAcl", "AWS::EC2::NetworkAclEntry", solutions: "VPC3",
            .explained("use security groups", .not(.all([])))),
        SecurityRule(
            "SEC135", of: "AWS::ElasticLoadBalancingV2::LoadBalancer", solutions: "ELB2", checkov: "91",
            .hasAttribute("access_logs.s3.enabled")),
        SecurityRule(
            "SEC135", of: "AWS::ElasticLoadBalancing::LoadBalancer", solutions: "ELB2", checkov: "92",
            .isTrue("AccessLoggingPolicy/Enabled")),
        SecurityRule(
            "SEC136", of: "AWS::ElasticLoadBalancingV2::LoadBalancer", checkov: "131",
            .when(
                .isOne(of: ["application"], at: "Type", standard: "application"),
                .hasAttribute("routing.http.drop_invalid_header_fields.enabled"))),
        SecurityRule(
            "SEC137", of: "AWS::ElasticLoadBalancingV2::Listener", checkov: "2",
            .any([
                .not(.isOne(of: ["HTTP"], at: "Protocol")),
                .some("DefaultActions", .isOne(of: ["HTTPS", "#{protocol}"], at: "RedirectConfig/Protocol")),
            ])),
        SecurityRule(
            "SEC051", of: "AWS::ElasticLoadBalancingV2::Listener", checkov: "103",
            .when(
                .isOne(of: ["HTTPS", "TLS"], at: "Protocol"),
                .begins(
                    with: [
                        "ELBSecurityPolicy-TLS13-1-2", "ELBSecurityPolicy-TLS13-1-3", "ELBSecurityPolicy-FS-1-2",
                        "ELBSecurityPolicy-TLS-1-2",
                    ], at: "SslPolicy"))),
        SecurityRule(
            "SEC138", of: "AWS::ElasticLoadBalancing::LoadBalancer", solutions: "ELB1",
            .not(.some("Listeners", .isOne(of: ["HTTP", "HTTPS", "http", "https"], at: "Protocol")))),
        SecurityRule(
            "SEC139", of: "AWS::ElasticLoadBalancing::LoadBalancer", solutions: "ELB3",
            .isTrue("ConnectionDrainingPolicy/Enabled")),
        SecurityRule("SEC140", of: "AWS::ElasticLoadBalancing::LoadBalancer", solutions: "ELB4", .isTrue("CrossZone")),
        SecurityRule(
            "SEC137", of: "AWS::ElasticLoadBalancing::LoadBalancer", solutions: "ELB5",
            .every("Listeners", .isOne(of: ["HTTPS", "SSL", "https", "ssl"], at: "Protocol"))),
        SecurityRule(
            "SEC141", of: "AWS::EC2::VPCEndpointService", checkov: "123", .isTrue("AcceptanceRequired", standard: true)),
    ]
}
