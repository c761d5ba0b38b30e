import AWSAccess
import Diagnostics
import Foundation
import JSON

/// Reads the settings of one bucket, each with a call of its own.
struct BucketReader {
    /// What is known of it so far.
    private(set) var bucket: BucketDescription
    /// What AWS did not tell.
    private(set) var unchecked: [Inventory.Unchecked] = []
    /// What reports call it.
    private let shown: String
    private let aws: AWSCLI

    init(bucket: BucketDescription, shown: String, aws: AWSCLI) {
        self.bucket = bucket
        self.shown = shown
        self.aws = aws
    }

    /// Who gets at its objects, and how.
    mutating func readAccess() async throws {
        if let answer = try await read(
            "public access block", .high, "get-public-access-block", as: AccessBlockAnswer.self,
            absence: "NoSuchPublicAccessBlockConfiguration")
        {
            bucket.accessBlock = answer?.publicAccessBlockConfiguration ?? BucketDescription.AccessBlock.none
        }
        if let answer = try await read(
            "encryption", .high, "get-bucket-encryption", as: EncryptionAnswer.self,
            absence: "ServerSideEncryptionConfigurationNotFoundError")
        {
            bucket.isEncrypted = answer?.serverSideEncryptionConfiguration.rules.isEmpty == false
        }
        if let answer = try await read(
            "policy", .high, "get-bucket-policy", as: PolicyText.self, absence: "NoSuchBucketPolicy")
        {
            bucket.policy = answer?.policy.statements ?? []
        }
        // Amazon S3 User Guide, "Blocking public access to your Amazon S3 storage": no list makes it public then.
        if bucket.accessBlock?.ignorePublicAcls != true,
            let answer = try await read("access control list", .high, "get-bucket-acl", as: ACL.self)
        {
            bucket.grantedGroups = (answer?.grants ?? []).compactMap(\.grantee?.uri)
        }
    }

    /// Whether it keeps old versions, and whose it is, unless that is known.
    mutating func readKeeping() async throws {
        if let answer = try await read("versioning", .low, "get-bucket-versioning", as: Versioning.self) {
            bucket.isVersioned = answer?.status == "Enabled"
        }
        if bucket.tags == nil,
            let answer = try await read(
                "tags", .low, "get-bucket-tagging", as: BucketTags.self, absence: "NoSuchTagSet")
        {
            bucket.tags = answer?.tagSet ?? ResourceTags()
        }
    }

    /// How much it holds.
    mutating func readSize(at now: Date) async throws {
        do {
            bucket.size = try await size(at: now)
        } catch let error as AWSError where !error.concernsAllServices {
            unchecked.append(.init(what: "size of \(shown)", reason: "\(error)", atStake: .info))
        }
    }

    /// - Parameter absence: the error that means the setting is not made, and so is an answer.
    /// - Returns: nil inside for a setting that is not made; nil where AWS does not tell.
    private mutating func read<Answer: Decodable & Sendable>(
        _ what: String, _ atStake: Diagnostic.Severity, _ command: String, as type: Answer.Type, absence: String = ""
    ) async throws -> Answer?? {
        do {
            // A setting that was never made is no text at all, as with get-bucket-versioning.
            return try await aws.run(["s3api", command, "--bucket", bucket.name], ifAny: Answer.self)
        } catch AWSError.service(absence, _, _) {
            return .some(nil)
        } catch let error as AWSError where !error.concernsAllServices {
            unchecked.append(.init(what: "\(what) of \(shown)", reason: "\(error)", atStake: atStake))
            return nil
        }
    }

    /// The last daily measurement. Amazon S3 User Guide, "Amazon S3 daily storage metrics for buckets in CloudWatch".
    private func size(at now: Date) async throws -> Double? {
        let day: TimeInterval = 86_400
        let statistics = try await aws.run(
            [
                "cloudwatch", "get-metric-statistics", "--namespace", "AWS/S3", "--metric-name", "BucketSizeBytes",
                "--dimensions", "Name=BucketName,Value=\(bucket.name)", "Name=StorageType,Value=StandardStorage",
                "--start-time", (now - 3 * day).formatted(.iso8601), "--end-time", now.formatted(.iso8601), "--period",
                "86400",
                "--statistics", "Average",
            ], as: Statistics.self)
        let bytes = statistics.datapoints.max { $0.timestamp < $1.timestamp }?.average
        // An exbibyte, beyond which a decimal number of these bytes is none.
        return bytes.flatMap { (0...0x1p60).contains($0) ? $0 : nil }
    }
}

private struct AccessBlockAnswer: Decodable, Sendable {
    let publicAccessBlockConfiguration: BucketDescription.AccessBlock
}
private struct EncryptionAnswer: Decodable, Sendable {
    struct Configuration: Decodable, Sendable {
        struct Rule: Decodable, Sendable {}
        let rules: [Rule]
    }
    let serverSideEncryptionConfiguration: Configuration
}
/// A bucket's policy, which the answer holds as text.
private struct PolicyText: Decodable, Sendable {
    let policy: PolicyDocument

    private enum CodingKeys: String, CodingKey { case policy }

    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let text = try container.decode(String.self, forKey: .policy)
        do {
            policy = try JSONValue(parsing: Array(text.utf8)).decoded(keys: .capitalized)
        } catch {
            throw DecodingError.dataCorruptedError(
                forKey: .policy, in: container, debugDescription: "its text is no policy: \(error)")
        }
    }
}
private struct ACL: Decodable, Sendable {
    struct Grant: Decodable, Sendable {
        struct Grantee: Decodable, Sendable {
            let uri: String?
            enum CodingKeys: String, CodingKey { case uri = "uRI" }
        }
        let grantee: Grantee?
    }
    let grants: [Grant]?
}
private struct Versioning: Decodable, Sendable { let status: String? }
private struct Statistics: Decodable, Sendable {
    struct Point: Decodable, Sendable {
        let average: Double?
        let timestamp: ServiceTime
    }
    let datapoints: [Point]
}
