import Template

extension Examination {
    /// Where the domain name of something is wanted, by type and path.
    private static let domainNames: [String: [String]] = [
        "AWS::CloudFront::Distribution": ["DistributionConfig.Origins.*.DomainName"],
        "AWS::Route53::RecordSet": ["AliasTarget.DNSName"],
        "AWS::Route53::RecordSetGroup": ["RecordSets.*.AliasTarget.DNSName"],
    ]

    /// What is no domain name of a resource, and which attribute is ("Return values" of each type in the CloudFormation
    /// template reference).
    private static let others: [String: (attributes: [String], right: String)] = [
        "AWS::CloudFront::Distribution": (["Ref", "Id"], "DomainName"),
        "AWS::ElasticLoadBalancing::LoadBalancer": (["Ref"], "DNSName"),
        "AWS::ElasticLoadBalancingV2::LoadBalancer": (
            ["Ref", "LoadBalancerArn", "LoadBalancerFullName", "LoadBalancerName"], "DNSName"
        ),
        "AWS::S3::Bucket": (["Ref", "Arn"], "RegionalDomainName"),
    ]

    /// A domain name is one, and neither an ARN nor what its service calls a resource.
    mutating func checkIdentities() {
        guard !hasMacros, let stack = ownStacks.first else { return }
        for declared in resources.all {
            let (logicalID, resource) = (declared.logicalID, declared.resource)
            let type = declared.type
            for path in Self.domainNames[type] ?? [] {
                for value in resource.values(at: path, of: logicalID) {
                    guard case .resource(let member, let attribute)? = wiring.traces(of: value.value, in: stack).first,
                        let known = Self.others[member.resource.type], known.attributes.contains(attribute ?? "Ref")
                    else { continue }
                    // A bucket's alias is the address of its region's websites.
                    let isAlias = type != "AWS::CloudFront::Distribution"
                    let isBucket = member.resource.type == "AWS::S3::Bucket"
                    reportOnce(
                        "reference-type",
                        "\(words(value.value)) is no domain name",
                        at: value.path,
                        fix: isAlias && isBucket
                            ? "write the address of the region's websites, as in s3-website-eu-west-1.amazonaws.com"
                            : "use Fn::GetAtt \(member.logicalID).\(known.right)")
                }
            }
            if type == "AWS::EC2::Route" { checkFirewallEndpoint(of: resource, logicalID, stack) }
            if type == "AWS::CloudFormation::CustomResource" || type.hasPrefix("Custom::") {
                checkToken(of: resource, logicalID, stack)
            }
        }
    }

    /// "AWS::NetworkFirewall::Firewall", return values: each of EndpointIds is a zone, a colon and an endpoint.
    private mutating func checkFirewallEndpoint(of route: Template.Resource, _ logicalID: String, _ stack: Int) {
        for value in route.values(at: "VpcEndpointId", of: logicalID) {
            guard case .call(.select, let arguments) = value.value,
                case .resource(let firewall, "EndpointIds")? = wiring.traces(of: arguments[1], in: stack).first,
                firewall.resource.type == "AWS::NetworkFirewall::Firewall"
            else { continue }
            reportOnce(
                "reference-type",
                "each of \(firewall.logicalID).EndpointIds has its zone in front, as in eu-west-3a:vpce-0123456789abcdef0",
                at: value.path, fix: "split it with Fn::Split at \":\", and take the second part with Fn::Select")
        }
    }

    /// "AWS::CloudFormation::CustomResource" in the template reference: the ARN of a function or topic.
    private mutating func checkToken(of resource: Template.Resource, _ logicalID: String, _ stack: Int) {
        for value in resource.values(at: "ServiceToken", of: logicalID) {
            guard case .resource(let member, nil)? = wiring.traces(of: value.value, in: stack).first,
                member.resource.type == "AWS::Lambda::Function"
            else { continue }
            reportOnce(
                "reference-type",
                "ServiceToken takes an ARN, and the Ref of \(member.logicalID) is the function's name", at: value.path,
                fix: "use Fn::GetAtt \(member.logicalID).Arn")
        }
    }
}
