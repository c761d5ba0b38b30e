/// What services call the events that they send, exactly as they write it ("AWS service event examples" in the Amazon
/// EventBridge events reference, and the services' own guides).
///
/// More are sent than stand here: only a name that differs in case from one of these is known to be none.
enum EventNames {
    /// By source.
    static let all: [String: [String]] = [
        "aws.acm": ["ACM Certificate Approaching Expiration", "ACM Certificate Expired"],
        "aws.autoscaling": [
            "EC2 Instance Launch Successful", "EC2 Instance Launch Unsuccessful", "EC2 Instance Terminate Successful",
            "EC2 Instance Terminate Unsuccessful", "EC2 Instance-launch Lifecycle Action",
            "EC2 Instance-terminate Lifecycle Action",
        ],
        "aws.backup": ["Backup Job State Change", "Copy Job State Change", "Restore Job State Change"],
        "aws.batch": ["Batch Job State Change"],
        "aws.cloudformation": [
            "CloudFormation Drift Detection Status Change", "CloudFormation Resource Status Change",
            "CloudFormation Stack Status Change",
        ],
        "aws.cloudwatch": ["CloudWatch Alarm State Change"],
        "aws.codebuild": ["CodeBuild Build Phase Change", "CodeBuild Build State Change"],
        "aws.codecommit": ["CodeCommit Pull Request State Change", "CodeCommit Repository State Change"],
        "aws.codedeploy": ["CodeDeploy Deployment State-change Notification"],
        "aws.codepipeline": [
            "CodePipeline Action Execution State Change", "CodePipeline Pipeline Execution State Change",
            "CodePipeline Stage Execution State Change",
        ],
        "aws.config": ["Config Configuration Item Change", "Config Rules Compliance Change"],
        "aws.ec2": [
            "EBS Snapshot Notification", "EBS Volume Notification", "EC2 Instance Rebalance Recommendation",
            "EC2 Instance State-change Notification", "EC2 Spot Instance Interruption Warning",
        ],
        "aws.ecr": ["ECR Image Action", "ECR Image Scan"],
        "aws.ecs": [
            "ECS Container Instance State Change", "ECS Deployment State Change", "ECS Service Action",
            "ECS Task State Change",
        ],
        "aws.glue": ["Glue Crawler State Change", "Glue Job State Change"],
        "aws.guardduty": ["GuardDuty Finding"],
        "aws.health": ["AWS Health Event"],
        "aws.rds": ["RDS DB Cluster Event", "RDS DB Instance Event", "RDS DB Snapshot Event"],
        "aws.s3": [
            "Object ACL Updated", "Object Access Tier Changed", "Object Created", "Object Deleted",
            "Object Restore Completed", "Object Restore Expired", "Object Restore Initiated",
            "Object Storage Class Changed", "Object Tags Added", "Object Tags Deleted",
        ],
        "aws.securityhub": ["Security Hub Findings - Custom Action", "Security Hub Findings - Imported"],
        "aws.ssm": ["Parameter Store Change"],
        "aws.states": ["Step Functions Execution Status Change"],
    ]

    /// Those of many sources ("AWS service events delivered via AWS CloudTrail" in the user guide).
    static let ofAll = ["AWS API Call via CloudTrail", "AWS Service Event via CloudTrail"]
}
