import Template

/// AWS's own policies that are well known, with what they allow ("AWS managed policy reference guide", a page each).
enum ManagedPolicies {
    private struct Policy {
        let path: String
        /// What it allows on everything; nil where nobody has written it down here.
        let actions: [String]?

        /// Whether it has a name, whatever its case: what stands behind the last slash of its path.
        func isCalled(_ name: String) -> Bool {
            let (path, name) = (path.utf8, name.utf8)
            guard path.count >= name.count,
                path.suffix(name.count).elementsEqual(name, by: { $0.lowercase == $1.lowercase })
            else { return false }
            return path.count == name.count || path.dropLast(name.count).last == UInt8(ascii: "/")
        }

        init(_ path: String, _ actions: [String]? = nil) {
            self.path = path
            self.actions = actions
        }
    }

    private static let logging = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    private static let pulling = [
        "ecr:GetAuthorizationToken", "ecr:BatchCheckLayerAvailability", "ecr:GetDownloadUrlForLayer",
        "ecr:BatchGetImage",
    ]

    private static let all: [Policy] = [
        Policy("AdministratorAccess", ["*"]),
        Policy("AmazonS3FullAccess", ["s3:*", "s3-object-lambda:*"]),
        Policy("AmazonS3ReadOnlyAccess", ["s3:Get*", "s3:List*", "s3:Describe*", "s3-object-lambda:*"]),
        Policy("AmazonSQSFullAccess", ["sqs:*"]),
        Policy("AmazonSQSReadOnlyAccess", ["sqs:Get*", "sqs:List*"]),
        Policy("AmazonSNSFullAccess"), Policy("AmazonDynamoDBFullAccess"), Policy("AmazonKinesisFullAccess"),
        Policy("AmazonDynamoDBReadOnlyAccess"), Policy("AmazonEC2FullAccess"), Policy("AmazonEC2ReadOnlyAccess"),
        Policy("AmazonECS_FullAccess"), Policy("AmazonVPCFullAccess"), Policy("AmazonRDSFullAccess"),
        Policy("AmazonSSMManagedInstanceCore"), Policy("AmazonSSMReadOnlyAccess"), Policy("AmazonSSMFullAccess"),
        Policy("AmazonEC2ContainerRegistryReadOnly"), Policy("AmazonEC2ContainerRegistryFullAccess"),
        Policy("AmazonEC2ContainerRegistryPowerUser"), Policy("AmazonEKSClusterPolicy"),
        Policy("AmazonEKSServicePolicy"), Policy("AmazonEKSWorkerNodePolicy"), Policy("AmazonEKS_CNI_Policy"),
        Policy("CloudWatchFullAccess"), Policy("CloudWatchReadOnlyAccess"), Policy("CloudWatchAgentServerPolicy"),
        Policy("CloudWatchLogsFullAccess"), Policy("CloudWatchLogsReadOnlyAccess"), Policy("IAMFullAccess"),
        Policy("IAMReadOnlyAccess"), Policy("PowerUserAccess"), Policy("ReadOnlyAccess"), Policy("SecurityAudit"),
        Policy("AWSLambda_FullAccess"), Policy("AWSLambda_ReadOnlyAccess"), Policy("AWSLambdaExecute"),
        Policy("AWSXRayDaemonWriteAccess", ["xray:Put*", "xray:Get*"]),
        Policy("AWSXrayWriteOnlyAccess", ["xray:Put*", "xray:Get*"]),
        Policy("SecretsManagerReadWrite"), Policy("AWSStepFunctionsFullAccess"),
        Policy("job-function/Billing"), Policy("job-function/ViewOnlyAccess"),
        Policy("service-role/AWSLambdaBasicExecutionRole", logging),
        Policy(
            "service-role/AWSLambdaVPCAccessExecutionRole",
            logging + [
                "ec2:CreateNetworkInterface", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets",
                "ec2:DeleteNetworkInterface", "ec2:AssignPrivateIpAddresses", "ec2:UnassignPrivateIpAddresses",
            ]),
        Policy(
            "service-role/AWSLambdaSQSQueueExecutionRole",
            logging + ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"]),
        Policy(
            "service-role/AWSLambdaKinesisExecutionRole",
            logging + [
                "kinesis:DescribeStream", "kinesis:DescribeStreamSummary", "kinesis:GetRecords",
                "kinesis:GetShardIterator", "kinesis:ListShards", "kinesis:ListStreams", "kinesis:SubscribeToShard",
            ]),
        Policy(
            "service-role/AWSLambdaDynamoDBExecutionRole",
            logging + [
                "dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator", "dynamodb:ListStreams",
            ]),
        Policy("service-role/AWSLambdaENIManagementAccess"), Policy("service-role/AWSLambdaMSKExecutionRole"),
        Policy("service-role/AWSLambdaRole", ["lambda:InvokeFunction"]),
        Policy(
            "service-role/AmazonECSTaskExecutionRolePolicy",
            pulling + ["logs:CreateLogStream", "logs:PutLogEvents"]),
        Policy("service-role/AmazonEC2ContainerServiceforEC2Role"),
        Policy("service-role/AmazonEC2ContainerServiceRole"),
        Policy("service-role/AmazonEC2ContainerServiceEventsRole"),
        Policy("service-role/AmazonAPIGatewayPushToCloudWatchLogs"), Policy("service-role/AWSCodeDeployRole"),
        Policy("service-role/AmazonRDSEnhancedMonitoringRole"), Policy("service-role/AWSGlueServiceRole"),
        Policy("service-role/AWSConfigRole"), Policy("service-role/AWS_ConfigRole"),
        Policy("service-role/AmazonEBSCSIDriverPolicy"), Policy("service-role/AmazonEC2SpotFleetTaggingRole"),
        Policy("service-role/AWSBackupServiceRolePolicyForBackup"), Policy("service-role/AmazonSSMAutomationRole"),
        Policy("service-role/AWSBackupServiceRolePolicyForRestores"), Policy("service-role/AWSBatchServiceRole"),
    ]

    /// The path of the one with a name, whatever its case: `service-role/AWSLambdaRole`.
    static func path(ofName name: String) -> String? { all.first { $0.isCalled(name) }?.path }

    /// What stands behind `policy/` in the ARN of a policy of AWS; nil for another ARN, and one that is not known.
    static func path(of pattern: TextPattern) -> String? {
        guard let text = pattern.text(ofUnknown: "*") else { return nil }
        let parts = text.split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 6, parts[2] == "iam", parts[4] == "aws", parts[5].hasPrefix("policy/"),
            !parts[5].contains("*")
        else { return nil }
        return String(parts[5].dropFirst("policy/".count))
    }

    /// What the policy with a path allows on everything; nil where that is not known.
    static func actions(ofPath path: String) -> [String]? {
        all.first { $0.path == path }?.actions
    }
}

extension UInt8 {
    fileprivate var lowercase: UInt8 {
        (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(self) ? self | 0x20 : self
    }
}

extension TextPattern {
    /// The text, with another one for what may be anything; nil where it has a resource's name in it.
    func text(ofUnknown unknown: String) -> String? {
        var bytes: [UInt8] = []
        for symbol in symbols {
            switch symbol {
            case .byte(let byte): bytes.append(byte)
            case .anything, .without: bytes += unknown.utf8
            case .oneBut: break
            case .one, .name: return nil
            }
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
