/// A service of AWS that a network can reach by an interface endpoint: an address of its own in each zone.
///
/// "AWS services that integrate with AWS PrivateLink" in the AWS PrivateLink guide lists all of them.
public struct EndpointService: Sendable {
    /// What the endpoint is called, in letters and digits.
    let id: String
    /// What stands behind the region in its name.
    let name: String

    /// A service that has no name here.
    ///
    /// - Parameters:
    ///   - id: what the endpoint is called, in letters and digits: `"Athena"`.
    ///   - name: what stands behind `com.amazonaws.REGION.`: `"athena"`.
    public init(_ id: String, named name: String) {
        self.id = id
        self.name = name
    }

    /// The metrics of Amazon CloudWatch.
    public static let cloudWatch = EndpointService("CloudWatch", named: "monitoring")
    /// Amazon CloudWatch Logs.
    public static let logs = EndpointService("Logs", named: "logs")
    /// Amazon ECR, which is asked for a token.
    public static let containerRegistry = EndpointService("ContainerRegistry", named: "ecr.api")
    /// Amazon ECR, from which images are pulled; their layers come from S3.
    public static let containerImages = EndpointService("ContainerImages", named: "ecr.dkr")
    /// Amazon EventBridge.
    public static let events = EndpointService("Events", named: "events")
    /// AWS Key Management Service.
    public static let keys = EndpointService("Keys", named: "kms")
    /// Amazon SQS.
    public static let queues = EndpointService("Queues", named: "sqs")
    /// AWS Secrets Manager.
    public static let secrets = EndpointService("Secrets", named: "secretsmanager")
    /// The sessions of AWS Systems Manager: shells in containers, and with ``systemsManager`` on instances.
    public static let sessions = EndpointService("Sessions", named: "ssmmessages")
    /// AWS Systems Manager: parameters, and what instances ask it.
    public static let systemsManager = EndpointService("SystemsManager", named: "ssm")
    /// AWS Security Token Service, in the region.
    public static let tokens = EndpointService("Tokens", named: "sts")
    /// Amazon SNS.
    public static let topics = EndpointService("Topics", named: "sns")
}

extension [EndpointService] {
    /// What a container on AWS Fargate needs to start: its image and its log; ``EndpointService/secrets`` besides where it has
    /// any ("Amazon ECR interface VPC endpoints" in the Amazon ECR user guide).
    public static var forContainers: [EndpointService] { [.containerRegistry, .containerImages, .logs] }
}
