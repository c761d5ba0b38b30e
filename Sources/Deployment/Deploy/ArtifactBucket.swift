/// The bucket that templates are uploaded to, one an account, region and project.
///
/// Its name can be guessed, so anybody could have made it first, to read or swap what is deployed. Every access
/// therefore names the expected owner.
struct ArtifactBucket: Sendable {
    /// Says that every setting below was made; a bucket without it was left half-made by an interruption.
    private static let marker = (key: "webmarket:artifact-settings", value: "1")

    let name: String
    private let account: String
    /// The address of Amazon S3 in the region.
    private let origin: String

    /// - Throws: ``DeploymentError`` when the project's name does not fit a bucket's. Amazon S3 User Guide, "General
    ///   purpose bucket naming rules".
    init(project: String, account: String, connection: AWSConnection) throws {
        let region = connection.region
        origin = connection.endpoint ?? "https://s3.\(region).amazonaws.com\(region.hasPrefix("cn-") ? ".cn" : "")"
        name = "\(project.lowercased())-artifacts-\(account)-\(region)"
        self.account = account
        guard name.count <= 63, name.wholeMatch(of: #/[a-z0-9][a-z0-9.-]*[a-z0-9]/#) != nil else {
            throw DeploymentError(
                "the project name '\(project)' gives the artifact bucket the name '\(name)'; allowed: 3 to 63 small letters, digits and hyphens; shorten or change 'ProjectName'")
        }
    }

    /// Where an object is, in the form that CloudFormation takes for a template. Amazon S3 User Guide, "Path-style requests"; a
    /// bucket's name with a dot in it fits no certificate of the other form.
    func address(ofKey key: String) -> String { "\(origin)/\(name)/\(key)" }

    private struct Tagging: Decodable {
        struct Tag: Decodable {
            let key: String
            let value: String
        }
        let tagSet: [Tag]
    }

    /// Makes the bucket unless it is there with all its settings, and tells whether it had to.
    ///
    /// - Throws: ``DeploymentError`` when the bucket is somebody else's; ``AWSError``.
    func makeIfMissing(with aws: AWSCLI) async throws -> Bool {
        do {
            let tagging = try await aws.run(
                ["s3api", "get-bucket-tagging", "--bucket", name, "--expected-bucket-owner", account], as: Tagging.self)
            if tagging.tagSet.contains(where: { $0.key == Self.marker.key && $0.value == Self.marker.value }) { return false }
        } catch AWSError.service(code: "NoSuchBucket", _, _) {
            try await create(with: aws)
        } catch AWSError.service(code: "NoSuchTagSet", _, _) {
            // Made, and not yet settled.
        } catch AWSError.accessDenied(_, _, let detail) {
            throw DeploymentError(
                "the artifact bucket '\(name)' cannot be used: either it belongs to another account, then choose another 'ProjectName', or s3:GetBucketTagging is not allowed (AWS says: \(detail))")
        }
        try await settle(with: aws)
        return true
    }

    private func create(with aws: AWSCLI) async throws {
        let region = aws.connection.region
        // us-east-1 is the place without a name. Amazon S3 API Reference, "CreateBucket".
        let place = region == "us-east-1" ? [] : ["--create-bucket-configuration", "LocationConstraint=\(region)"]
        do {
            try await aws.run(["s3api", "create-bucket", "--bucket", name] + place)
        } catch AWSError.service(code: "BucketAlreadyOwnedByYou", _, _) {
            // Another deployment was faster.
        } catch AWSError.service(code: "BucketAlreadyExists", _, _) {
            throw DeploymentError("the artifact bucket '\(name)' belongs to another account; choose another 'ProjectName'")
        }
    }

    /// Every setting, then the marker that says so.
    private func settle(with aws: AWSCLI) async throws {
        let settings = [
            ["put-public-access-block", "--public-access-block-configuration",
             "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true"],
            ["put-bucket-encryption", "--server-side-encryption-configuration",
             #"{"Rules":[{"ApplyServerSideEncryptionByDefault":{"SSEAlgorithm":"AES256"}}]}"#],
            ["put-bucket-versioning", "--versioning-configuration", "Status=Enabled"],
            ["put-bucket-policy", "--policy", tlsOnlyPolicy],
            ["put-bucket-lifecycle-configuration", "--lifecycle-configuration", Self.lifecycle],
        ]
        _ = try await concurrently(settings) { setting in
            try await aws.run(["s3api", setting[0], "--bucket", name, "--expected-bucket-owner", account] + setting[1...])
        }
        try await aws.run([
            "s3api", "put-bucket-tagging", "--bucket", name, "--expected-bucket-owner", account,
            "--tagging", "TagSet=[{Key=\(Self.marker.key),Value=\(Self.marker.value)}]",
        ])
    }

    private var tlsOnlyPolicy: String {
        """
        {"Version":"2012-10-17","Statement":[{"Sid":"TLSOnly","Effect":"Deny","Principal":"*","Action":"s3:*",\
        "Resource":["arn:aws:s3:::\(name)","arn:aws:s3:::\(name)/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
        """
    }

    /// CloudFormation reads a template when a change set is made; a year leaves room to look back.
    private static let lifecycle = """
        {"Rules":[{"ID":"OldArtifacts","Status":"Enabled","Filter":{"Prefix":""},"Expiration":{"Days":365},\
        "NoncurrentVersionExpiration":{"NoncurrentDays":30},"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7}}]}
        """
}
