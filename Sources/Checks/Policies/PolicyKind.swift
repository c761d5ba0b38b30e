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
    static func places(in type: String) -> [(path: String, kind: PolicyKind)] {
        switch type {
        case "AWS::ApiGateway::RestApi": [("Policy", .resource)]
        case "AWS::Backup::BackupVault": [("AccessPolicy", .resource)]
        case "AWS::EC2::VPCEndpoint": [("PolicyDocument", .resource)]
        case "AWS::ECR::Repository": [("RepositoryPolicyText", .resource)]
        case "AWS::EFS::FileSystem": [("FileSystemPolicy", .resource)]
        case "AWS::IAM::Group": [("Policies.*.PolicyDocument", .identity)]
        case "AWS::IAM::GroupPolicy": [("PolicyDocument", .identity)]
        case "AWS::IAM::ManagedPolicy": [("PolicyDocument", .identity)]
        case "AWS::IAM::Policy": [("PolicyDocument", .identity)]
        case "AWS::IAM::Role": [("AssumeRolePolicyDocument", .trust), ("Policies.*.PolicyDocument", .identity)]
        case "AWS::IAM::RolePolicy": [("PolicyDocument", .identity)]
        case "AWS::IAM::User": [("Policies.*.PolicyDocument", .identity)]
        case "AWS::IAM::UserPolicy": [("PolicyDocument", .identity)]
        case "AWS::KMS::Key": [("KeyPolicy", .resource)]
        case "AWS::KMS::ReplicaKey": [("KeyPolicy", .resource)]
        case "AWS::Logs::ResourcePolicy": [("PolicyDocument", .resource)]
        case "AWS::S3::BucketPolicy": [("PolicyDocument", .resource)]
        case "AWS::SNS::TopicInlinePolicy": [("PolicyDocument", .resource)]
        case "AWS::SNS::TopicPolicy": [("PolicyDocument", .resource)]
        case "AWS::SQS::QueueInlinePolicy": [("PolicyDocument", .resource)]
        case "AWS::SQS::QueuePolicy": [("PolicyDocument", .resource)]
        case "AWS::SecretsManager::ResourcePolicy": [("ResourcePolicy", .resource)]
        default: []
        }
    }
}
