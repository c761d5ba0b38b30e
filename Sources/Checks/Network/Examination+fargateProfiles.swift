import Template

extension Examination {
    /// "CreateFargateProfile" in the Amazon EKS API reference: only private subnets, without a route to an internet gateway.
    mutating func checkFargateProfiles() {
        for (profile, wiring) in cases(of: "AWS::EKS::FargateProfile") {
            for place in wiring.places(at: "Subnets/*", of: profile) {
                guard let subnet = wiring.target(of: place.value, type: "AWS::EC2::Subnet"),
                    wiring.reachesInternet(subnet) == true
                else { continue }
                report(
                    "public-subnet", "\(subnet.logicalID) is a public subnet, and EKS takes private ones only",
                    at: profile,
                    steps: place.steps, notes: [("the subnet", subnet)],
                    fix: "choose a subnet whose route table leads to no internet gateway")
            }
        }
    }
}
