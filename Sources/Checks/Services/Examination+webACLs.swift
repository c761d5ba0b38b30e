import Template

extension Examination {
    /// A web ACL of the scope CLOUDFRONT is for distributions, and one of REGIONAL for all else; what its rules refer to
    /// is of the same scope ("AssociateWebACL", "Rule" and "LoggingConfiguration" in the AWS WAFV2 API reference).
    mutating func checkWebACLs() {
        checkAssociations()
        checkDistributionACLs()
        checkRuleReferences()
        checkLogDestinations()
    }

    private mutating func checkAssociations() {
        for (association, wiring) in cases(of: "AWS::WAFv2::WebACLAssociation") {
            let acl = wiring.target(of: association.value("WebACLArn"), type: Self.webACL)
            if let acl, wiring.text(acl.value("Scope")) == "CLOUDFRONT" {
                report(
                    "web-acl-scope",
                    "\(acl.logicalID) is of the scope CLOUDFRONT, and distributions name it themselves",
                    at: association, .key("WebACLArn"), notes: [("the web ACL", acl)],
                    fix: "name one of the scope REGIONAL, or set the WebACLId of the distribution")
            }
            checkProtected(by: association, wiring)
        }
    }

    private mutating func checkProtected(by association: WiredResource, _ wiring: Wiring) {
        guard let value = association.value("ResourceArn") else { return }
        let target = wiring.target(of: value)?.resource
        let text = wiring.parts(of: value)?.map { if case .text(let text) = $0 { text } else { "*" } }.joined() ?? ""
        let reason: String? =
            switch target?.resource.type {
            case "AWS::CloudFront::Distribution": "is a distribution, which names its web ACL itself"
            case "AWS::ElasticLoadBalancingV2::LoadBalancer":
                target.flatMap(wiring.kind).flatMap { kind in
                    kind == "application" ? nil : "is of type \(kind), and WAF looks at HTTP only"
                }
            case nil where text.contains(":cloudfront:"): "is a distribution, which names its web ACL itself"
            case nil where text.contains("::/apis/"): "is an HTTP API, and WAF protects REST APIs"
            default: nil
            }
        guard let reason else { return }
        report(
            "web-acl-scope", "\(target?.logicalID ?? "this") \(reason)", at: association, .key("ResourceArn"),
            notes: target.map { [("it is declared here", $0)] } ?? [],
            fix: "name an application load balancer, a stage of a REST API, or another resource that WAF protects")
    }

    private mutating func checkDistributionACLs() {
        for (distribution, wiring) in cases(of: "AWS::CloudFront::Distribution") {
            for place in wiring.places(at: "DistributionConfig/WebACLId", of: distribution) {
                guard let acl = wiring.target(of: place.value, type: Self.webACL),
                    wiring.text(acl.value("Scope")) == "REGIONAL"
                else { continue }
                report(
                    "web-acl-scope", "\(acl.logicalID) is of the scope REGIONAL", at: distribution,
                    steps: place.steps, notes: [("the web ACL", acl)],
                    fix: "give it the scope CLOUDFRONT, in a stack of us-east-1")
            }
        }
    }

    private mutating func checkRuleReferences() {
        let sets = ["AWS::WAFv2::IPSet", "AWS::WAFv2::RegexPatternSet", "AWS::WAFv2::RuleGroup"]
        for (acl, wiring) in cases(of: [Self.webACL, "AWS::WAFv2::RuleGroup"]) {
            guard let scope = wiring.text(acl.value("Scope")) else { continue }
            for place in wiring.places(at: "Rules/*", of: acl) {
                var used: [WiredResource] = []
                place.value.expression.forEachUse(in: place.value.stack) { value in
                    if let target = wiring.target(of: value) { used.append(target.resource) }
                }
                for set in used where sets.contains(set.resource.type) {
                    guard let other = wiring.text(set.value("Scope")), other != scope else { continue }
                    report(
                        "web-acl-scope", "\(set.logicalID) is of the scope \(other), and this of \(scope)", at: acl,
                        steps: place.steps, notes: [("it is declared here", set)],
                        fix: "give both the same scope")
                }
            }
        }
    }

    /// "Logging AWS WAF protection pack (web ACL) traffic" in the AWS WAF developer guide.
    private mutating func checkLogDestinations() {
        for (configuration, wiring) in cases(of: "AWS::WAFv2::LoggingConfiguration") {
            for place in wiring.places(at: "LogDestinationConfigs/*", of: configuration) {
                guard let (target, property) = wiring.logDestination(place.value) else { continue }
                let value = target.value(property)
                // What is put together may still begin so.
                let isNamed =
                    switch value.flatMap(wiring.parts)?.first {
                    case .text(let text)? where wiring.text(value) == nil:
                        text.hasPrefix(Self.logPrefix) || Self.logPrefix.hasPrefix(text)
                    case .text?: wiring.text(value)?.hasPrefix(Self.logPrefix) == true
                    default: !wiring.isAbsent(value)
                    }
                guard !isNamed else { continue }
                report(
                    "web-acl-logs", "\(target.logicalID) has no name that begins with \(Self.logPrefix)",
                    // What CloudFormation makes up begins with the stack's name, which may be any.
                    severity: wiring.isAbsent(value) ? .warning : .error, at: configuration, steps: place.steps,
                    notes: [("it is declared here", target)],
                    fix: "give it a \(property) that does")
            }
        }
    }

    private static var webACL: String { "AWS::WAFv2::WebACL" }
    private static var logPrefix: String { "aws-waf-logs-" }
}

extension Wiring {
    /// What a web ACL's log goes into, and the property that says its name: itself, or what stands in an ARN that is put
    /// together.
    fileprivate func logDestination(_ value: WiredValue) -> (resource: WiredResource, property: String)? {
        let names = [
            "AWS::KinesisFirehose::DeliveryStream": "DeliveryStreamName", "AWS::Logs::LogGroup": "LogGroupName",
            "AWS::S3::Bucket": "BucketName",
        ]
        for case .value(let part) in parts(of: value) ?? [] {
            if let resource = target(of: part)?.resource, let property = names[resource.resource.type] {
                return (resource, property)
            }
        }
        return nil
    }
}
