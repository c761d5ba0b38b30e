/// A partition of AWS: a group of regions that share accounts, and the names of their things.
///
/// Told by the region's prefix rather than by the caller's ARN, so that it is known before any call. Prefixes and DNS
/// suffixes are those of the AWS SDKs (`partitions.json`); a prefix that is not listed is the commercial partition's,
/// which is the one that gets new ones.
package struct Partition: Sendable, Equatable {
    /// As it stands in ARNs: `arn:aws-cn:s3:::bucket`.
    package let name: String
    /// What the names of its services' hosts end in.
    package let dnsSuffix: String

    package init(region: String) {
        let match = Self.prefixed.first { region.hasPrefix($0.prefix) }
        name = match?.name ?? "aws"
        dnsSuffix = match?.dnsSuffix ?? "amazonaws.com"
    }

    private static let prefixed = [
        (prefix: "cn-", name: "aws-cn", dnsSuffix: "amazonaws.com.cn"),
        (prefix: "us-gov-", name: "aws-us-gov", dnsSuffix: "amazonaws.com"),
        (prefix: "eusc-", name: "aws-eusc", dnsSuffix: "amazonaws.eu"),
        (prefix: "us-iso-", name: "aws-iso", dnsSuffix: "c2s.ic.gov"),
        (prefix: "us-isob-", name: "aws-iso-b", dnsSuffix: "sc2s.sgov.gov"),
        (prefix: "eu-isoe-", name: "aws-iso-e", dnsSuffix: "cloud.adc-e.uk"),
        (prefix: "us-isof-", name: "aws-iso-f", dnsSuffix: "csp.hci.ic.gov"),
    ]
}
