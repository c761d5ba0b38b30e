import Template

extension Examination {
    /// A bucket lets in the distribution that it is an origin of: "Restrict access to an Amazon S3 origin" in the Amazon
    /// CloudFront developer guide.
    mutating func checkOrigins(
        of distribution: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        let source = wiring.resource(logicalID, in: stack).flatMap { ResourceARN($0, wiring) }
        for origin in distribution.values(at: "DistributionConfig.Origins.*", of: logicalID) {
            guard let name = origin.value["DomainName"],
                let bucket = wiring.onlyResource(of: name, type: "AWS::S3::Bucket", in: stack),
                let statements = access.statements(ofTarget: bucket, for: origin.path),
                var objects = wiring.arn(of: bucket)
            else { continue }
            objects.append(TextPattern(glob: "/*"))
            let hasControl = origin.value["OriginAccessControlId"].map { $0.string != "" && !$0.isNoValue } ?? false
            let identity = origin.value["S3OriginConfig"]?["OriginAccessIdentity"]
            let hasIdentity = identity.map { $0.string != "" && !$0.isNoValue } ?? false
            guard hasControl || hasIdentity else { continue }
            let mayRead = statements.contains { statement in
                // Who an identity of the older kind is, principals say in several ways.
                hasIdentity && statement.mayNameUsers
                    && statement.mayAllow("s3:GetObject", on: objects, in: wiring)
                    || hasControl
                        && [statement].mayAllow(
                            "s3:GetObject", on: objects, for: TextPattern.principals(ofService: "cloudfront"),
                            from: source, in: wiring)
            }
            guard !mayRead else { continue }
            reportOnce(
                "missing-permission",
                "no policy lets \(hasControl ? "cloudfront.amazonaws.com" : "the origin access identity") read the objects of \(bucket.logicalID)",
                severity: .warning, at: origin.path.appending("DomainName"),
                fix:
                    "add an AWS::S3::BucketPolicy that allows s3:GetObject\(hasControl ? " where AWS:SourceArn is the distribution's ARN" : "")"
            )
        }
    }
}

extension PolicyStatement {
    /// Whether principals that are no services may be among those of the statement.
    fileprivate var mayNameUsers: Bool {
        placed["Principal"].contains { principal in
            principal.value.object.map { $0.entries.contains { $0.key != "Service" } } ?? true
        }
    }
}
