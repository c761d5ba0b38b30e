import AWSAccess

extension RetainedType {
    /// What takes away whatever stands between a resource and its deletion, in this order.
    func preparations(of id: String, _ state: RetainedState) -> [[String]] {
        switch self {
        case .table where state.isProtected:
            [["dynamodb", "update-table", "--table-name", id, "--no-deletion-protection-enabled"]]
        case .userPool:
            // Whatever is not said with it is set to what a new pool has, which is all the same to one that goes. Amazon
            // Cognito User Pools API Reference, "UpdateUserPool" and "DeleteUserPool".
            (state.isProtected
                ? [["cognito-idp", "update-user-pool", "--user-pool-id", id, "--deletion-protection", "INACTIVE"]] : [])
                + state.domains.map {
                    ["cognito-idp", "delete-user-pool-domain", "--user-pool-id", id, "--domain", $0]
                }
        case .cluster:
            // Amazon Aurora User Guide, "Deleting Aurora DB clusters and DB instances": the cluster goes when its instances
            // are going.
            (state.isProtected
                ? [
                    [
                        "rds", "modify-db-cluster", "--db-cluster-identifier", id, "--no-deletion-protection",
                        "--apply-immediately",
                    ]
                ] : [])
                + state.members.map {
                    ["rds", "delete-db-instance", "--db-instance-identifier", $0, "--skip-final-snapshot"]
                }
        default: []
        }
    }

    /// What deletes a resource that nothing protects.
    func deletion(of id: String) throws -> [String] {
        switch self {
        case .queue: ["sqs", "delete-queue"] + (try AWSCLI.jsonInput("QueueUrl", id))
        case .table: ["dynamodb", "delete-table", "--table-name", id]
        // Not at once: for 30 days it can be taken back.
        case .secret: ["secretsmanager", "delete-secret", "--secret-id", id]
        // With its images. Amazon ECR API Reference, "DeleteRepository".
        case .repository: ["ecr", "delete-repository", "--repository-name", id, "--force"]
        case .userPool: ["cognito-idp", "delete-user-pool", "--user-pool-id", id]
        case .cluster: ["rds", "delete-db-cluster", "--db-cluster-identifier", id, "--skip-final-snapshot"]
        // In 30 days, until when it can be taken back, and costs nothing. AWS KMS API Reference, "ScheduleKeyDeletion".
        case .key: ["kms", "schedule-key-deletion", "--key-id", id]
        }
    }

    /// What says that it is still at what was done before, and what waits for that.
    func pause(after code: String, of id: String) -> [String]? {
        switch (self, code) {
        case (.table, "ResourceInUseException"): ["dynamodb", "wait", "table-exists", "--table-name", id]
        case (.cluster, "InvalidDBClusterStateFault"):
            ["rds", "wait", "db-cluster-available", "--db-cluster-identifier", id]
        default: nil
        }
    }
}
