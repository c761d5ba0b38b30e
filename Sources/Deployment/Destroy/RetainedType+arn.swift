import AWSAccess

extension RetainedType {
    /// What the Resource Groups Tagging API calls it.
    var taggingFilter: String {
        switch self {
        case .queue: "sqs"
        case .table: "dynamodb:table"
        case .secret: "secretsmanager:secret"
        case .repository: "ecr:repository"
        case .userPool: "cognito-idp:userpool"
        case .cluster: "rds:cluster"
        case .key: "kms:key"
        }
    }

    /// The resource that an ARN names, with the identifier that CloudFormation has for it.
    ///
    /// - Parameters:
    ///   - arn: its six parts.
    ///   - history: where a queue's address is, which its ARN does not tell.
    /// - Returns: nil for what is none of these types.
    static func resource(ofARN arn: [String], _ history: StackHistory) -> (type: RetainedType, id: String)? {
        func name(after prefix: String) -> String? {
            guard arn[5].hasPrefix(prefix) else { return nil }
            let name = String(arn[5].dropFirst(prefix.count))
            // Indexes, streams and backups of a table are named below it; a repository's name may have slashes.
            return prefix == "table/" && name.contains("/") ? nil : name
        }
        switch arn[2] {
        case "sqs":
            let place = "/\(arn[4])/\(arn[5])"
            let known = history.resources.first { $0.type == queue.rawValue && $0.physicalID.hasSuffix(place) }
            let suffix = arn[1] == "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com"
            return (.queue, known?.physicalID ?? "https://sqs.\(arn[3]).\(suffix)\(place)")
        case "dynamodb": return name(after: "table/").map { (.table, $0) }
        case "secretsmanager": return name(after: "secret:").map { _ in (.secret, arn.joined(separator: ":")) }
        case "ecr": return name(after: "repository/").map { (.repository, $0) }
        case "cognito-idp": return name(after: "userpool/").map { (.userPool, $0) }
        case "rds": return name(after: "cluster:").map { (.cluster, $0) }
        case "kms": return name(after: "key/").map { (.key, $0) }
        default: return nil
        }
    }
}
