/// What the commands on an environment call themselves, beside what CloudFormation does as the execution role.
///
/// The names of the calls are those of the AWS CLI's commands in `Sources/Deployment` and `Sources/Environments`; a test holds
/// them together.
public struct DeployerNeeds: Sendable {
    /// What a call is allowed on.
    private enum Target {
        /// The app's stacks, with those that they nest, and their change sets.
        case stacks
        /// The bucket for templates and assets.
        case artifactBucket
        /// What of it is the app's.
        case artifacts
        /// The execution role, which is handed to CloudFormation and to nobody else.
        case executionRole
        /// The same role, which the policy simulator is asked about.
        case simulatedRole
        /// Everything, since the call takes no resource, or one that cannot be told before.
        case everything(String)
    }

    /// In the order of their actions.
    public let needs: [PermissionNeed]

    /// - Parameter finders: which know the app's resources, of which some are looked at.
    init(at place: DeploymentPlace, _ finders: [NeedFinder]) {
        let ofStacks = Self.calls.flatMap { call in
            Self.scopes(call.target, place).map { resource, conditions, extent in
                PermissionNeed(
                    action: call.action, resource: resource, format: nil, conditions: conditions, extent: extent,
                    wants: call.commands.map { PermissionNeed.Want(name: $0, type: "", handlers: []) })
            }
        }
        needs = MergedNeeds(ofStacks + finders.flatMap(Self.looks)).needs
    }

    /// What is asked of resources before they are deleted, and after something has failed.
    private static func looks(_ finder: NeedFinder) -> [PermissionNeed] {
        looks.flatMap { look in
            finder.resources.entries.filter { look.types.contains($0.type) }.sorted { $0.path < $1.path }.compactMap {
                finder.resources[$0.path]
            }.flatMap { app in
                look.actions.flatMap { action in
                    finder.scopes(of: finder.catalogue.actions.action(action), app).map { scope in
                        PermissionNeed(
                            action: action, resource: scope.resource, format: scope.format, conditions: .none,
                            extent: scope.extent,
                            wants: look.commands.map { PermissionNeed.Want(name: $0, type: "", handlers: []) })
                    }
                }
            }
        }
    }

    private static func scopes(
        _ target: Target, _ place: DeploymentPlace
    ) -> [(String, PolicyConditions, PermissionNeed.Extent)] {
        let service = "\(ARNText.regionless)cloudformation:\(ARNText.region):\(ARNText.account)"
        switch target {
        case .stacks:
            // Nested stacks are called like the root, a hyphen, and more.
            return ["\(service):stack/\(place.stackName)/*", "\(service):stack/\(place.stackName)-*/*"].map {
                ($0, .none, .named)
            }
        case .artifactBucket:
            guard let bucket = place.artifactBucket else {
                return [("*", .none, .everything("the artifact bucket's name is not known"))]
            }
            return [("\(ARNText.regionless)s3:::\(bucket)", .none, .named)]
        case .artifacts:
            guard let artifacts = place.artifacts else {
                return [("*", .none, .everything("the artifact bucket's name is not known"))]
            }
            return [(artifacts, .none, .named)]
        case .executionRole:
            return [
                (
                    RoleNames.arn(place.roles.execution),
                    PolicyConditions("StringEquals", "iam:PassedToService", ["cloudformation.amazonaws.com"]), .named
                )
            ]
        case .simulatedRole: return [(RoleNames.arn(place.roles.execution), .none, .named)]
        case .everything(let reason): return [("*", .none, .everything(reason))]
        }
    }

    // MARK: - What the commands call

    private struct Call {
        let action: String
        let target: Target
        let commands: [String]

        init(_ action: String, _ target: Target, _ commands: String...) {
            self.action = action
            self.target = target
            self.commands = commands
        }
    }

    /// What is asked of the app's resources of some types. None of it changes anything: what `destroy --delete-retained`
    /// deletes of data, nobody is to do with a role that deploys.
    private struct Look {
        let types: [String]
        let actions: [String]
        let commands: [String]

        init(_ types: String..., actions: [String], by commands: String...) {
            self.types = types
            self.actions = actions
            self.commands = commands
        }
    }

    private static let looks = [
        Look(
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            actions: ["elasticloadbalancing:DescribeLoadBalancerAttributes"],
            by: "destroy"),
        Look(
            "AWS::ElasticLoadBalancingV2::TargetGroup", actions: ["elasticloadbalancing:DescribeTargetHealth"],
            by: "deploy", "events"),
        Look(
            "AWS::RDS::DBInstance",
            actions: [
                "rds:DescribeDBInstances", "rds:DescribeDBSnapshots", "rds:DescribeDBInstanceAutomatedBackups",
                "rds:DescribeEvents", "logs:DescribeLogGroups",
            ], by: "deploy", "destroy", "events"),
        Look(
            "AWS::RDS::DBCluster",
            actions: ["rds:DescribeDBClusters", "rds:DescribeDBClusterSnapshots", "logs:DescribeLogGroups"],
            by: "deploy", "destroy"),
        Look("AWS::DynamoDB::Table", "AWS::DynamoDB::GlobalTable", actions: ["dynamodb:DescribeTable"], by: "destroy"),
        Look("AWS::KMS::Key", actions: ["kms:DescribeKey"], by: "destroy"),
        Look("AWS::SecretsManager::Secret", actions: ["secretsmanager:DescribeSecret"], by: "destroy"),
        Look("AWS::SQS::Queue", actions: ["sqs:GetQueueAttributes"], by: "destroy"),
        Look("AWS::ECR::Repository", actions: ["ecr:DescribeRepositories"], by: "destroy"),
        Look("AWS::Cognito::UserPool", actions: ["cognito-idp:DescribeUserPool"], by: "destroy"),
        Look("AWS::S3::Bucket", actions: ["s3:ListBucket", "s3:ListBucketVersions"], by: "deploy", "destroy"),
        Look(
            "AWS::Logs::LogGroup", actions: ["logs:DescribeLogGroups", "logs:FilterLogEvents", "logs:GetLogEvents"],
            by: "deploy", "destroy", "events"),
        Look(
            "AWS::AutoScaling::AutoScalingGroup",
            actions: [
                "autoscaling:DescribeAutoScalingGroups", "autoscaling:DescribeScalingActivities",
                "ec2:DescribeNetworkInterfaces", "ec2:GetConsoleOutput",
            ], by: "deploy", "events"),
        Look(
            "AWS::Lambda::Function", actions: ["lambda:GetFunctionConfiguration", "logs:DescribeLogGroups"],
            by: "deploy", "destroy", "events"),
        Look(
            "AWS::ECS::Service",
            actions: ["ecs:DescribeServices", "ecs:DescribeTaskDefinition", "ecs:DescribeTasks", "ecs:ListTasks"],
            by: "deploy", "events"),
        Look("AWS::CertificateManager::Certificate", actions: ["acm:DescribeCertificate"], by: "deploy", "events"),
    ]

    private static let noResource = "it applies to no resource"

    private static let calls: [Call] = [
        // Stacks and change sets.
        Call("cloudformation:CreateChangeSet", .stacks, "deploy", "import", "plan"),
        Call("cloudformation:DescribeChangeSet", .stacks, "deploy", "import", "plan"),
        Call("cloudformation:DeleteChangeSet", .stacks, "deploy", "import", "plan"),
        Call("cloudformation:ListChangeSets", .stacks, "deploy"),
        Call("cloudformation:ExecuteChangeSet", .stacks, "deploy", "import"),
        Call("cloudformation:ContinueUpdateRollback", .stacks, "deploy"),
        Call("cloudformation:RollbackStack", .stacks, "deploy"),
        Call("cloudformation:UpdateTerminationProtection", .stacks, "deploy", "destroy"),
        Call("cloudformation:GetStackPolicy", .stacks, "deploy"),
        Call("cloudformation:SetStackPolicy", .stacks, "deploy"),
        Call("cloudformation:TagResource", .stacks, "deploy", "import"),
        Call("cloudformation:UntagResource", .stacks, "deploy", "import"),
        Call("cloudformation:DeleteStack", .stacks, "deploy", "destroy"),
        Call(
            "cloudformation:DescribeStacks", .stacks, "deploy", "destroy", "drift", "events", "import", "outputs",
            "plan"),
        Call("cloudformation:DescribeStackEvents", .stacks, "deploy", "destroy", "events"),
        Call("cloudformation:DescribeEvents", .stacks, "deploy", "events"),
        Call("cloudformation:DescribeStackResource", .stacks, "deploy", "import"),
        Call("cloudformation:DescribeStackResources", .stacks, "deploy", "destroy", "drift", "import"),
        Call("cloudformation:ListStackResources", .stacks, "deploy", "destroy", "events", "plan"),
        Call("cloudformation:GetTemplate", .stacks, "deploy", "destroy", "import", "plan"),
        Call("cloudformation:DetectStackDrift", .stacks, "drift"),
        Call("cloudformation:DetectStackResourceDrift", .stacks, "drift"),
        Call("cloudformation:DescribeStackResourceDrifts", .stacks, "drift"),
        Call("cloudformation:CreateStackRefactor", .stacks, "deploy"),
        Call("cloudformation:ExecuteStackRefactor", .stacks, "deploy"),
        Call("cloudformation:DescribeStackRefactor", .stacks, "deploy"),
        Call("cloudformation:ListStackRefactorActions", .stacks, "deploy"),
        Call("cloudformation:ListStackRefactors", .everything(noResource), "deploy"),
        Call("cloudformation:DescribeStackDriftDetectionStatus", .everything(noResource), "drift"),
        Call("cloudformation:ListStacks", .everything(noResource), "destroy", "events"),
        Call("cloudformation:ListExports", .everything(noResource), "deploy", "destroy", "plan"),
        Call("cloudformation:ListImports", .everything(noResource), "deploy", "destroy", "plan"),
        Call("iam:PassRole", .executionRole, "deploy", "destroy", "import"),
        Call("iam:SimulatePrincipalPolicy", .simulatedRole, "deploy", "plan"),
        Call("tag:GetResources", .everything(noResource), "destroy"),
        Call("sts:GetCallerIdentity", .everything(noResource), "deploy", "plan"),
        Call("sts:DecodeAuthorizationMessage", .everything(noResource), "deploy", "events"),
        Call("cloudtrail:LookupEvents", .everything(noResource), "deploy", "events"),
        Call(
            "servicequotas:GetServiceQuota", .everything("which quota a failure is about is not known before"),
            "deploy", "events"),
        Call(
            "ssm:GetParameters",
            .everything("which parameters of Systems Manager the templates name is another owner's to say"), "deploy",
            "plan"),
        // Templates and assets.
        Call("s3:GetBucketTagging", .artifactBucket, "deploy"),
        Call("s3:ListBucket", .artifactBucket, "deploy", "destroy"),
        Call("s3:ListBucketVersions", .artifactBucket, "destroy"),
        Call("s3:GetObject", .artifacts, "deploy"),
        Call("s3:PutObject", .artifacts, "deploy", "import"),
        Call("s3:DeleteObject", .artifacts, "destroy"),
        Call("s3:DeleteObjectVersion", .artifacts, "destroy"),
    ]
}
