import AWSS3
import IdentityConstructs

/// A bucket that nobody outside the account reads, that keeps old versions, and that outlives its stack.
///
/// Encrypted at rest and reached over TLS only; object ownership is the account's, so access is decided by policies and
/// never by ACLs.
public struct PrivateBucket {
    /// The bucket itself; nil where it was there before.
    public let bucket: Resource<S3.Bucket>?
    /// Who may do what with it, whatever their own policies say; nil where it was there before.
    public let bucketPolicy: Resource<S3.BucketPolicy>?
    /// What clients of S3 take.
    public let name: Value<Name<S3.Bucket>>
    /// What policies take; objects are `"\(arn)/key"`.
    public let arn: Value<ARN<S3.Bucket>>
    /// What its policy is added to; nil where it was there before, and its owner has to see to it.
    package let policy: ResourcePolicy?
    package let id: String
    /// Who reads or writes objects needs it too; nil where S3's own keys encrypt them.
    private let key: (any EncryptionKey)?

    /// - Parameters:
    ///   - name: a fixed name, unique in the world; without one CloudFormation makes one up, which is safer.
    ///   - objectsKeptForDays: when objects are deleted; never when not given.
    ///   - oldVersionsKeptForDays: when versions that were overwritten or deleted go for good.
    ///   - key: encrypts objects instead of S3's own keys, by a key a bucket that S3 makes of it: fewer requests to pay for.
    ///   - deletionPolicy: data is kept when the stack goes, unless said otherwise here.
    ///   - condition: makes the bucket only where it holds.
    ///   - statements: what its policy says besides, given its ARN.
    public init(
        in scope: Scope, name: Value<String>? = nil, objectsKeptForDays: Value<Int>? = nil,
        oldVersionsKeptForDays: Value<Int> = 90, key: (any EncryptionKey)? = nil,
        deletionPolicy: DeletionPolicy = .retain, condition: Condition? = nil,
        statements: (_ arn: Value<ARN<S3.Bucket>>) -> [PolicyStatement] = { _ in [] }
    ) {
        id = scope.id
        self.key = key
        let bucket = scope.add(
            "Bucket",
            S3.Bucket(
                bucketEncryption: Self.encryption(by: key),
                bucketName: name,
                lifecycleConfiguration: Self.lifecycle(
                    objectsKeptForDays: objectsKeptForDays, oldVersionsKeptForDays: oldVersionsKeptForDays),
                ownershipControls: .init(rules: [.init(objectOwnership: "BucketOwnerEnforced")]),
                publicAccessBlockConfiguration: .init(
                    blockPublicAcls: true, blockPublicPolicy: true, ignorePublicAcls: true, restrictPublicBuckets: true),
                versioningConfiguration: .init(status: "Enabled")),
            condition: condition, deletionPolicy: deletionPolicy)
        self.bucket = bucket
        self.name = bucket.bucketName
        arn = bucket.arn
        let statements = [.denyingPlainHTTP("s3:*", on: [bucket.arn.text, "\(bucket.arn)/*"])] + statements(bucket.arn)
        let bucketPolicy = scope.add(
            "BucketPolicy",
            S3.BucketPolicy(
                bucket: bucket.bucketName, policyDocument: PolicyStatement.document(statements)),
            condition: condition,
            // Without its policy the retained bucket would accept plain HTTP.
            deletionPolicy: deletionPolicy)
        self.bucketPolicy = bucketPolicy
        policy = ResourcePolicy(bucketPolicy, statements: statements.count)
    }

    /// "Reducing the cost of SSE-KMS with Amazon S3 Bucket Keys" in the S3 user guide.
    private static func encryption(by key: (any EncryptionKey)?) -> S3.Bucket.BucketEncryption {
        let rule: S3.Bucket.ServerSideEncryptionRule =
            if let key {
                .init(
                    bucketKeyEnabled: true,
                    serverSideEncryptionByDefault: .init(sseAlgorithm: "aws:kms", kmsMasterKeyID: key.keyARN))
            } else {
                .init(serverSideEncryptionByDefault: .init(sseAlgorithm: "AES256"))
            }
        return .init(serverSideEncryptionConfiguration: [rule])
    }

    private static func lifecycle(
        objectsKeptForDays: Value<Int>?, oldVersionsKeptForDays: Value<Int>
    ) -> S3.Bucket.LifecycleConfiguration {
        let expiration = objectsKeptForDays.map {
            S3.Bucket.Rule(status: "Enabled", expirationInDays: $0, id: "OldObjects")
        }
        return .init(
            rules: List(
                [
                    S3.Bucket.Rule(
                        status: "Enabled", abortIncompleteMultipartUpload: .init(daysAfterInitiation: 7),
                        id: "AbandonedUploads"),
                    S3.Bucket.Rule(
                        // Markers of deletions that hide nothing any more go with the versions they hid.
                        status: "Enabled", expiredObjectDeleteMarker: true, id: "OldVersions",
                        noncurrentVersionExpiration: .init(noncurrentDays: oldVersionsKeptForDays)),
                ] + [expiration].compactMap(\.self)))
    }

    private init(
        existing name: Value<Name<S3.Bucket>>, arn: Value<ARN<S3.Bucket>>, id: String, key: (any EncryptionKey)?
    ) {
        bucket = nil
        bucketPolicy = nil
        policy = nil
        self.name = name
        self.arn = arn
        self.id = id
        self.key = key
    }

    /// A bucket that was there before, for grants. How private it is, its owner has to see to: nothing about it changes.
    ///
    ///     let archive = PrivateBucket.existing("Archive", name: "example-archive")
    ///     archive.grantRead(to: Role(in: stack.scope("Reports"), assumedBy: "lambda.amazonaws.com"))
    ///
    /// - Parameters:
    ///   - id: what grants call it.
    ///   - key: the key of Key Management Service that encrypts its objects, which grants then name too.
    public static func existing(
        _ id: String, name: Value<Name<S3.Bucket>>, key: (any EncryptionKey)? = nil
    ) -> PrivateBucket {
        PrivateBucket(existing: name, arn: "arn:\(AWS.partition):s3:::\(name)", id: id, key: key)
    }

    /// Allows the role to list and read objects.
    ///
    /// - Parameter prefix: only the keys that begin with it, as in `photos/`.
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantRead(to grantee: some Grantee, prefix: String = "") -> Grant {
        grant(
            "Read", prefix, to: grantee.actingRole,
            PolicyStatement(actions: ["s3:GetObject"], resources: [objects(prefix)]),
            keyActions: ["kms:Decrypt"])
    }

    /// Allows the role to list, read, write and delete objects. Old versions stay out of its reach.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantReadWrite(to grantee: some Grantee, prefix: String = "") -> Grant {
        grant(
            "ReadWrite", prefix, to: grantee.actingRole,
            PolicyStatement(
                actions: ["s3:AbortMultipartUpload", "s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
                resources: [objects(prefix)]),
            keyActions: ["kms:Decrypt", "kms:GenerateDataKey"])
    }

    /// "Protecting data with server-side encryption" in the S3 user guide has the actions on keys.
    private func grant(
        _ verb: String, _ prefix: String, to role: Role, _ objects: PolicyStatement, keyActions: [String]
    ) -> Grant {
        role.allow(
            verb + identifier(of: prefix),
            [locate, list(prefix), objects] + PolicyStatement.use(of: key, keyActions))
    }

    /// As in `DataLakeCatalogue`, so that what is about several prefixes goes beside each other.
    func identifier(of prefix: String) -> String { id + prefix.asPartOfLogicalID }

    private var locate: PolicyStatement {
        PolicyStatement(actions: ["s3:GetBucketLocation"], resources: [arn.text])
    }

    private func list(_ prefix: String) -> PolicyStatement {
        PolicyStatement(
            actions: ["s3:ListBucket"], resources: [arn.text],
            conditions: prefix.isEmpty ? nil : ["StringLike": ["s3:prefix": "\(prefix)*"]])
    }

    private func objects(_ prefix: String) -> Value<String> { "\(arn)/\(prefix)*" }
}
