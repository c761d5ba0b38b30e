import AWSCloudFront
import AWSS3
import DNSConstructs
import IdentityConstructs
import StorageConstructs

/// Files that everybody may read: in a private bucket, and at the edges of Amazon CloudFront, which alone reads it.
///
///     let site = StaticSite(
///         in: stack.scope("Site"), pages: .singleApp,
///         domain: .init("www.example.com", certificate: edge, zone: zone))
///     stack.output("SiteUrl", site.url)
///     stack.output("SiteBucket", site.bucket.name)
///     stack.output("SiteDistribution", site.distribution.id)
///
/// CloudFormation puts nothing into a bucket: `aws s3 sync` does, or the tool `populate-datalake`, and an invalidation
/// then shows it to everybody at once.
public struct StaticSite {
    /// What has the files.
    public let bucket: PrivateBucket
    /// What serves them.
    public let distribution: Resource<CloudFront.Distribution>
    /// How CloudFront shows the bucket who it is.
    public let accessControl: Resource<CloudFront.OriginAccessControl>
    /// What browsers are told with each file.
    public let headersPolicy: Resource<CloudFront.ResponseHeadersPolicy>
    /// What looks up pages in folders; nil where nothing does.
    public let pageFunction: Resource<CloudFront.Function>?
    /// What has the logs; nil where none are kept.
    public let logBucket: PrivateBucket?
    /// Where it is, without a slash at its end.
    public let url: Value<String>

    let id: String

    /// - Parameters:
    ///   - bucket: that was there before, in place of one of its own. Its owner has to let CloudFront read.
    ///   - pages: which file an address leads to.
    ///   - contentSecurityPolicy: what pages may load and do. Without one that names their sources, a script that
    ///     somebody smuggles in is run like others.
    ///   - domain: a name of one's own.
    ///   - accessLogs: where requests are recorded.
    public init(
        in scope: Scope, bucket: PrivateBucket? = nil, pages: Pages = .files(),
        contentSecurityPolicy: Value<String> = "base-uri 'self'; frame-ancestors 'none'; object-src 'none'",
        domain: Domain? = nil, accessLogs: AccessLogs = .none
    ) {
        pages.reportProblem(to: scope)
        let bucket = bucket ?? PrivateBucket(in: scope)
        let logBucket = accessLogs.bucket(in: scope)
        accessControl = Self.accessControl(in: scope)
        headersPolicy = Self.headersPolicy(in: scope, contentSecurityPolicy)
        pageFunction = pages.function(in: scope)
        distribution = scope.add(
            "Distribution",
            CloudFront.Distribution(
                distributionConfig: .init(
                    defaultCacheBehavior: Self.behavior(headersPolicy, pageFunction), enabled: true,
                    aliases: domain.map { List($0.names) },
                    comment: "\(AWS.stackName) \(scope.id)", customErrorResponses: pages.errorResponses,
                    defaultRootObject: "index.html", httpVersion: .http2and3, ipv6Enabled: true,
                    logging: logBucket.map { .init(bucket: $0.domainName, prefix: "\(scope.id)/") },
                    origins: [
                        .init(
                            domainName: bucket.regionalDomainName, id: "Bucket",
                            originAccessControlId: accessControl.id,
                            // Has to be there, and is empty where the access control takes its place.
                            s3OriginConfig: .init(originAccessIdentity: ""))
                    ],
                    // Edges elsewhere cost a third more for each GB (Amazon CloudFront pricing).
                    priceClass: .priceClass100, viewerCertificate: domain?.viewerCertificate)))
        self.bucket = bucket
        self.logBucket = logBucket
        url = "https://\(domain?.names.first ?? distribution.domainName)"
        id = scope.id
        letRead(by: scope)
        domain?.addRecords(leadingTo: distribution, in: scope)
    }

    /// Allows to bring files to the site, to delete them, and to show what changed at once.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantPublish(to grantee: some Grantee) -> Grant {
        bucket.grantReadWrite(to: grantee)
        return grantee.actingRole.allow(
            "Invalidate\(id)", PolicyStatement(actions: ["cloudfront:CreateInvalidation"], resources: [arn]))
    }

    private var arn: Value<String> {
        "arn:\(AWS.partition):cloudfront::\(AWS.accountID):distribution/\(distribution.id)"
    }

    /// "Restrict access to an Amazon S3 origin" in the Amazon CloudFront developer guide. Who may list is told that
    /// there is no such file, and not that it is forbidden.
    private func letRead(by scope: Scope) {
        guard let policy = bucket.policy else {
            return scope.report(
                "missing-permission",
                "\(bucket.id) was there before, and nobody here lets CloudFront read it for \(id)", severity: .warning,
                fix:
                    "let its own policy allow cloudfront.amazonaws.com s3:GetObject and s3:ListBucket where AWS:SourceArn is the distribution's ARN"
            )
        }
        for (action, resource) in [
            ("s3:GetObject", "\(bucket.arn)/*" as Value<String>), ("s3:ListBucket", bucket.arn.text),
        ] {
            policy.add(.allowing("cloudfront.amazonaws.com", actions: [action], on: resource, by: arn))
        }
    }

    /// The managed policy CachingOptimized: by path alone, compressed, for a day unless the file says otherwise ("Use
    /// managed cache policies" in the Amazon CloudFront developer guide).
    private static let cachingOptimized: Value<ID<CloudFront.CachePolicy>> = "658327ea-f89d-4fab-a63d-7e88639e58f6"

    private static func behavior(
        _ headers: Resource<CloudFront.ResponseHeadersPolicy>, _ function: Resource<CloudFront.Function>?
    ) -> CloudFront.Distribution.DefaultCacheBehavior {
        .init(
            targetOriginId: "Bucket", viewerProtocolPolicy: .redirectToHttps, allowedMethods: ["GET", "HEAD"],
            cachePolicyId: cachingOptimized, compress: true,
            functionAssociations: function.map {
                [.init(eventType: "viewer-request", functionARN: $0.functionARN)]
            },
            responseHeadersPolicyId: headers.id)
    }

    private static func accessControl(in scope: Scope) -> Resource<CloudFront.OriginAccessControl> {
        scope.add(
            "AccessControl",
            CloudFront.OriginAccessControl(
                originAccessControlConfig: .init(
                    name: scope.uniqueName("AccessControl"), originAccessControlOriginType: "s3",
                    signingBehavior: "always", signingProtocol: "sigv4")))
    }

    /// "Understand response headers policies" in the Amazon CloudFront developer guide. They win over what files bring.
    private static func headersPolicy(
        in scope: Scope, _ contentSecurityPolicy: Value<String>
    ) -> Resource<CloudFront.ResponseHeadersPolicy> {
        scope.add(
            "HeadersPolicy",
            CloudFront.ResponseHeadersPolicy(
                responseHeadersPolicyConfig: .init(
                    name: scope.uniqueName("HeadersPolicy"),
                    securityHeadersConfig: .init(
                        contentSecurityPolicy: .init(contentSecurityPolicy: contentSecurityPolicy, override: true),
                        contentTypeOptions: .init(override: true),
                        frameOptions: .init(frameOption: "DENY", override: true),
                        referrerPolicy: .init(override: true, referrerPolicy: "strict-origin-when-cross-origin"),
                        // Two years; the domains below it may have no certificate.
                        strictTransportSecurity: .init(accessControlMaxAgeSec: 63_072_000, override: true)))))
    }
}

extension PrivateBucket {
    fileprivate var domainName: Value<String> { bucket?.domainName ?? "\(name).s3.\(AWS.urlSuffix)" }

    fileprivate var regionalDomainName: Value<String> {
        bucket?.regionalDomainName ?? "\(name).s3.\(AWS.region).\(AWS.urlSuffix)"
    }
}

extension Scope {
    /// A name that no other stack of the account has: CloudFront has one namespace for all regions, and its names are
    /// short. Behind the logical ID stand the last digits of what tells stacks apart, also such as are made again.
    func uniqueName(_ id: String) -> Value<String> {
        let identifier = AWS.stackID.split(separator: "/")[2]
        return "\(logicalID(id))-\(identifier.split(separator: "-")[4])"
    }
}
