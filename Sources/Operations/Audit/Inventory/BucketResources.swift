import AWSAccess

// What the audit reads of S3's, CloudWatch's and other services' answers.

/// A bucket with its settings; nil is what could not be read, and has an entry under `unchecked`.
struct BucketDescription: Sendable {
    struct AccessBlock: Decodable, Sendable {
        let blockPublicAcls: Bool?
        let ignorePublicAcls: Bool?
        let blockPublicPolicy: Bool?
        let restrictPublicBuckets: Bool?

        static let none = AccessBlock(
            blockPublicAcls: false, ignorePublicAcls: false, blockPublicPolicy: false, restrictPublicBuckets: false)
        /// The settings that are off, as S3 names them.
        var missing: [String] {
            let settings = [
                ("BlockPublicAcls", blockPublicAcls), ("IgnorePublicAcls", ignorePublicAcls),
                ("BlockPublicPolicy", blockPublicPolicy), ("RestrictPublicBuckets", restrictPublicBuckets),
            ]
            return settings.filter { $0.1 != true }.map(\.0)
        }
    }

    let name: String
    var accessBlock: AccessBlock?
    /// Whether it encrypts what it stores.
    var isEncrypted: Bool?
    /// Its policy; one without statements where it has none.
    var policy: [PolicyDocument.Statement]?
    /// The groups that its access control list grants something to, by URI.
    var grantedGroups: [String]?
    var isVersioned: Bool?
    var tags: ResourceTags?
    /// Bytes in S3 Standard, as CloudWatch last measured them; nil when it has not yet.
    var size: Double?
}

struct AlarmDescription: Decodable, Sendable {
    let alarmName: String
    /// Seconds; nil for alarms on expressions.
    let period: Int?
}

struct SecretDescription: Decodable, Sendable {
    let arn: String
    let name: String
    let tags: ResourceTags?
    enum CodingKeys: String, CodingKey {
        case arn = "aRN"
        case name, tags
    }
}

struct LogGroupDescription: Decodable, Sendable {
    let logGroupName: String
    let storedBytes: Int?
}
