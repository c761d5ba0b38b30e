extension ToolPermissions {
    /// Of all tools, in the order of the manual.
    public static let all = [populateDataLake, loadGenerator, auditInfra, backupManager, cleanup, dailyScheduler]

    private static let stack = Call("cloudformation:DescribeStacks", .stacks)
    private static let search = Call(
        "cloudformation:ListStackResources", .stacks, "where the app names no output to find something by")
    private static let prices = Call("pricing:GetProducts", .everything, "without `--offline`")

    static let populateDataLake = ToolPermissions(
        tool: "populate-datalake",
        calls: [
            stack, search, Call("s3:ListBucket", .dataLake), Call("s3:GetObject", .files),
            Call("s3:PutObject", .files), Call("s3:DeleteObject", .files, "with `--delete`"),
            Call("s3:AbortMultipartUpload", .files, "where an upload is interrupted"),
        ])

    static let loadGenerator = ToolPermissions(
        tool: "load-generator",
        calls: [
            stack, search,
            Call(
                "elasticloadbalancing:DescribeLoadBalancers", .everything,
                "where no output has the load balancer's address"),
            Call("cloudwatch:GetMetricStatistics", .everything, "with `--report`"),
        ])

    static let auditInfra = ToolPermissions(
        tool: "audit-infra",
        calls: [stack, Call("cloudformation:ListStackResources", .stacks)]
            + [
                "cloudwatch:DescribeAlarms",
                "cloudwatch:GetMetricStatistics", "ec2:DescribeAddresses", "ec2:DescribeInstances",
                "ec2:DescribeLaunchTemplateVersions", "ec2:DescribeNatGateways", "ec2:DescribeSecurityGroups",
                "ec2:DescribeSnapshots", "ec2:DescribeVolumes", "ec2:DescribeVpcEndpoints",
                "ec2:GetManagedPrefixListEntries", "elasticloadbalancing:DescribeListeners",
                "elasticloadbalancing:DescribeLoadBalancers", "elasticloadbalancing:DescribeTags",
                "iam:GetAccountAuthorizationDetails", "logs:DescribeLogGroups",
                "rds:DescribeDBInstanceAutomatedBackups", "rds:DescribeDBInstances", "rds:DescribeDBParameters",
                "rds:DescribeDBSnapshotAttributes", "rds:DescribeDBSnapshots", "secretsmanager:ListSecrets",
                "tag:GetResources",
            ].map { Call($0, .everything) }
            + [
                "s3:GetBucketAcl", "s3:GetBucketPolicy", "s3:GetBucketPublicAccessBlock", "s3:GetBucketTagging",
                "s3:GetBucketVersioning", "s3:GetEncryptionConfiguration",
            ].map { Call($0, .buckets) } + [prices])

    static let backupManager = ToolPermissions(
        tool: "backup-manager",
        calls: [
            stack, search, Call("rds:DescribeDBInstances", .everything), Call("rds:DescribeDBSnapshots", .everything),
            Call("rds:CreateDBSnapshot", .databases), Call("rds:CreateDBSnapshot", .snapshots),
            Call("rds:AddTagsToResource", .copies), Call("rds:CopyDBSnapshot", .copies, "with `--copy-to`"),
            Call("kms:CreateGrant", .keys, "with `--copy-to`, of what is encrypted"),
            Call("kms:DescribeKey", .keys, "with `--copy-to`, of what is encrypted"),
        ])

    static let cleanup = ToolPermissions(
        tool: "cleanup",
        calls: [
            stack, search, Call("rds:DescribeDBSnapshots", .everything), Call("rds:DeleteDBSnapshot", .copies), prices,
        ]
            + [
                "cloudformation:DescribeChangeSet", "cloudformation:GetTemplate", "cloudformation:ListChangeSets",
                "cloudformation:ListStackResources",
            ].map { Call($0, .stacks, "with `--assets`") } + [
                Call("s3:ListBucketVersions", .artifactBucket, "with `--assets`"),
                Call("s3:DeleteObject", .artifacts, "with `--assets`"),
                Call("s3:DeleteObjectVersion", .artifacts, "with `--assets`"),
            ])

    static let dailyScheduler = ToolPermissions(
        tool: "daily-scheduler",
        calls: [
            stack, search, Call("autoscaling:DescribeAutoScalingGroups", .everything),
            Call("autoscaling:DescribeScalingActivities", .everything), Call("ec2:DescribeInstances", .everything),
            Call("ec2:DescribeLaunchTemplateVersions", .everything), Call("rds:DescribeDBInstances", .everything),
            Call("autoscaling:UpdateAutoScalingGroup", .taggedGroups),
            Call("autoscaling:CreateOrUpdateTags", .taggedGroups), Call("autoscaling:DeleteTags", .taggedGroups),
            Call("ec2:StopInstances", .taggedInstances), Call("ec2:StartInstances", .taggedInstances),
            Call("ec2:CreateTags", .taggedInstances), Call("ec2:DeleteTags", .taggedInstances),
            Call("rds:StopDBInstance", .taggedDatabases, "with `--database`"),
            Call("rds:StartDBInstance", .taggedDatabases, "with `--database`"),
            Call("rds:AddTagsToResource", .taggedDatabases, "with `--database`"),
            Call("rds:RemoveTagsFromResource", .taggedDatabases, "with `--database`"), prices,
        ])
}
