/// Names that tell resources apart for their services, of types that CloudFormation knows by identifiers of AWS's own.
///
/// Only of such whose operation refuses a second one of the name; some of others return the first one.
enum UniqueNames {
    static let properties = [
        // CreateResource in the Amazon API Gateway API reference: ConflictException.
        "AWS::ApiGateway::Resource": ["ParentId", "PathPart"],
        // CreateProject in the AWS CodeBuild API reference: ResourceAlreadyExistsException.
        "AWS::CodeBuild::Project": ["Name"],
        // CreateLaunchTemplate in the Amazon EC2 API reference: InvalidLaunchTemplateName.AlreadyExistsException.
        "AWS::EC2::LaunchTemplate": ["LaunchTemplateName"],
        // CreateSecurityGroup in the Amazon EC2 API reference: InvalidGroup.Duplicate.
        "AWS::EC2::SecurityGroup": ["VpcId", "GroupName"],
        // CreatePolicy in the IAM API reference: EntityAlreadyExists.
        "AWS::IAM::ManagedPolicy": ["ManagedPolicyName"],
        // CreateSecret in the AWS Secrets Manager API reference: ResourceExistsException.
        "AWS::SecretsManager::Secret": ["Name"],
        // Both operations return the first one. CloudFormation looks before, and takes none that is not of its making.
        "AWS::SNS::Topic": ["TopicName"],
        "AWS::SQS::Queue": ["QueueName"],
    ]
}
