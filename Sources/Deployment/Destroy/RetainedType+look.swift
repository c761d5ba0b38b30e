import AWSAccess

extension RetainedType {
    /// Looks at a resource.
    ///
    /// - Returns: nil where there is none, or it is being deleted already.
    /// - Throws: ``AWSError``; `CancellationError`.
    func state(of id: String, with aws: AWSCLI) async throws -> RetainedState? {
        do {
            return try await look(at: id, with: aws)
        } catch AWSError.service(let code, _, _) where absences.contains(code) {
            return nil
        }
    }

    /// The codes with which AWS says that there is none.
    var absences: Set<String> {
        switch self {
        case .queue: ["AWS.SimpleQueueService.NonExistentQueue", "QueueDoesNotExist"]
        case .table, .secret, .userPool: ["ResourceNotFoundException"]
        case .repository: ["RepositoryNotFoundException"]
        case .cluster: ["DBClusterNotFoundFault", "DBClusterNotFound"]
        case .key: ["NotFoundException"]
        }
    }

    private func look(at id: String, with aws: AWSCLI) async throws -> RetainedState? {
        switch self {
        case .queue:
            // Without attributes there is nothing to answer.
            try await aws.run(["sqs", "get-queue-attributes"] + (try AWSCLI.jsonInput("QueueUrl", id)))
            return RetainedState()
        case .table:
            let table = try await aws.run(["dynamodb", "describe-table", "--table-name", id], as: Table.self).table
            guard table.tableStatus != "DELETING" else { return nil }
            return RetainedState(isProtected: table.deletionProtectionEnabled == true)
        case .secret:
            let secret = try await aws.run(
                ["secretsmanager", "describe-secret", "--secret-id", id], as: Secret.self)
            return secret.deletedDate == nil ? RetainedState() : nil
        case .repository:
            try await aws.run(["ecr", "describe-repositories", "--repository-names", id])
            return RetainedState()
        case .userPool:
            let pool = try await aws.run(
                ["cognito-idp", "describe-user-pool", "--user-pool-id", id], as: UserPool.self
            ).userPool
            return RetainedState(
                isProtected: pool.deletionProtection == "ACTIVE",
                domains: [pool.domain, pool.customDomain].compactMap(\.self))
        case .cluster:
            let answer = try await aws.run(
                ["rds", "describe-db-clusters", "--db-cluster-identifier", id], as: Clusters.self)
            guard let cluster = answer.clusters.first, cluster.status != "deleting" else { return nil }
            return RetainedState(
                isProtected: cluster.deletionProtection == true, members: (cluster.members ?? []).map(\.instance))
        case .key:
            let key = try await aws.run(["kms", "describe-key", "--key-id", id], as: Key.self).keyMetadata
            return key.keyState.hasPrefix("Pending") && key.keyState.hasSuffix("Deletion") ? nil : RetainedState()
        }
    }
}

// Amazon DynamoDB API Reference, "DescribeTable".
private struct Table: Decodable {
    struct Description: Decodable {
        let tableStatus: String
        let deletionProtectionEnabled: Bool?
    }
    let table: Description
}

// AWS Secrets Manager API Reference, "DescribeSecret".
private struct Secret: Decodable {
    let deletedDate: ServiceTime?
}

// Amazon Cognito User Pools API Reference, "DescribeUserPool".
private struct UserPool: Decodable {
    struct Description: Decodable {
        let deletionProtection: String?
        let domain: String?
        let customDomain: String?
    }
    let userPool: Description
}

// Amazon RDS API Reference, "DescribeDBClusters".
private struct Clusters: Decodable {
    struct Cluster: Decodable {
        struct Member: Decodable {
            let instance: String
            private enum CodingKeys: String, CodingKey { case instance = "dBInstanceIdentifier" }
        }
        let status: String
        let deletionProtection: Bool?
        let members: [Member]?
        private enum CodingKeys: String, CodingKey {
            case status, deletionProtection
            case members = "dBClusterMembers"
        }
    }
    let clusters: [Cluster]
    private enum CodingKeys: String, CodingKey { case clusters = "dBClusters" }
}

// AWS KMS API Reference, "DescribeKey".
private struct Key: Decodable {
    struct Metadata: Decodable { let keyState: String }
    let keyMetadata: Metadata
}
