/// A type whose resources hold what outlives a stack, beside buckets, log groups and what RDS keeps of databases: of each one,
/// AWS is asked by its name or identifier.
enum RetainedType: String, CaseIterable, Sendable {
    case queue = "AWS::SQS::Queue"
    case table = "AWS::DynamoDB::Table"
    case secret = "AWS::SecretsManager::Secret"
    case repository = "AWS::ECR::Repository"
    case userPool = "AWS::Cognito::UserPool"
    case cluster = "AWS::RDS::DBCluster"
    case key = "AWS::KMS::Key"

    /// What messages call one.
    var noun: String {
        switch self {
        case .queue: "queue"
        case .table: "table"
        case .secret: "secret"
        case .repository: "image repository"
        case .userPool: "user pool"
        case .cluster: "database cluster"
        case .key: "key"
        }
    }

    /// What becomes of one that is deleted.
    var fate: String {
        switch self {
        case .secret, .key: "deleted, after 30 days"
        default: "deleted with its data"
        }
    }

    /// How a deletion is taken back, where AWS waits for 30 days before it is done. AWS Secrets Manager API Reference,
    /// "RestoreSecret"; AWS KMS API Reference, "CancelKeyDeletion".
    func recovery(of id: String) -> String? {
        switch self {
        case .secret: "secretsmanager restore-secret --secret-id \(id)"
        case .key: "kms cancel-key-deletion --key-id \(id)"
        default: nil
        }
    }

    /// Whether it may still be seen for a while after it is deleted, and nothing tells that it is. Amazon SQS API Reference,
    /// "DeleteQueue": a minute.
    var lingers: Bool { self == .queue }
}

/// What was seen of a resource that outlived its stack, and stands between it and its deletion.
struct RetainedState: Sendable, Equatable {
    /// Whether it refuses to be deleted.
    var isProtected = false
    /// The instances of a database cluster that are not going yet.
    var members: [String] = []
    /// The domains of a user pool.
    var domains: [String] = []
}
