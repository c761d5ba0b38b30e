import AWSEC2
import AWSLogs
import IdentityConstructs

/// Records which connections a network allowed and refused, in CloudWatch Logs.
public struct FlowLogs {
    /// Which connections are recorded.
    public enum Traffic: String, Sendable {
        case all = "ALL"
        case accepted = "ACCEPT"
        case rejected = "REJECT"
    }

    private let traffic: Traffic
    private let retentionInDays: Value<Int>
    private let condition: Condition?
    private let key: (any EncryptionKey)?

    /// - Parameters:
    ///   - retentionInDays: how long records are kept; CloudWatch Logs accepts certain numbers, 7, 14, 30 and 90 among
    ///     them.
    ///   - condition: records only where it holds.
    ///   - key: encrypts the records instead of AWS's own key; that of another app has to let `logs.REGION.amazonaws.com` use
    ///     it.
    public init(
        _ traffic: Traffic = .all, retentionInDays: Value<Int> = 30, condition: Condition? = nil,
        key: (any EncryptionKey)? = nil
    ) {
        self.traffic = traffic
        self.retentionInDays = retentionInDays
        self.condition = condition
        self.key = key
    }

    func add(to scope: Scope, vpcId: Value<ID<EC2.VPC>>) {
        key?.allow(.logs)
        let group = scope.add(
            "FlowLogGroup", Logs.LogGroup(kmsKeyId: key?.keyARN, retentionInDays: retentionInDays),
            condition: condition,
            deletionPolicy: .delete)
        let role = Role(
            in: scope.scope("FlowLog"), assumedBy: "vpc-flow-logs.amazonaws.com",
            conditions: ["StringEquals": ["aws:SourceAccount": JSON(AWS.accountID)]], condition: condition)
        let permission = role.allow(
            "Write",
            PolicyStatement(
                actions: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
                resources: [group.arn.text]))
        scope.add(
            "FlowLog",
            EC2.FlowLog(
                resourceId: .vpc(vpcId), resourceType: "VPC", deliverLogsPermissionArn: role.arn,
                logGroupName: group.logGroupName, trafficType: Value(traffic.rawValue)),
            // A log that may not write yet loses its first records.
            condition: condition, dependsOn: [permission])
    }
}
