/// A service as the SDKs know it: what code does to resources of one type, by the operations' names in IAM.
struct CodeService {
    let type: String
    /// The parameter that names the resource.
    let parameter: String
    /// What Boto3 calls one as an object, as in `Table`; nil where it has none.
    let object: String?
    /// By operation.
    let actions: [String: String]

    /// By the name that clients have. The operations are those of each service's API reference; what does one thing to
    /// several resources is left out.
    static let all: [String: CodeService] = [
        "dynamodb": CodeService(
            type: "AWS::DynamoDB::Table", parameter: "TableName", object: "Table",
            actions: named(
                "dynamodb", ["DeleteItem", "DescribeTable", "GetItem", "PutItem", "Query", "Scan", "UpdateItem"],
                // The document client has names of its own.
                others: ["Delete": "DeleteItem", "Get": "GetItem", "Put": "PutItem", "Update": "UpdateItem"])),
        "s3": CodeService(
            type: "AWS::S3::Bucket", parameter: "Bucket", object: "Bucket",
            actions: named(
                "s3", ["DeleteObject", "GetObject", "PutObject"],
                others: [
                    "DownloadFile": "GetObject", "DownloadFileobj": "GetObject", "HeadObject": "GetObject",
                    "ListObjects": "ListBucket", "ListObjectsV2": "ListBucket", "UploadFile": "PutObject",
                    "UploadFileobj": "PutObject",
                ])),
        "secretsmanager": CodeService(
            type: "AWS::SecretsManager::Secret", parameter: "SecretId", object: nil,
            actions: named("secretsmanager", ["DescribeSecret", "GetSecretValue", "PutSecretValue"])),
        "sns": CodeService(
            type: "AWS::SNS::Topic", parameter: "TopicArn", object: "Topic",
            actions: named("sns", ["Publish"], others: ["PublishBatch": "Publish"])),
        "sqs": CodeService(
            type: "AWS::SQS::Queue", parameter: "QueueUrl", object: "Queue",
            actions: named(
                "sqs", ["DeleteMessage", "GetQueueAttributes", "ReceiveMessage", "SendMessage"],
                others: [
                    "ReceiveMessages": "ReceiveMessage", "SendMessageBatch": "SendMessage",
                    "SendMessages": "SendMessage",
                ])),
        "stepfunctions": CodeService(
            type: "AWS::StepFunctions::StateMachine", parameter: "stateMachineArn", object: nil,
            actions: named("states", ["StartExecution", "StartSyncExecution"])),
    ]

    /// - Parameters:
    ///   - names: of operations that IAM calls the same.
    ///   - others: what IAM calls those with other names.
    private static func named(
        _ prefix: String, _ names: [String], others: [String: String] = [:]
    ) -> [String: String] {
        Dictionary(names.map { ($0, $0) } + Array(others)) { first, _ in first }.mapValues { "\(prefix):\($0)" }
    }
}
