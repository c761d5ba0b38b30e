import Template

extension Examination {
    /// What is reached through a load balancer is reached through one of its kind ("AWS::ApiGateway::VpcLink" and
    /// "AWS::EC2::VPCEndpointService" in the CloudFormation template reference).
    mutating func checkBalancerKinds() {
        for use in BalancerUse.all {
            for (user, wiring) in cases(of: use.type) {
                for place in wiring.places(at: use.path, of: user) {
                    guard
                        let balancer = wiring.target(
                            of: place.value, type: "AWS::ElasticLoadBalancingV2::LoadBalancer"),
                        let kind = wiring.text(balancer.value("Type"), otherwise: "application"), kind != use.kind
                    else { continue }
                    report(
                        "load-balancer-type",
                        "\(balancer.logicalID) is a load balancer of type \(kind), and no \(use.kind) one",
                        at: user, steps: place.steps, notes: [("the load balancer", balancer)], fix: use.fix)
                }
            }
        }
    }
}

/// Where a type names load balancers, and of which kind.
private struct BalancerUse {
    let type: String
    let path: String
    let kind: String
    let fix: String

    static let all = [
        BalancerUse(
            type: "AWS::ApiGateway::VpcLink", path: "TargetArns/*", kind: "network",
            fix: "put one with the Type network before it, or reach it from an HTTP API, whose links take others"),
        BalancerUse(
            type: "AWS::EC2::VPCEndpointService", path: "NetworkLoadBalancerArns/*", kind: "network",
            fix: "put one with the Type network before it"),
        BalancerUse(
            type: "AWS::EC2::VPCEndpointService", path: "GatewayLoadBalancerArns/*", kind: "gateway",
            fix: "name one with the Type gateway, or write NetworkLoadBalancerArns"),
    ]
}
