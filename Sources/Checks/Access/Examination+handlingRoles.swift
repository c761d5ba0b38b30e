import Template

extension Examination {
    /// Where a role is named with which a service handles what it is given, beside what that is, by type.
    private static let handlers: [String: [Handling]] = [
        "AWS::AppSync::DataSource": [
            Handling(role: "ServiceRoleArn", target: "LambdaConfig.LambdaFunctionArn", reason: "the data source")
        ],
        "AWS::AutoScaling::LifecycleHook": [
            Handling(role: "RoleARN", target: "NotificationTargetARN")
        ],
        "AWS::CloudTrail::Trail": [
            Handling(
                role: "CloudWatchLogsRoleArn", target: nil, actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
                isRefused: true)
        ],
        "AWS::CloudWatch::MetricStream": [Handling(role: "RoleArn", target: "FirehoseArn")],
        "AWS::CodePipeline::Pipeline": [
            Handling(role: "RoleArn", target: "ArtifactStore.Location", actions: ["s3:PutObject"])
        ],
        "AWS::EC2::FlowLog": [
            Handling(
                role: "DeliverLogsPermissionArn", target: nil, actions: ["logs:CreateLogStream", "logs:PutLogEvents"])
        ],
        "AWS::KinesisFirehose::DeliveryStream": [
            Handling(
                role: "ExtendedS3DestinationConfiguration.RoleARN",
                target: "ExtendedS3DestinationConfiguration.BucketARN", actions: ["s3:PutObject"]),
            Handling(
                role: "S3DestinationConfiguration.RoleARN", target: "S3DestinationConfiguration.BucketARN",
                actions: ["s3:PutObject"]),
            Handling(
                role: "KinesisStreamSourceConfiguration.RoleARN",
                target: "KinesisStreamSourceConfiguration.KinesisStreamARN",
                actions: ["kinesis:DescribeStream", "kinesis:GetRecords", "kinesis:GetShardIterator"]),
        ],
        "AWS::Logs::SubscriptionFilter": [Handling(role: "RoleArn", target: "DestinationArn", isOptional: true)],
        "AWS::RDS::DBProxy": [
            Handling(
                role: "RoleArn", target: "Auth.*.SecretArn", actions: ["secretsmanager:GetSecretValue"],
                reason: "the proxy")
        ],
        "AWS::S3::Bucket": [
            Handling(
                role: "ReplicationConfiguration.Role", target: "ReplicationConfiguration.Rules.*.Destination.Bucket",
                actions: ["s3:ReplicateObject"])
        ],
        "AWS::SNS::Subscription": [
            Handling(role: "SubscriptionRoleArn", target: "Endpoint", isOptional: true)
        ],
    ]

    /// The role may do what the service does with it: "CreateTrail" in the AWS CloudTrail API reference, "IAM role for
    /// publishing flow logs to CloudWatch Logs" in the Amazon VPC user guide, "Controlling access with Amazon Data
    /// Firehose" in its developer guide, "Log group-level subscription filters" in the Amazon CloudWatch Logs user guide,
    /// "Fanout to Firehose delivery streams" in the Amazon SNS developer guide, "Setting up permissions for live
    /// replication" in the Amazon S3 user guide, "Trust between CloudWatch and Firehose" in that of Amazon CloudWatch,
    /// "Setting up AWS Identity and Access Management (IAM) policies" of RDS Proxy in the Amazon RDS user guide.
    mutating func checkHandling(
        by resource: Template.Resource, _ logicalID: String, _ stack: Int, _ access: AccessIndex
    ) {
        for handling in Self.handlers[resource.type] ?? [] {
            let roles = resource.values(at: handling.role, of: logicalID)
            checkRole(missingFor: handling, resource, logicalID, stack)
            for value in roles {
                guard let role = role(value.value, stack) else { continue }
                let targets = handling.target.map { resource.values(at: $0, of: logicalID) } ?? []
                guard handling.target != nil else {
                    require(
                        handling.actions, on: nil, as: TextPattern(glob: "arn:*:logs:*").asARN(), of: role, access,
                        at: value.path, because: handling.reason, isRefused: handling.isRefused)
                    continue
                }
                for target in targets {
                    guard case .resource(let found, _)? = wiring.traces(of: target.value, in: stack).first,
                        var pattern = wiring.arn(of: found)
                    else { continue }
                    let own = Self.deliveries[found.resource.type].map { [$0] } ?? []
                    let actions = handling.actions.isEmpty ? own : handling.actions
                    if found.resource.type == "AWS::S3::Bucket" { pattern.append(TextPattern(glob: "/*")) }
                    guard !actions.isEmpty else { continue }
                    require(
                        actions, on: found, as: pattern, of: role, access, at: value.path, because: handling.reason,
                        isRefused: handling.isRefused)
                }
            }
        }
    }

    /// Streams let nobody in themselves.
    private mutating func checkRole(
        missingFor handling: Handling, _ resource: Template.Resource, _ logicalID: String, _ stack: Int
    ) {
        let streams = ["AWS::Kinesis::Stream", "AWS::KinesisFirehose::DeliveryStream"]
        guard handling.isOptional, let path = handling.target, resource.properties[handling.role] == nil else { return }
        for target in resource.values(at: path, of: logicalID) {
            guard let stream = wiring.onlyResource(of: target.value, in: stack),
                streams.contains(stream.resource.type)
            else { continue }
            reportOnce(
                "missing-property", "what is delivered to \(stream.logicalID) needs a role",
                at: Template.Path(.resources, logicalID).appending("Properties"), fix: "add its \(handling.role)")
        }
    }
}

/// What a service does with a role.
private struct Handling {
    /// The path of the role below the properties.
    let role: String
    /// That of what the role is used on; nil for log groups, which the resource may name in several ways.
    let target: String?
    /// Empty where the type of the target says them.
    var actions: [String] = []
    /// Whether only some of what is handled wants a role, of which no schema tells.
    var isOptional = false
    /// Whether the service tries it, and refuses the resource.
    var isRefused = false
    /// Who needs it.
    var reason = "the delivery"
}
