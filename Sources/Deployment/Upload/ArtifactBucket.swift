import AWSAccess
import Environments
import Permissions

/// The bucket that templates are uploaded to, one an account, region and project.
///
/// Its name can be guessed, so anybody could have made it first, to read or swap what is deployed. Every access
/// therefore names the expected owner.
struct ArtifactBucket: Sendable {
    /// Says that every setting below was made; a bucket without it was left half-made by an interruption.
    private static let marker = (key: ArtifactMarker.key, value: ArtifactMarker.value)

    let name: String
    /// What in the environment's file names the project, and with it the bucket.
    private let key: String
    private let account: String
    private let region: String
    /// The address of Amazon S3 in the region.
    private let origin: String

    /// - Throws: ``CommandError`` when the project's name does not fit a bucket's; see ``problem(project:region:)``.
    init(project: String, key: String, account: String, connection: AWSConnection) throws {
        let region = connection.region
        if let problem = Self.problem(project: project, key: key, region: region) {
            throw CommandError("project-name", problem)
        }
        name = EnvironmentFile.artifactBucket(ofProject: project, account: account, region: region)
        self.key = key
        self.account = account
        self.region = region
        origin = connection.endpoint ?? "https://s3.\(region).\(Partition(region: region).dnsSuffix)"
    }

    /// Why a project's name cannot be that of its artifact bucket in a region, known before any call; nil when it can.
    /// Amazon S3 User Guide, "General purpose bucket naming rules".
    static func problem(project: String, key: String, region: String) -> String? {
        // An account ID has twelve digits.
        let others = EnvironmentFile.artifactBucket(
            ofProject: "", account: String(repeating: "0", count: 12), region: region
        ).utf8.count
        let rest =
            "the artifact bucket is named after it, as in '\(EnvironmentFile.artifactBucket(ofProject: "shop", account: "123456789012", region: region))'"
        guard project.utf8.count <= 63 - others else {
            return
                "the project name '\(project)' has \(project.count) characters; allowed in \(region): at most \(63 - others), because \(rest), and a bucket's name has at most 63; shorten '\(key)'"
        }
        guard project.wholeMatch(of: #/[A-Za-z0-9][A-Za-z0-9-]*/#) != nil else {
            return
                "the project name '\(project)' has other characters than letters, digits and hyphens, or begins with a hyphen; \(rest); change '\(key)'"
        }
        let reserved = ["xn--", "sthree-", "amzn-s3-demo-"].first { project.lowercased().hasPrefix($0) }
        return reserved.map {
            "the project name '\(project)' begins with '\($0)', which Amazon S3 reserves; \(rest); change '\(key)'"
        }
    }

    /// Where an object is, in the form that CloudFormation takes for a template. Amazon S3 User Guide, "Path-style
    /// requests"; a bucket's name with a dot in it fits no certificate of the other form.
    func address(ofKey key: String) -> String { "\(origin)/\(name)/\(key)" }

    /// Whether there is a bucket of the name that the account may use.
    ///
    /// - Throws: ``CommandError`` when it is somebody else's; ``AWSError``.
    func exists(with aws: AWSCLI) async throws -> Bool {
        do {
            try await aws.run(["s3api", "head-bucket", "--bucket", name, "--expected-bucket-owner", account])
            return true
        } catch AWSError.service(code: "404", _, _), AWSError.service(code: "NoSuchBucket", _, _) {
            return false
        } catch AWSError.accessDenied(_, _, let detail) {
            throw unusable("s3:ListBucket", detail)
        }
    }

    private func unusable(_ action: String, _ detail: String) -> CommandError {
        CommandError(
            "artifact-bucket",
            "the artifact bucket '\(name)' cannot be used: either it belongs to another account, then choose another '\(key)', or \(action) is not allowed (AWS says: \(detail))"
        )
    }

    /// Makes the bucket unless it is there with all its settings, and tells whether it had to.
    ///
    /// - Throws: ``CommandError`` when the bucket is somebody else's; ``AWSError``.
    func makeIfMissing(with aws: AWSCLI) async throws -> Bool {
        var isNew = false
        do {
            let tagging = try await aws.run(
                ["s3api", "get-bucket-tagging", "--bucket", name, "--expected-bucket-owner", account],
                as: BucketTags.self)
            if tagging.tagSet[Self.marker.key] == Self.marker.value { return false }
        } catch AWSError.service(code: "NoSuchBucket", _, _) {
            isNew = try await create(with: aws)
        } catch AWSError.service(code: "NoSuchTagSet", _, _) {
            // Made, and not yet settled.
        } catch AWSError.accessDenied(_, _, let detail) {
            throw unusable("s3:GetBucketTagging", detail)
        }
        try await Interruption.leaving(
            "the settings of the artifact bucket \(name), which the next deployment completes"
        ) {
            try await settle(isNew: isNew, with: aws)
        }
        return true
    }

    /// Makes the bucket, and tells whether it was not there before.
    private func create(with aws: AWSCLI) async throws -> Bool {
        // us-east-1 is the place without a name. Amazon S3 API Reference, "CreateBucket".
        let place = region == "us-east-1" ? [] : ["--create-bucket-configuration", "LocationConstraint=\(region)"]
        do {
            try await patiently(["OperationAborted"], with: aws, ["create-bucket", "--bucket", name] + place)
            return true
        } catch AWSError.service(code: "BucketAlreadyOwnedByYou", _, _) {
            // Another deployment was faster.
            return false
        } catch AWSError.service(code: "BucketAlreadyExists", _, _) {
            throw CommandError(
                "artifact-bucket", "the artifact bucket '\(name)' belongs to another account; choose another '\(key)'")
        } catch AWSError.service(code: "OperationAborted", _, let message) {
            throw CommandError(
                "artifact-bucket",
                "the artifact bucket '\(name)' cannot be made yet: a bucket of this name was deleted a short while ago, and Amazon S3 needs up to an hour to let go of it; run this again later (AWS says: \(message))"
            )
        }
    }

    /// Every setting, one after the other because Amazon S3 refuses the one that meets another, then the marker that
    /// says so.
    ///
    /// Amazon S3 encrypts what is in any bucket, and lets nobody make public what is in one that was made since April 2023.
    /// Amazon S3 User Guide, "Setting default server-side encryption behavior for Amazon S3 buckets" and "Blocking public
    /// access to your Amazon S3 storage".
    private func settle(isNew: Bool, with aws: AWSCLI) async throws {
        let privacy = [
            "put-public-access-block", "--public-access-block-configuration",
            "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
        ]
        let settings = [
            ["put-bucket-versioning", "--versioning-configuration", "Status=Enabled"],
            ["put-bucket-policy", "--policy", tlsOnlyPolicy],
            ["put-bucket-lifecycle-configuration", "--lifecycle-configuration", Self.lifecycle],
            ["put-bucket-tagging", "--tagging", "TagSet=[{Key=\(Self.marker.key),Value=\(Self.marker.value)}]"],
        ]
        for setting in (isNew ? [] : [privacy]) + settings {
            // A bucket that was just made is not known everywhere at once.
            try await patiently(
                ["OperationAborted", "NoSuchBucket"], with: aws,
                [setting[0], "--bucket", name, "--expected-bucket-owner", account] + setting[1...])
        }
    }

    /// Runs a command, and again after some answers that pass: for two minutes, more and more slowly.
    ///
    /// 409 OperationAborted ("a conflicting conditional operation is currently in progress against this resource") is
    /// what a change meets that runs into another, or into the deletion of a bucket of the same name. Amazon S3 API
    /// Reference, "Error responses".
    private func patiently(_ passing: Set<String>, with aws: AWSCLI, _ arguments: [String]) async throws {
        for pause in [1, 2, 4, 8, 16, 30, 30, 30] {
            do {
                try await aws.run(["s3api"] + arguments)
                return
            } catch AWSError.service(let code, _, _) where passing.contains(code) {
                try await aws.sleep(.seconds(pause))
            }
        }
        try await aws.run(["s3api"] + arguments)
    }

    private var tlsOnlyPolicy: String {
        let arn = "arn:\(Partition(region: region).name):s3:::\(name)"
        return """
            {"Version":"2012-10-17","Statement":[{"Sid":"TLSOnly","Effect":"Deny","Principal":"*","Action":"s3:*",\
            "Resource":["\(arn)","\(arn)/*"],"Condition":{"Bool":{"aws:SecureTransport":"false"}}}]}
            """
    }

    /// What a stack is made of must be there for as long as the stack is: a rollback takes the code of before from here,
    /// however old it is. A rule knows an object's age and not whether it is used, so that none deletes what is there:
    /// `cleanup --assets` does.
    private static let lifecycle = """
        {"Rules":[{"ID":"OldArtifacts","Status":"Enabled","Filter":{"Prefix":""},\
        "NoncurrentVersionExpiration":{"NoncurrentDays":30},"AbortIncompleteMultipartUpload":{"DaysAfterInitiation":7}}]}
        """
}
