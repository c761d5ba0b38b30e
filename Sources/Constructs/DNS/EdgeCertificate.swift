import AWSCertificateManager

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
}
