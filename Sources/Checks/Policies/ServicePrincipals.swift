import Diagnostics

/// The names by which policies call AWS's services ("AWS service principals" in the IAM user guide, and the pages of the
/// services about their roles). Nobody publishes a list.
enum ServicePrincipals {
    /// Without `.amazonaws.com`. A service whose actions have the same prefix is not among them.
    private static let names: Set<String> = [
        "alexa-appkit", "amplifybackend", "apidestinations.events", "application-autoscaling", "appsync",
        "autoscaling-plans", "batch", "batchoperations.s3", "bedrock", "billing", "builds.apprunner", "cloud9",
        "cloudformation", "cloudtrail", "cloudwatch", "codepipeline", "cognito-idp", "cognito-sync",
        "compute-optimizer", "config-conforms", "config-multiaccountsetup", "connect", "continuousexport.discovery",
        "costalerts", "credentials.iot", "custom-resource.application-autoscaling", "dax", "delivery.logs",
        "dms", "dnssec-route53", "docdb", "dynamodb.application-autoscaling", "ec2-instance-connect",
        "ec2.application-autoscaling", "ec2fleet", "ec2scheduled", "ecs", "ecs-tasks", "ecs.application-autoscaling",
        "edgelambda", "eks-connector", "eks-fargate", "eks-fargate-pods", "eks-nodegroup", "elasticbeanstalk",
        "elasticloadbalancing", "elasticmapreduce", "elastictranscoder", "email", "enhanced-monitoring.rds",
        "export.rds", "forecast", "greengrass", "http.desync.guardian", "imagebuilder", "inspector", "inspector2",
        "lambda.alarms.cloudwatch", "lex", "lexv2", "lightsail", "logdelivery", "logdelivery.elasticloadbalancing",
        "logger.cloudfront", "logging.s3",
        "maintenance.elasticbeanstalk", "malware-protection-plan.guardduty", "managedservices", "mediastore",
        "monitoring", "monitoring.rds", "notifications.codestar", "opensearchservice", "ops.apigateway",
        "opsworks", "opsworks-cm", "ops.emr-serverless", "organizations", "pods.eks", "preview.opensearchservice",
        "quicksight", "rds", "rds.application-autoscaling", "reachabilityanalyzer.networkinsights", "redshift",
        "redshift-serverless", "replication.dynamodb", "replication.ecr", "replicator.lambda",
        "reporting.trustedadvisor",
        "resource-groups", "robomaker", "s3.data-source.lustre.fsx", "sagemaker", "sagemaker.application-autoscaling",
        "secretsmanager", "selfservice", "serverlessrepo", "ses", "sms", "spotfleet", "ssm-incidents", "sso",
        "states", "stepfunctions", "storage-lens.s3", "storagegateway", "streams.metrics.cloudwatch", "support",
        "swf", "tasks.apprunner", "textract", "transitgateway", "trustedadvisor", "vpc-flow-logs", "vpce",
        "waf", "waf-regional", "wafv2", "workmail", "workspaces", "xray",
    ]

    private static let endings = [
        ".amazonaws.com", ".amazonaws.com.cn", ".amazonaws.eu", ".aws.internal", ".aws.dev", ".c2s.ic.gov",
        ".sc2s.sgov.gov", ".cloud.adc-e.uk", ".csp.hci.ic.gov",
    ]

    /// Whether it is written as the names of services are.
    static func hasForm(_ text: String) -> Bool { endings.contains { text.hasSuffix($0) } }

    /// Whether there is such a service, or may be: one that is told by its region too.
    static func contains(_ text: String, _ actions: KnownActions) -> Bool {
        guard let ending = endings.first(where: { text.hasSuffix($0) }) else { return false }
        let parts = text.dropLast(ending.count).split(separator: ".")
        // As in logs.eu-west-3.amazonaws.com and eu-west-3.logs.amazonaws.com.
        let name = parts.filter { !isRegion($0) }.joined(separator: ".")
        return actions.service(name.lowercased()) != nil || names.contains(name)
    }

    /// The name that a mistyped one means.
    static func nearest(to text: String) -> String? {
        Suggestion.nearest(to: text, in: common.map { $0 + ".amazonaws.com" })
    }

    /// As in `eu-west-3` and `us-gov-east-1`.
    private static func isRegion(_ part: Substring) -> Bool {
        let words = part.split(separator: "-")
        return words.count >= 3 && words[0].count == 2 && words.last?.allSatisfy(\.isNumber) == true
    }

    /// Those that people write most, for the question what was meant.
    private static let common = [
        "apigateway", "application-autoscaling", "appsync", "autoscaling", "backup", "batch", "cloudformation",
        "cloudfront", "cloudtrail", "cloudwatch", "codebuild", "codedeploy", "codepipeline", "cognito-idp", "config",
        "delivery.logs", "dms", "dynamodb", "ec2", "ecs", "ecs-tasks", "edgelambda", "eks", "elasticbeanstalk",
        "elasticfilesystem", "elasticloadbalancing", "elasticmapreduce", "events", "firehose", "glue", "guardduty",
        "iot", "kinesis", "kinesisanalytics", "lambda", "logdelivery.elasticloadbalancing", "logs",
        "monitoring.rds", "opensearchservice", "pipes", "quicksight", "rds", "redshift", "route53", "s3", "sagemaker",
        "scheduler", "secretsmanager", "ses", "sns", "spotfleet", "sqs", "ssm", "states", "transfer", "vpc-flow-logs",
    ]
}
