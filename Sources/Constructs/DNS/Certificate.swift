import AWSCertificateManager
import AWSRoute53

/// A certificate of AWS Certificate Manager, which validates and renews it by records in the domain's zone.
///
///     let certificate = Certificate(in: stack.scope("Certificate"), for: "api.example.com", zone: zone)
///
/// It is of the stack's region, where load balancers and APIs take it. CloudFront takes those of us-east-1 only: see
/// ``EdgeCertificate``.
public struct Certificate {
    /// The certificate itself; nil where it was there before.
    public let certificate: Resource<CertificateManager.Certificate>?
    /// What listeners and domain names take.
    public let arn: Value<ARN<CertificateManager.Certificate>>

    /// The deployment waits until it is validated, which takes minutes; it waits in vain where the zone's name servers
    /// are not those that the domain has.
    ///
    /// - Parameters:
    ///   - domain: as in `example.com` or `*.example.com`. Another one is another certificate.
    ///   - alternatives: more domains, each in the same zone.
    ///   - zone: gets the records that show that the domains are one's own.
    public init(in scope: Scope, for domain: Value<String>, alternatives: [Value<String>] = [], zone: Zone) {
        let domains = [domain] + alternatives
        for problem in domains.compactMap(zone.problem(ofDomain:)) {
            scope.report(
                "certificate-validation", "\(problem), which is to have its record",
                fix: "name the zone of each domain, in a certificate of its own where they differ")
        }
        let certificate = scope.add(
            "Certificate",
            CertificateManager.Certificate(
                domainName: domain,
                domainValidationOptions: List(
                    Self.validated(domains).map { .init(domainName: $0, hostedZoneId: zone.id) }),
                subjectAlternativeNames: alternatives.isEmpty ? nil : List(alternatives), validationMethod: "DNS"))
        self.certificate = certificate
        arn = certificate.certificateArn
    }

    private init(existing arn: Value<ARN<CertificateManager.Certificate>>) {
        certificate = nil
        self.arn = arn
    }

    /// A certificate that was there before, of the stack's region.
    public static func existing(arn: Value<ARN<CertificateManager.Certificate>>) -> Certificate {
        Certificate(existing: arn)
    }

    /// Without wildcards whose domain is among the others: both are validated by one record, which would be made twice.
    private static func validated(_ domains: [Value<String>]) -> [Value<String>] {
        let known = Set(domains.compactMap(\.literal))
        return domains.filter { domain in
            guard let text = domain.literal, text.hasPrefix("*.") else { return true }
            return !known.contains(String(text.dropFirst(2)))
        }
    }
}

/// A certificate that CloudFront takes, which is one of us-east-1 ("Requirements for using SSL/TLS certificates with
/// CloudFront" in the Amazon CloudFront developer guide), wherever the rest of an app is.
///
///     let edge = EdgeCertificate.existing(
///         arn: root.parameter(
///             "EdgeCertificate", .string(), allowedPattern: "arn:aws:acm:us-east-1:[0-9]{12}:certificate/.+"))
///
/// CloudFormation makes resources in its stack's region. So an app whose environments are in another region makes the
/// certificate in a root stack of its own, whose environment's file names us-east-1, and its ARN is a parameter here.
public struct EdgeCertificate {
    /// What a distribution takes.
    public let arn: Value<ARN<CertificateManager.Certificate>>

    /// A certificate of us-east-1 that was there before.
    public static func existing(arn: Value<ARN<CertificateManager.Certificate>>) -> EdgeCertificate {
        EdgeCertificate(arn: arn)
    }

    /// A certificate of the same stack, where every environment of the app is in us-east-1. Elsewhere CloudFront
    /// refuses it.
    public static func ofStackInUSEast1(_ certificate: Certificate) -> EdgeCertificate {
        EdgeCertificate(arn: certificate.arn)
    }

    /// Says where a certificate is of another region, as far as that is known here.
    package func reportProblem(to scope: Scope) {
        let parts = (arn.text.literal ?? "").split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count > 3, parts[2] == "acm", parts[3] != "us-east-1", parts[1] != "aws-cn" else { return }
        scope.report(
            "certificate-region", "the certificate is of \(parts[3]), and CloudFront takes those of us-east-1",
            fix: "make one in us-east-1, and name that")
    }
}
