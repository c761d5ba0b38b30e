import AWSIAM

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
                policyDocument: [
                    "Version": "2012-10-17",
                    "Statement": [
                        [
                            "Effect": "Allow",
                            "Action": [
                                "sqs:CreateQueue", "sqs:DeleteQueue", "sqs:GetQueueAttributes", "sqs:GetQueueUrl",
                                "sqs:ListQueueTags", "sqs:SetQueueAttributes", "sqs:TagQueue", "sqs:UntagQueue",
                            ],
                            "Resource": "arn:\(AWS.partition):sqs:\(AWS.region):\(AWS.accountID):shop-*",
                        ]
                    ],
                ],
                description: "What CloudFormation does for shop",
                path: "/deployment/"))

        let executionRole = stack.add(
            "ExecutionRole",
            IAM.Role(
                assumeRolePolicyDocument: [
                    "Version": "2012-10-17",
                    "Statement": [
                        [
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": ["Service": "cloudformation.amazonaws.com"],
                            "Condition": [
                                "StringEquals": ["aws:SourceAccount": JSON(AWS.accountID)],
                                "ArnLike": [
                                    "aws:SourceArn":
                                        "arn:\(AWS.partition):cloudformation:\(AWS.region):\(AWS.accountID):stack/shop*/*"
                                ],
                            ],
                        ]
                    ],
                ],
                managedPolicyArns: [executionPolicy1.policyArn],
                path: "/deployment/",
                roleName: "shop-execution"))

        let deploymentPolicy1 = stack.add(
            "DeploymentPolicy1",
            IAM.ManagedPolicy(
                policyDocument: [
                    "Version": "2012-10-17",
                    "Statement": [
                        [
                            "Effect": "Allow",
                            "Action": [
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
                            "Resource": [
                                "arn:\(AWS.partition):cloudformation:\(AWS.region):\(AWS.accountID):stack/shop-*/*",
                                "arn:\(AWS.partition):cloudformation:\(AWS.region):\(AWS.accountID):stack/shop/*",
                            ],
                        ],
                        [
                            "Effect": "Allow",
                            "Action": "iam:PassRole",
                            "Resource": "arn:\(AWS.partition):iam::\(AWS.accountID):role/deployment/shop-execution",
                            "Condition": ["StringEquals": ["iam:PassedToService": "cloudformation.amazonaws.com"]],
                        ],
                        [
                            "Effect": "Allow",
                            "Action": "iam:SimulatePrincipalPolicy",
                            "Resource": "arn:\(AWS.partition):iam::\(AWS.accountID):role/deployment/shop-execution",
                        ],
                        [
                            "Effect": "Allow",
                            "Action": "sqs:GetQueueAttributes",
                            "Resource": "arn:\(AWS.partition):sqs:\(AWS.region):\(AWS.accountID):shop-*",
                        ],
                        [
                            "Effect": "Allow",
                            "Action": [
                                "cloudformation:DescribeStackDriftDetectionStatus", "cloudformation:ListExports",
                                "cloudformation:ListImports", "cloudformation:ListStackRefactors",
                                "cloudformation:ListStacks", "cloudtrail:LookupEvents", "s3:DeleteObject",
                                "s3:DeleteObjectVersion", "s3:GetBucketTagging", "s3:GetObject", "s3:ListBucket",
                                "s3:ListBucketVersions", "s3:PutObject", "servicequotas:GetServiceQuota",
                                "ssm:GetParameters", "sts:DecodeAuthorizationMessage", "sts:GetCallerIdentity",
                                "tag:GetResources",
                            ],
                            "Resource": "*",
                        ],
                    ],
                ],
                description: "What the commands on shop call",
                path: "/deployment/"))

        let deploymentRole = stack.add(
            "DeploymentRole",
            IAM.Role(
                assumeRolePolicyDocument: [
                    "Version": "2012-10-17",
                    "Statement": [
                        [
                            "Effect": "Allow",
                            "Action": "sts:AssumeRole",
                            "Principal": ["AWS": "arn:\(AWS.partition):iam::\(AWS.accountID):root"],
                        ]
                    ],
                ],
                managedPolicyArns: [deploymentPolicy1.policyArn],
                path: "/deployment/",
                roleName: "shop-deployment"))

        stack.output("ExecutionRoleArn", executionRole.arn)
        stack.output("DeploymentRoleArn", deploymentRole.arn)

        return app
    }
}
