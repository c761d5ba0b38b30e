import Diagnostics
import Template

extension Examination {
    /// A distribution's behaviours name origins that it has, and its certificate is of the region that CloudFront takes
    /// them from ("DistributionConfig" and "ViewerCertificate" in the Amazon CloudFront API reference).
    mutating func checkDistributions() {
        for (distribution, wiring) in cases(of: "AWS::CloudFront::Distribution") {
            guard let configuration = distribution.value("DistributionConfig") else { continue }
            checkOrigins(of: distribution, configuration, wiring)
            checkOriginNames(of: distribution, configuration, wiring)
            checkLogBucket(of: distribution, configuration, wiring)
            let certificate = wiring.member(
                "AcmCertificateArn", of: wiring.member("ViewerCertificate", of: configuration))
            let parts = wiring.text(certificate)?.split(separator: ":", omittingEmptySubsequences: false) ?? []
            guard parts.count > 3, parts[2] == "acm", !parts[3].isEmpty, parts[3] != "us-east-1",
                parts[1] != "aws-cn"
            else { continue }
            report(
                "certificate-region", "the certificate is of \(parts[3]), and CloudFront takes those of us-east-1",
                at: distribution, .key("DistributionConfig"), .key("ViewerCertificate"), .key("AcmCertificateArn"),
                fix: "make the certificate in us-east-1")
        }
    }

    /// Attributes that are URLs, by type.
    private static let addresses: [String: [String]] = [
        "AWS::ApiGatewayV2::Api": ["ApiEndpoint"], "AWS::AppSync::GraphQLApi": ["GraphQLUrl"],
        "AWS::Lambda::Url": ["FunctionUrl"], "AWS::S3::Bucket": ["WebsiteURL"],
    ]

    /// "Origin" in the Amazon CloudFront API reference.
    private mutating func checkOriginNames(
        of distribution: WiredResource, _ configuration: WiredValue, _ wiring: Wiring
    ) {
        for (index, origin) in wiring.placedElements(of: wiring.member("Origins", of: configuration)) {
            guard let target = wiring.target(of: wiring.member("DomainName", of: origin)) else { continue }
            let type = target.resource.resource.type
            let isAddress = Self.addresses[type]?.contains(target.attribute ?? "") == true
            guard isAddress || type == "AWS::S3::Bucket" && target.attribute == nil && wiring.isOfS3(origin) else {
                continue
            }
            let name = target.resource.logicalID
            report(
                "pattern-mismatch",
                isAddress
                    ? "\(name).\(target.attribute ?? "") is a URL, and an origin has a domain name"
                    : "\(name) is a bucket's name, and an origin has a domain name",
                at: distribution, .key("DistributionConfig"), .key("Origins"), .index(index), .key("DomainName"),
                notes: [("declared here", target.resource)],
                fix: isAddress
                    ? "take the name out of it: Fn::Select 2 of Fn::Split / of the URL"
                    : "use \(name).RegionalDomainName")
        }
    }

    /// "Configure standard logging (legacy)" in the Amazon CloudFront developer guide: CloudFront gets in by an ACL.
    private mutating func checkLogBucket(
        of distribution: WiredResource, _ configuration: WiredValue, _ wiring: Wiring
    ) {
        let value = wiring.member("Bucket", of: wiring.member("Logging", of: configuration))
        guard let target = wiring.target(of: value), target.resource.resource.type == "AWS::S3::Bucket" else { return }
        let bucket = target.resource
        if target.attribute == nil || target.attribute == "Arn" {
            report(
                "pattern-mismatch",
                "logs go to a bucket by its domain name, and this is its \(target.attribute ?? "name")",
                at: distribution, .key("DistributionConfig"), .key("Logging"), .key("Bucket"),
                notes: [("the bucket", bucket)], fix: "use \(bucket.logicalID).DomainName")
        }
        let rules = wiring.elements(of: wiring.member("Rules", of: bucket.value("OwnershipControls")))
        let isEnforced = rules.contains {
            wiring.text(wiring.member("ObjectOwnership", of: $0)) == "BucketOwnerEnforced"
        }
        guard isEnforced || wiring.isAbsent(bucket.value("OwnershipControls")) else { return }
        report(
            "bucket-acl-disabled", "\(bucket.logicalID) has no ACLs, by which CloudFront would write its logs",
            at: distribution, .key("DistributionConfig"), .key("Logging"), notes: [("the bucket", bucket)],
            fix: "write OwnershipControls with the ObjectOwnership BucketOwnerPreferred into \(bucket.logicalID)")
    }

    private mutating func checkOrigins(
        of distribution: WiredResource, _ configuration: WiredValue, _ wiring: Wiring
    ) {
        let groups = wiring.member("Items", of: wiring.member("OriginGroups", of: configuration))
        guard let own = wiring.possibleElements(of: wiring.member("Origins", of: configuration)),
            let grouped = wiring.possibleElements(of: groups), !own.isEmpty
        else { return }
        let ids = (own + grouped).map { wiring.text(wiring.member("Id", of: $0)) }
        guard !ids.contains(nil) else { return }
        let known = ids.compactMap(\.self)
        for place in wiring.places(
            at: "DistributionConfig/OriginGroups/Items/*/Members/Items/*/OriginId", of: distribution)
        {
            guard let id = wiring.text(place.value), !known.prefix(own.count).contains(id) else { continue }
            report(
                "unknown-origin", "the distribution has no origin \(id)", at: distribution, steps: place.steps,
                fix: Suggestion.choice(for: id, in: Array(known.prefix(own.count))))
        }
        for behaviour in wiring.behaviours(of: distribution) {
            guard let id = wiring.text(wiring.member("TargetOriginId", of: behaviour.value)), !known.contains(id) else {
                continue
            }
            report(
                "unknown-origin", "the distribution has no origin \(id)", at: distribution,
                steps: behaviour.steps + [.key("TargetOriginId")],
                fix: Suggestion.choice(for: id, in: known))
        }
    }
}

extension Wiring {
    /// Whether an origin is a bucket, and no server of whatever name.
    fileprivate func isOfS3(_ origin: WiredValue) -> Bool { !isAbsent(member("S3OriginConfig", of: origin)) }
}
