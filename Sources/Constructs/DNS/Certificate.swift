import AWSCertificateManager

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
