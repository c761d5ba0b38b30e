import Template

extension Examination {
    /// Where a role is given to a service, by type and path below the properties.
    private static let trusted: [String: [(path: String, service: String)]] = [
        "AWS::ApiGateway::Account": [("CloudWatchRoleArn", "apigateway")],
        "AWS::ApiGateway::Authorizer": [("AuthorizerCredentials", "apigateway")],
        "AWS::ApiGateway::Method": [("Integration.Credentials", "apigateway")],
        "AWS::ApiGatewayV2::Authorizer": [("AuthorizerCredentialsArn", "apigateway")],
        "AWS::ApiGatewayV2::Integration": [("CredentialsArn", "apigateway")],
        "AWS::AppRunner::Service": [
            ("InstanceConfiguration.InstanceRoleArn", "tasks.apprunner"),
            ("SourceConfiguration.AuthenticationConfiguration.AccessRoleArn", "build.apprunner"),
        ],
        "AWS::AppSync::DataSource": [("ServiceRoleArn", "appsync")],
        "AWS::AppSync::GraphQLApi": [("LogConfig.CloudWatchLogsRoleArn", "appsync")],
        "AWS::AutoScaling::LifecycleHook": [("RoleARN", "autoscaling")],
        "AWS::Backup::BackupSelection": [("BackupSelection.IamRoleArn", "backup")],
        "AWS::Batch::ComputeEnvironment": [("ServiceRole", "batch")],
        "AWS::Batch::JobDefinition": [
            ("ContainerProperties.ExecutionRoleArn", "ecs-tasks"), ("ContainerProperties.JobRoleArn", "ecs-tasks"),
        ],
        "AWS::CloudTrail::Trail": [("CloudWatchLogsRoleArn", "cloudtrail")],
        "AWS::CodeBuild::Project": [("ServiceRole", "codebuild")],
        "AWS::CodeDeploy::DeploymentGroup": [("ServiceRoleArn", "codedeploy")],
        "AWS::CodePipeline::Pipeline": [("RoleArn", "codepipeline")],
        "AWS::Cognito::UserPool": [("SmsConfiguration.SnsCallerArn", "cognito-idp")],
        "AWS::Config::ConfigurationRecorder": [("RoleARN", "config")],
        "AWS::DLM::LifecyclePolicy": [("ExecutionRoleArn", "dlm")],
        "AWS::DMS::Endpoint": [("S3Settings.ServiceAccessRoleArn", "dms")],
        "AWS::EC2::FlowLog": [("DeliverLogsPermissionArn", "vpc-flow-logs")],
        "AWS::ECS::TaskDefinition": [("ExecutionRoleArn", "ecs-tasks"), ("TaskRoleArn", "ecs-tasks")],
        "AWS::EKS::Cluster": [("RoleArn", "eks")],
        "AWS::EKS::FargateProfile": [("PodExecutionRoleArn", "eks-fargate-pods")],
        "AWS::EKS::Nodegroup": [("NodeRole", "ec2")],
        "AWS::EMR::Cluster": [("ServiceRole", "elasticmapreduce")],
        "AWS::Events::Rule": [("Targets.*.RoleArn", "events")],
        "AWS::Glue::Crawler": [("Role", "glue")],
        "AWS::Glue::Job": [("Role", "glue")],
        "AWS::IoT::TopicRule": ["TopicRulePayload.Actions.*", "TopicRulePayload.ErrorAction"].flatMap { path in
            [
                "CloudwatchAlarm", "CloudwatchLogs", "CloudwatchMetric", "DynamoDB", "DynamoDBv2", "Firehose",
                "Kinesis",
                "OpenSearch", "Republish", "S3", "Sns", "Sqs", "StepFunctions", "Timestream",
            ].map { ("\(path).\($0).RoleArn", "iot") }
        },
        "AWS::KinesisAnalyticsV2::Application": [("ServiceExecutionRole", "kinesisanalytics")],
        "AWS::KinesisFirehose::DeliveryStream": [
            ("ExtendedS3DestinationConfiguration.RoleARN", "firehose"),
            ("HttpEndpointDestinationConfiguration.RoleARN", "firehose"),
            ("KinesisStreamSourceConfiguration.RoleARN", "firehose"),
            ("RedshiftDestinationConfiguration.RoleARN", "firehose"),
            ("S3DestinationConfiguration.RoleARN", "firehose"),
        ],
        "AWS::Lambda::Function": [("Role", "lambda")],
        "AWS::Logs::Destination": [("RoleArn", "logs")],
        "AWS::Logs::SubscriptionFilter": [("RoleArn", "logs")],
        "AWS::Pipes::Pipe": [("RoleArn", "pipes")],
        "AWS::RDS::DBCluster": [("MonitoringRoleArn", "monitoring.rds")],
        "AWS::RDS::DBInstance": [("MonitoringRoleArn", "monitoring.rds")],
        "AWS::RDS::DBProxy": [("RoleArn", "rds")],
        "AWS::Redshift::Cluster": [("IamRoles.*", "redshift")],
        "AWS::S3::Bucket": [("ReplicationConfiguration.Role", "s3")],
        "AWS::SNS::Subscription": [("SubscriptionRoleArn", "sns")],
        "AWS::SageMaker::Model": [("ExecutionRoleArn", "sagemaker")],
        "AWS::SageMaker::NotebookInstance": [("RoleArn", "sagemaker")],
        "AWS::Scheduler::Schedule": [("Target.RoleArn", "scheduler")],
        "AWS::StepFunctions::StateMachine": [("RoleArn", "states")],
        "AWS::Synthetics::Canary": [("ExecutionRoleArn", "lambda")],
        "AWS::Transfer::Server": [("LoggingRole", "transfer")],
        "AWS::Transfer::User": [("Role", "transfer")],
    ]

    /// The services that assume a role once it is given to them, and refuse the resource where they may not. Others find
    /// out when they need it.
    private static let assumingServices: Set = [
        "autoscaling", "cloudtrail", "codebuild", "codedeploy", "codepipeline", "cognito-idp", "eks", "events",
        "firehose",
        "glue", "lambda", "logs", "monitoring.rds", "pipes", "sagemaker", "scheduler", "states",
    ]

    /// A role that is given to a service lets it assume the role ("How to use trust policies with IAM roles" and the
    /// pages of the services about their roles).
    mutating func checkTrust(in resource: Template.Resource, _ logicalID: String, _ stack: Int) {
        let type = resource.type
        switch type {
        case "AWS::AutoScaling::LaunchConfiguration", "AWS::EC2::Instance", "AWS::EC2::LaunchTemplate":
            checkProfile(in: resource, logicalID, stack)
        case "AWS::Cognito::IdentityPoolRoleAttachment": checkIdentities(in: resource, logicalID, stack)
        default: break
        }
        guard let places = Self.trusted[type] else { return }
        for (path, service) in places {
            for value in resource.values(at: path, of: logicalID) {
                guard let role = role(value.value, stack),
                    !mayAssume(role, service, isAlways: resource.condition == nil && !value.path.isConditional)
                else { continue }
                reportOnce(
                    "role-trust", "\(service).amazonaws.com may not assume \(role.logicalID)",
                    severity: Self.assumingServices.contains(service) ? .error : .warning, at: value.path,
                    notes: [note("the role is declared here", at: role)].compactMap(\.self),
                    fix: "give it a role whose AssumeRolePolicyDocument has {\"Service\": \"\(service).amazonaws.com\"}"
                )
            }
        }
    }

    /// "Role trust and permissions" of identity pools in the Amazon Cognito developer guide.
    private mutating func checkIdentities(in attachment: Template.Resource, _ logicalID: String, _ stack: Int) {
        for key in ["authenticated", "unauthenticated"] {
            for value in attachment.values(at: "Roles." + key, of: logicalID) {
                guard let role = role(value.value, stack) else { continue }
                let documents = role.resource.values(at: "AssumeRolePolicyDocument", of: role.logicalID)
                let statements = documents.flatMap { PolicyStatement.all(in: $0, stack: role.stack) }
                guard !statements.isEmpty, !statements.contains(where: { $0.mayTrustIdentities(in: wiring) }) else {
                    continue
                }
                reportOnce(
                    "role-trust", "no user of an identity pool may assume \(role.logicalID)", severity: .warning,
                    at: value.path,
                    notes: [note("the role is declared here", at: role)].compactMap(\.self),
                    fix:
                        "let {\"Federated\": \"cognito-identity.amazonaws.com\"} do sts:AssumeRoleWithWebIdentity in its AssumeRolePolicyDocument"
                )
            }
        }
    }

    /// An instance has the role of its profile ("Using instance profiles" in the IAM user guide).
    private mutating func checkProfile(in resource: Template.Resource, _ logicalID: String, _ stack: Int) {
        let paths = ["", "LaunchTemplateData."].map { $0 + "IamInstanceProfile" }
        for path in paths + ["Arn", "Name"].map({ paths[1] + "." + $0 }) {
            for value in resource.values(at: path, of: logicalID) {
                guard let profile = wiring.onlyResource(of: value.value, type: "AWS::IAM::InstanceProfile", in: stack),
                    let role = profile.resource.properties["Roles"]?[0].flatMap({ self.role($0, profile.stack) }),
                    !mayAssume(
                        role, "ec2",
                        isAlways: resource.condition == nil && profile.resource.condition == nil
                            && !value.path.isConditional)
                else { continue }
                reportOnce(
                    "role-trust",
                    "ec2.amazonaws.com may not assume \(role.logicalID), the role of \(profile.logicalID)",
                    severity: .warning, at: value.path,
                    fix:
                        "give the profile a role whose AssumeRolePolicyDocument has {\"Service\": \"ec2.amazonaws.com\"}"
                )
            }
        }
    }

    /// Whether a service may assume a role.
    ///
    /// - Parameter isAlways: whether it has to, whatever conditions say.
    func mayAssume(_ role: WiredResource, _ service: String, isAlways: Bool) -> Bool {
        let names = wiring.knowledge.principals(ofService: service)
        let cases = wiring.documents("AssumeRolePolicyDocument", of: role, isAlways: isAlways)
        return cases.allSatisfy { documents in
            documents.isEmpty
                || documents.contains { document in
                    guard case .value = TextDocument(document.value) else { return true }
                    return PolicyStatement.all(in: document, stack: role.stack)
                        .mayAllow("sts:AssumeRole", on: .unknown, for: names, in: wiring)
                }
        }
    }
}

extension PolicyStatement {
    /// Whether those may be trusted whom Amazon Cognito vouches for.
    fileprivate func mayTrustIdentities(in wiring: Wiring) -> Bool {
        guard mayAllow("sts:AssumeRoleWithWebIdentity", on: .unknown, in: wiring) else { return false }
        return placed["Principal"].contains { principal in
            guard principal.value.object != nil else { return true }
            return principal["Federated"].flatMap(\.elements).contains { element in
                element.value.string.map { $0.hasPrefix("cognito-identity") } ?? true
            }
        }
    }
}
