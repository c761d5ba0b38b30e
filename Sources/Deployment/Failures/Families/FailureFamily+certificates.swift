extension FailureFamily {
    /// Certificates that nobody has proven a right to yet. AWS Certificate Manager User Guide, "DNS validation".
    static let certificate = FailureFamily("certificate") { failure in
        if failure.type == "AWS::CertificateManager::Certificate" {
            if failure.reason.has("CAA") {
                return FailureExplanation(
                    reason: "a CAA record of the domain lets no certificate be issued by Amazon",
                    fix: "add a CAA record for amazon.com to the domain's DNS zone, then deploy again",
                    property: "DomainName"
                )
            }
            guard
                failure.reason.hasCode("NotStabilized")
                    || failure.reason.has("stabilize", "timed out", "PENDING_VALIDATION")
            else { return nil }
            let record = failure.dnsRecord.map { ": \($0)" } ?? ""
            return FailureExplanation(
                reason:
                    "the certificate waited for its domain to be proven, and nobody did: the DNS record that it asks for is not there\(record)",
                fix:
                    "add the CNAME record to the DNS zone that the domain's registrar delegates to, and deploy again; with a zone in Route 53, the argument domainValidationOptions with its hostedZoneId lets CloudFormation add it",
                property: "DomainValidationOptions")
        }
        guard
            failure.reason.has(
                "SSL certificate doesn't exist", "must have a fully-qualified domain name", "UnsupportedCertificate")
        else { return nil }
        let region = failure.service == "CloudFront" ? ", and it must be of us-east-1" : " and in this region"
        return FailureExplanation(
            reason: "the certificate cannot be used here: it is not issued yet, or not where it is needed",
            fix:
                "give a certificate whose status is ISSUED\(region): 'aws acm list-certificates --certificate-statuses ISSUED'",
            property: failure.service == "CloudFront" ? "DistributionConfig.ViewerCertificate" : "Certificates")
    }
}

extension FailedResource {
    /// The record that CloudFormation told while it waited: `Content of DNS Record is: {Name: ...,Type: CNAME,Value: ...}`.
    /// AWS CloudFormation User Guide, "AWS::CertificateManager::Certificate".
    var dnsRecord: String? {
        for text in earlierReasons.reversed() {
            guard
                let match = text.firstMatch(
                    of: #/\{Name: (?<name>[^,\s]+), ?Type: (?<type>[^,\s]+), ?Value: (?<value>[^}\s]+)\}/#)
            else { continue }
            return "\(match.name) \(match.type) \(match.value)"
        }
        return nil
    }
}
