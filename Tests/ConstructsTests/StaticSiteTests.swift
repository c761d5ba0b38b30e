import AWSECR
import Constructs
import TemplateTesting
import XCTest

final class StaticSiteTests: XCTestCase {
    private func site(_ build: (Stack) -> Void = { _ = StaticSite(in: $0.scope("Site")) }) throws -> EvaluatedStack {
        try synthesize { build($0) }
    }

    private static let certificate: Value<ARN<CertificateManager.Certificate>> =
        "arn:aws:acm:us-east-1:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef"

    func testTheBucketIsReadByThisDistributionAndByNobodyElse() throws {
        let stack = try site()
        let statements = stack["SiteBucketPolicy"].Properties.PolicyDocument.Statement.elements
        XCTAssertEqual(statements.map(\.Effect), ["Deny", "Allow", "Allow"])
        XCTAssertEqual(statements.dropFirst().map(\.Action), [["s3:GetObject"], ["s3:ListBucket"]])
        XCTAssertEqual(statements.dropFirst().map(\.Resource), [["SiteBucket.Arn/*"], ["SiteBucket.Arn"]])
        for statement in statements.dropFirst() {
            XCTAssertEqual(statement.Principal, ["Service": "cloudfront.amazonaws.com"])
            XCTAssertEqual(
                statement.Condition.ArnEquals["aws:SourceArn"],
                "arn:aws:cloudfront::123456789012:distribution/SiteDistribution")
        }
        let origin = stack["SiteDistribution"].Properties.DistributionConfig.Origins[0]
        XCTAssertEqual(origin.DomainName, "SiteBucket.RegionalDomainName")
        XCTAssertEqual(origin.OriginAccessControlId, "SiteAccessControl")
        let control = stack["SiteAccessControl"].Properties.OriginAccessControlConfig
        XCTAssertEqual([control.SigningBehavior, control.SigningProtocol], ["always", "sigv4"])
        XCTAssertEqual(stack["SiteBucket"].Properties.PublicAccessBlockConfiguration.BlockPublicPolicy, true)
    }

    func testItIsServedEncryptedCompressedAndByTheNewestHTTP() throws {
        let configuration = try site()["SiteDistribution"].Properties.DistributionConfig
        XCTAssertEqual(configuration.HttpVersion, "http2and3")
        XCTAssertEqual(configuration.IPV6Enabled, true)
        XCTAssertEqual(configuration.DefaultRootObject, "index.html")
        XCTAssertEqual(configuration.PriceClass, "PriceClass_100")
        let behavior = configuration.DefaultCacheBehavior
        XCTAssertEqual(behavior.ViewerProtocolPolicy, "redirect-to-https")
        XCTAssertEqual(behavior.AllowedMethods, ["GET", "HEAD"])
        XCTAssertEqual(behavior.Compress, true)
        XCTAssertEqual(behavior.ResponseHeadersPolicyId, "SiteHeadersPolicy")
        XCTAssertEqual(behavior.FunctionAssociations, .missing)
        XCTAssertEqual(configuration.CustomErrorResponses, .missing)
        XCTAssertEqual(configuration.Logging, .missing)
    }

    func testBrowsersAreToldNotToFrameSniffOrGoBackToPlainHTTP() throws {
        let stack = try site {
            _ = StaticSite(in: $0.scope("Site"), contentSecurityPolicy: "default-src 'self'")
        }
        let headers = stack["SiteHeadersPolicy"].Properties.ResponseHeadersPolicyConfig.SecurityHeadersConfig
        XCTAssertEqual(headers.ContentSecurityPolicy.ContentSecurityPolicy, "default-src 'self'")
        XCTAssertEqual(headers.FrameOptions.FrameOption, "DENY")
        XCTAssertEqual(headers.ContentTypeOptions.Override, true)
        XCTAssertEqual(headers.StrictTransportSecurity.AccessControlMaxAgeSec, 63_072_000)
        XCTAssertEqual(headers.StrictTransportSecurity.IncludeSubdomains, .missing)
    }

    func testWhatThereIsNotIsAnsweredByWhatWasAskedFor() throws {
        let stack = try site { stack in
            _ = StaticSite(in: stack.scope("App"), pages: .singleApp)
            _ = StaticSite(in: stack.scope("Docs"), pages: .folders(notFound: "/404.html"))
        }
        XCTAssertEqual(
            stack["AppDistribution"].Properties.DistributionConfig.CustomErrorResponses,
            [
                [
                    "ErrorCode": 404, "ErrorCachingMinTTL": 60, "ResponseCode": 200,
                    "ResponsePagePath": "/index.html",
                ]
            ])
        let docs = stack["DocsDistribution"].Properties.DistributionConfig
        XCTAssertEqual(docs.CustomErrorResponses[0].ResponseCode, 404)
        XCTAssertEqual(docs.CustomErrorResponses[0].ResponsePagePath, "/404.html")
        XCTAssertEqual(
            docs.DefaultCacheBehavior.FunctionAssociations,
            [["EventType": "viewer-request", "FunctionARN": "DocsPageFunction"]])
        XCTAssertTrue(stack["DocsPageFunction"].Properties.FunctionCode.string.contains("index.html"))
        assertOneError(
            diagnose { _ = StaticSite(in: $0.scope("Docs"), pages: .files(notFound: "404.html")) },
            "pattern-mismatch", at: #line - 1)
    }

    func testAnOwnNameHasACertificateOfTheEdgesAndRecords() throws {
        let stack = try site { stack in
            let zone = Zone.existing(in: stack.scope("Domain"), id: "Z0123456789", name: "example.com")
            let site = StaticSite(
                in: stack.scope("Site"),
                domain: .init(
                    "example.com", others: ["www.example.com"], certificate: .existing(arn: Self.certificate),
                    zone: zone))
            stack.output("Url", site.url)
        }
        XCTAssertEqual(stack.outputs["Url"], "https://example.com")
        let configuration = stack["SiteDistribution"].Properties.DistributionConfig
        XCTAssertEqual(configuration.Aliases, ["example.com", "www.example.com"])
        XCTAssertEqual(configuration.ViewerCertificate.MinimumProtocolVersion, "TLSv1.2_2021")
        XCTAssertEqual(configuration.ViewerCertificate.SslSupportMethod, "sni-only")
        XCTAssertEqual(
            stack.all("AWS::Route53::RecordSet").mapValues { [$0.Name, $0.Type] },
            [
                "SiteNameA": ["example.com", "A"], "SiteNameAAAA": ["example.com", "AAAA"],
                "SiteName2A": ["www.example.com", "A"], "SiteName2AAAA": ["www.example.com", "AAAA"],
            ])
        XCTAssertEqual(
            stack["SiteNameA"].Properties.AliasTarget,
            ["DNSName": "SiteDistribution.DomainName", "HostedZoneId": "Z2FDTNDATAQYW2"])
    }

    func testACertificateOfAnotherRegionIsToldAtTheLineOfTheSite() {
        assertOneError(
            diagnose { stack in
                _ = StaticSite(
                    in: stack.scope("Site"),
                    domain: .init(
                        "example.com",
                        certificate: .existing(
                            arn: "arn:aws:acm:eu-west-3:123456789012:certificate/01234567-89ab-cdef-0123-456789abcdef")
                    ))
            }, "certificate-region", at: #line - 6)
    }

    func testLogsAreKeptInABucketThatCloudFrontLetsItselfIn() throws {
        let stack = try site { _ = StaticSite(in: $0.scope("Site"), accessLogs: .keptForDays(90)) }
        XCTAssertEqual(
            stack["SiteDistribution"].Properties.DistributionConfig.Logging,
            ["Bucket": "SiteAccessLogsBucket.DomainName", "Prefix": "Site/"])
        let logs = stack["SiteAccessLogsBucket"].Properties
        XCTAssertEqual(logs.OwnershipControls.Rules, [["ObjectOwnership": "BucketOwnerPreferred"]])
        XCTAssertEqual(logs.PublicAccessBlockConfiguration.BlockPublicAcls, true)
        XCTAssertEqual(logs.LifecycleConfiguration.Rules.elements.last?.ExpirationInDays, 90)
    }

    func testABucketThatWasThereBeforeIsServedAndItsOwnerIsAsked() {
        let diagnostics = diagnose { stack in
            _ = StaticSite(in: stack.scope("Site"), bucket: .existing("Files", name: "example-files"))
        }
        XCTAssertEqual(diagnostics.map(\.code), ["missing-permission"])
        XCTAssertEqual(diagnostics.first?.severity, .warning)
        XCTAssertEqual(diagnostics.first?.location?.line, #line - 4)
        XCTAssertTrue(diagnostics.first?.message.contains("Files was there before") == true, "\(diagnostics)")
    }

    func testWhoPublishesMayWriteFilesAndShowThemAtOnce() throws {
        let stack = try site { stack in
            let site = StaticSite(in: stack.scope("Site"))
            site.grantPublish(to: Role(in: stack.scope("Publisher"), assumedBy: "codebuild.amazonaws.com"))
        }
        let allowed = stack.allowed("PublisherRole")
        XCTAssertEqual(
            allowed["cloudfront:CreateInvalidation"],
            ["arn:aws:cloudfront::123456789012:distribution/SiteDistribution"])
        XCTAssertEqual(allowed["s3:PutObject"], ["SiteBucket.Arn/*"])
        XCTAssertEqual(allowed["s3:DeleteObject"], ["SiteBucket.Arn/*"])
    }
}
