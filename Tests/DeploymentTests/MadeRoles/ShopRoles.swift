import AWSIAM
import IdentityConstructs

/// The roles that deploy shop, with no more than its templates need.
public enum ShopRoles {
    public static func app() -> App {
        let app = App()
        let stack = app.stack(
            "ShopRoles",
            description: "The roles that deploy shop, with no more than its templates need.")

        let executionPolicy1 = stack.add(
            "ExecutionPolicy1",
            IAM.ManagedPolicy(
                policyDocument: PolicyStatement.document([
                    PolicyStatement(
                        actions: [
                            "sqs:CreateQueue", "sqs:DeleteQueue", "sqs:GetQueueAttributes", "sqs:GetQueueUrl",
                            "sqs:ListQueueTags", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue",
                        ],
                        resource: "arn:\(AWS.partition):sqs:\(AWS.region):\(AWS.accountID):shop-*")
                ]),
                description: "What CloudFormation does for shop",
                path: "/deployment/"))

        let executionRole = stack.add(
            "ExecutionRole",
            IAM.Role(
                assumeRolePolicyDocument: PolicyStatement.document([
                    PolicyStatement(
                        principal: ["Service": "cloudformation.amazonaws.com"],
                        action: "sts:AssumeRole",
                        conditions: [
                            "StringEquals": ["aws:SourceAccount": JSON(AWS.accountID)],
                            "ArnLike": [
                                "aws:SourceArn":
                                    "arn:\(AWS.partition):cloudformation:\(AWS.region):\(AWS.accountID):stack/shop*/*"
                            ],
                        ])
                ]),
                managedPolicyArns: [executionPolicy1.policyArn],
                path: "/deployment/",
                roleName: "shop-execution"))

        let deploymentPolicy1 = stack.add(
            "DeploymentPolicy1",
            IAM.ManagedPolicy(
                policyDocument: PolicyStatement.document([
                    PolicyStatement(
                        actions: [
                            "cloudformation:ContinueUpdateRollback", "cloudformation:CreateChangeSet",
                            "cloudformation:CreateStackRefactor", "cloudformation:DeleteChangeSet",
                            "cloudformation:DeleteStack", "cloudformation:DescribeChangeSet",
                            "cloudformation:DescribeEvents", "cloudformation:DescribeStackEvents",
                            "cloudformation:DescribeStackRefactor", "cloudformation:DescribeStackResource",
                            "cloudformation:DescribeStackResourceDrifts", "cloudformation:DescribeStackResources",
                            "cloudformation:DescribeStacks", "cloudformation:DetectStackDrift",
                            "cloudformation:DetectStackResourceDrift", "cloudformation:ExecuteChangeSet",
                            "cloudformation:ExecuteStackRefactor", "cloudformation:GetStackPolicy",
                            "cloudformation:GetTemplate", "cloudformation:ListChangeSets",
                            "cloudformation:ListStackRefactorActions", "cloudformation:ListStackResources",
                            "cloudformation:RollbackStack", "cloudformation:SetStackPolicy",
                            "cloudformation:TagResource", "cloudformation:UntagResource",
                            "cloudformation:UpdateTerminationProtection",
                        ],
                        resources: [
                            "arn:\(AWS.partition):cloudformation:\(AWS.region):\(AWS.accountID):stack/shop-*/*",
                            "arn:\(AWS.partition):cloudformation:\(AWS.region):\(AWS.accountID):stack/shop/*",
                        ]),
                    PolicyStatement(
                        action: "iam:PassRole",
                        resource: "arn:\(AWS.partition):iam::\(AWS.accountID):role/deployment/shop-execution",
                        conditions: ["StringEquals": ["iam:PassedToService": "cloudformation.amazonaws.com"]]),
                    PolicyStatement(
                        action: "iam:SimulatePrincipalPolicy",
                        resource: "arn:\(AWS.partition):iam::\(AWS.accountID):role/deployment/shop-execution"),
                    PolicyStatement(
                        action: "sqs:GetQueueAttributes",
                        resource: "arn:\(AWS.partition):sqs:\(AWS.region):\(AWS.accountID):shop-*"),
                    PolicyStatement(
                        actions: [
                            "cloudformation:DescribeStackDriftDetectionStatus", "cloudformation:ListExports",
                            "cloudformation:ListImports", "cloudformation:ListStackRefactors",
                            "cloudformation:ListStacks", "cloudtrail:LookupEvents", "s3:DeleteObject",
                            "s3:DeleteObjectVersion", "s3:GetBucketTagging", "s3:GetObject", "s3:ListBucket",
                            "s3:ListBucketVersions", "s3:PutObject", "servicequotas:GetServiceQuota",
                            "ssm:GetParameters", "sts:DecodeAuthorizationMessage", "sts:GetCallerIdentity",
                            "tag:GetResources",
                        ],
                        resource: "*"),
                ]),
                description: "What the commands on shop call",
                path: "/deployment/"))

        let deploymentRole = stack.add(
            "DeploymentRole",
            IAM.Role(
                assumeRolePolicyDocument: PolicyStatement.document([
                    PolicyStatement(
                        principal: ["AWS": "arn:\(AWS.partition):iam::\(AWS.accountID):root"],
                        action: "sts:AssumeRole")
                ]),
                managedPolicyArns: [deploymentPolicy1.policyArn],
                path: "/deployment/",
                roleName: "shop-deployment"))

        stack.output("ExecutionRoleArn", executionRole.arn)
        stack.output("DeploymentRoleArn", deploymentRole.arn)

        return app
    }
}
