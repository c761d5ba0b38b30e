import AWSECR
import IdentityConstructs

/// An Amazon ECR repository of container images: what is pushed once is never another image, is looked through for known
/// weaknesses, and is not kept for ever.
///
///     let images = Repository(in: stack.scope("Images"))
///     images.grantPush(to: Role.existing(in: stack.scope("Builder"), named: "builder"))
///     let shop = ContainerImage(in: images, tag: "2026-11-29")
///
/// Only this account's roles push and pull, where they are granted to: it has no policy that lets others in. It outlives its
/// stack, since what still runs fetches its image anew whenever it is started.
public struct Repository {
    /// The repository itself; nil where it was there before.
    public let repository: Resource<ECR.Repository>?
    /// The last part of its ARN and of its address.
    public let name: Value<Name<ECR.Repository>>
    /// What policies take.
    public let arn: Value<ARN<ECR.Repository>>
    /// What `docker push` takes, without a tag: `123456789012.dkr.ecr.eu-west-3.amazonaws.com/shop`.
    public let uri: Value<String>
    /// What grants call it.
    private let id: String

    /// - Parameters:
    ///   - name: unique in the account and region; without one CloudFormation makes one up, which is safer.
    ///   - count: how many images are kept, the newest ones. Whatever runs must be among them, or nothing of it can be started
    ///     any more: more than are pushed between two deployments.
    ///   - key: encrypts images instead of the repository's own keys. Whoever deploys needs `kms:CreateGrant` on it, and whoever
    ///     pulls and pushes nothing ("Encryption at rest" in the Amazon ECR user guide). Another key is another repository.
    ///   - deletionPolicy: images are kept when the stack goes, unless said otherwise here; with `.delete` they go with it.
    public init(
        in scope: Scope, name: Value<String>? = nil, keepingImages count: Value<Int> = 50,
        key: (any EncryptionKey)? = nil, deletionPolicy: DeletionPolicy = .retainExceptOnCreate
    ) {
        Self.check(count, reportingTo: scope)
        let repository = scope.add(
            "Repository",
            ECR.Repository(
                // Without it a repository that has an image cannot be deleted.
                emptyOnDelete: deletionPolicy == .delete ? true : nil,
                encryptionConfiguration: .init(encryptionType: key == nil ? .aes256 : .kms, kmsKey: key?.keyARN),
                imageScanningConfiguration: .init(scanOnPush: true), imageTagMutability: .immutable,
                lifecyclePolicy: .init(lifecyclePolicyText: .lines(.json(Self.lifecycle(keeping: count)))),
                repositoryName: name),
            deletionPolicy: deletionPolicy)
        self.repository = repository
        self.name = repository.repositoryName
        arn = repository.arn
        uri = repository.repositoryUri
        id = scope.id
    }

    private init(existing name: Value<Name<ECR.Repository>>, id: String, account: Value<String>, region: Value<String>)
    {
        repository = nil
        self.name = name
        self.id = id
        arn = "arn:\(AWS.partition):ecr:\(region):\(account):repository/\(name)"
        uri = "\(account).dkr.ecr.\(region).\(AWS.urlSuffix)/\(name)"
    }

    /// A repository that was there before. Nothing about it changes; one of another account has to let this one in by its own
    /// policy.
    ///
    ///     let shared = Repository.existing("Shared", named: "shop", account: "210987654321")
    ///
    /// - Parameters:
    ///   - id: what grants call it.
    ///   - account: whose it is; this one's when not given.
    ///   - region: where it is; that of the stack when not given.
    public static func existing(
        _ id: String, named name: Value<Name<ECR.Repository>>, account: Value<String> = AWS.accountID,
        region: Value<String> = AWS.region
    ) -> Repository {
        Repository(existing: name, id: id, account: account, region: region)
    }

    /// Allows to pull every image.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantPull(to grantee: some Grantee) -> Grant {
        grantee.actingRole.allow("PullFrom\(id)", Self.pulling(from: arn))
    }

    /// Allows to push images, which includes to ask which layers are there. Tags that are taken stay as they are.
    ///
    /// "IAM permissions for pushing an image to an Amazon ECR private repository" in the Amazon ECR user guide.
    ///
    /// - Returns: what to wait for before acting on it.
    @discardableResult
    public func grantPush(to grantee: some Grantee) -> Grant {
        grantee.actingRole.allow(
            "PushTo\(id)",
            PolicyStatement(
                actions: [
                    "ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:CompleteLayerUpload",
                    "ecr:InitiateLayerUpload", "ecr:PutImage", "ecr:UploadLayerPart",
                ], resources: [arn.text]),
            Self.signingIn)
    }

    /// "Private repository policy examples" in the Amazon ECR user guide.
    static func pulling(from repository: Value<ARN<ECR.Repository>>) -> [PolicyStatement] {
        [
            PolicyStatement(
                actions: ["ecr:BatchCheckLayerAvailability", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"],
                resources: [repository.text]),
            signingIn,
        ]
    }

    /// Asking for a token cannot be limited to a repository ("Actions, resources, and condition keys for Amazon Elastic
    /// Container Registry" in the Service Authorization Reference).
    private static var signingIn: PolicyStatement {
        PolicyStatement(actions: ["ecr:GetAuthorizationToken"], resources: ["*"])
    }

    /// "Lifecycle policy properties in Amazon ECR" in its user guide. An image of several architectures is one that has a tag
    /// and refers to others that have none, which stay as long as it does.
    private static func lifecycle(keeping count: Value<Int>) -> JSON {
        [
            "rules": [
                [
                    "rulePriority": 1, "description": "What lost its tag, or never had one",
                    "selection": [
                        "tagStatus": "untagged", "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 7,
                    ],
                    "action": ["type": "expire"],
                ],
                [
                    "rulePriority": 2, "description": "All but the newest",
                    "selection": [
                        "tagStatus": "any", "countType": "imageCountMoreThan", "countNumber": JSON(count),
                    ],
                    "action": ["type": "expire"],
                ],
            ]
        ]
    }

    private static func check(_ count: Value<Int>, reportingTo scope: Scope) {
        guard let number = count.literal, number < 1 else { return }
        scope.report(
            "repository-images", "a repository cannot keep \(number) images: none would be left to start",
            fix: "keep 1 or more: Repository(keepingImages: 50)")
    }
}
