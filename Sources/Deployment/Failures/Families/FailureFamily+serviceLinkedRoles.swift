extension FailureFamily {
    /// The role that a service makes for itself in an account, once. AWS IAM User Guide, "Create a service-linked
    /// role".
    static let serviceLinkedRole = FailureFamily("service-linked-role") { failure in
        guard failure.reason.has("service linked role", "service-linked role") else { return nil }
        guard let principal = principals[failure.service] else {
            return FailureExplanation(
                reason:
                    "the service's own role (its service-linked role) is missing in this account, or was made a moment ago",
                fix:
                    "deploy again; where that fails too, make the role with 'aws iam create-service-linked-role --aws-service-name SERVICE.amazonaws.com'"
            )
        }
        return FailureExplanation(
            reason:
                "the role that \(failure.service) uses for itself (its service-linked role) is missing in this account, or was made a moment ago",
            fix:
                "'aws iam create-service-linked-role --aws-service-name \(principal)', once in an account; then deploy again (where AWS says that it has been taken, it is there by now). Who deploys may also be given iam:CreateServiceLinkedRole"
        )
    }

    /// AWS IAM User Guide, "AWS services that work with IAM", and the services' own pages on their roles.
    private static let principals = [
        "AutoScaling": "autoscaling.amazonaws.com", "ECS": "ecs.amazonaws.com", "EKS": "eks.amazonaws.com",
        "ElastiCache": "elasticache.amazonaws.com", "ElasticLoadBalancingV2": "elasticloadbalancing.amazonaws.com",
        "Elasticsearch": "es.amazonaws.com", "MSK": "kafka.amazonaws.com",
        "OpenSearchService": "opensearchservice.amazonaws.com", "RDS": "rds.amazonaws.com",
    ]
}
