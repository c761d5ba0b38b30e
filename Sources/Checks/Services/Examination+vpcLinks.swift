import Template

extension Examination {
    /// "AWS::ApiGateway::VpcLink" in the CloudFormation template reference: a REST API reaches a network by a Network Load
    /// Balancer.
    mutating func checkVPCLinks() {
        for (link, wiring) in cases(of: "AWS::ApiGateway::VpcLink") {
            for place in wiring.places(at: "TargetArns/*", of: link) {
                guard
                    let balancer = wiring.target(
                        of: place.value, type: "AWS::ElasticLoadBalancingV2::LoadBalancer"),
                    let type = wiring.text(balancer.value("Type"), otherwise: "application"), type != "network"
                else { continue }
                report(
                    "vpc-link-target", "\(balancer.logicalID) is a load balancer of type \(type), and no network one",
                    at: link, steps: place.steps, notes: [("the load balancer", balancer)],
                    fix:
                        "put one with the Type network before it, or reach it from an HTTP API, whose links take others"
                )
            }
        }
    }
}
