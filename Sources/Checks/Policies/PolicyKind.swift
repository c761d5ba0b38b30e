/// What a policy is attached to, which decides what its statements have ("Policies and permissions in AWS Identity and
/// Access Management" in the IAM user guide).
enum PolicyKind {
    /// To a user, group or role: it says what they may do.
    case identity
    /// To a role: it says who may assume it.
    case trust
    /// To a resource: it says who may do what with it.
    case resource

    /// Where policies stand, by type and path below the properties.
    static let places: [String: [(path: String, kind: PolicyKind)]] = [
        "AWS::ApiGateway::RestApi": [("Policy", .resource)],
        "AWS::Backup::BackupVault": [("AccessPolicy", .resource)],
        "AWS::EC2::VPCEndpoint": [("PolicyDocument", .resource)],
        "AWS::ECR::Repository": [("RepositoryPolicyText", .resource)],
        "AWS::EFS::FileSystem": [("FileSystemPolicy", .resource)],
        "AWS::IAM::Group": [("Policies.*.PolicyDocument", .identity)],
        "AWS::IAM::GroupPolicy": [("PolicyDocument", .identity)],
        "AWS::IAM::ManagedPolicy": [("PolicyDocument", .identity)],
        "AWS::IAM::Policy": [("PolicyDocument", .identity)],
        "AWS::IAM::Role": [("AssumeRolePolicyDocument", .trust), ("Policies.*.PolicyDocument", .identity)],
        "AWS::IAM::RolePolicy": [("PolicyDocument", .identity)],
        "AWS::IAM::User": [("Policies.*.PolicyDocument", .identity)],
        "AWS::IAM::UserPolicy": [("PolicyDocument", .identity)],
        "AWS::KMS::Key": [("KeyPolicy", .resource)],
        "AWS::KMS::ReplicaKey": [("KeyPolicy", .resource)],
        "AWS::Logs::ResourcePolicy": [("PolicyDocument", .resource)],
        "AWS::S3::BucketPolicy": [("PolicyDocument", .resource)],
        "AWS::SNS::TopicInlinePolicy": [("PolicyDocument", .resource)],
        "AWS::SNS::TopicPolicy": [("PolicyDocument", .resource)],
        "AWS::SQS::QueueInlinePolicy": [("PolicyDocument", .resource)],
        "AWS::SQS::QueuePolicy": [("PolicyDocument", .resource)],
        "AWS::SecretsManager::ResourcePolicy": [("ResourcePolicy", .resource)],
    ]
}
