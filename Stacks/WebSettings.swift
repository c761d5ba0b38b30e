import AWSEC2
import CloudFormation

/// What differs between environments of how visitors reach the shop.
struct WebSettings {
    let certificateArn: Value<ARN<CertificateManager.Certificate>>
    let hasCertificate: Condition
    let domainName: Value<String>
    let hasDomainName: Condition
    let accessLogs: Condition

    init(in root: Stack) {
        certificateArn = root.parameter(
            "CertificateArn", .string(), default: "",
            allowedPattern: "|arn:aws[a-z-]*:acm:[a-z0-9-]+:[0-9]{12}:certificate/.+",
            description: "The certificate for HTTPS at the load balancer; without one it serves HTTP only.",
            constraint: "empty, or the ARN of a certificate in Certificate Manager", group: "Application")
        domainName = root.parameter(
            "DomainName", default: "", allowedPattern: "|[a-z0-9]([a-z0-9.-]*[a-z0-9])?",
            description:
                "The name that the certificate is for, and that DNS leads to the load balancer; the shop's address is then https with this name.",
            constraint: "empty, or a host name such as shop.example.com", group: "Application")

        let recordsAccess = root.parameter(
            "AccessLogs", .boolean, default: false,
            description: "Whether the load balancer records every request in a bucket of its own, for 90 days.",
            group: "Application")

        hasCertificate = root.condition("HasCertificate", certificateArn != "")
        hasDomainName = root.condition("HasDomainName", domainName != "")
        accessLogs = root.condition("HasAccessLogs", recordsAccess == true)
        root.require(
            certificateArn != "", when: domainName != "",
            "DomainName needs a CertificateArn: without one the shop has no https, and its name is not used")
    }
}
