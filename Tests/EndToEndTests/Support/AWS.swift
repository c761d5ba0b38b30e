import Foundation
import XCTest

/// Reads back what is in a local cloud, with the real AWS CLI.
struct AWS: Sendable {
    /// One command; a JMESPath query shapes its answer.
    struct Call: Sendable {
        let arguments: [String]

        /// - Parameter words: the command and its arguments, none of which has a space.
        init(_ words: String, _ query: String? = nil) {
            arguments = words.split(separator: " ").map(String.init) + (query.map { ["--query", $0] } ?? [])
        }
    }

    struct Failed: Error, CustomStringConvertible {
        let description: String
    }

    private struct Result: Decodable {
        let status: Int32
        let output: String
        let errors: String
    }

    let cloud: LocalCloud

    /// Runs commands in one process, and gives their answers in order.
    func read(_ calls: [Call]) async throws -> [Answer] {
        // As an option, because commands of SQS ignore AWS_ENDPOINT_URL and would go to AWS.
        let input = try JSONEncoder().encode(
            calls.map { $0.arguments + ["--output", "json", "--endpoint-url", cloud.endpoint] })
        let outcome = try await cloud.aws.batch(input, environment: cloud.variables)
        guard outcome.status == 0 else { throw Failed(description: outcome.transcript) }
        let results = try JSONDecoder().decode([Result].self, from: Data(outcome.output.utf8))
        return try zip(calls, results).map { call, result in
            guard result.status == 0 else {
                throw Failed(description: "aws \(call.arguments.joined(separator: " ")): \(result.errors)")
            }
            return result.output.isEmpty
                ? .nothing : try JSONDecoder().decode(Answer.self, from: Data(result.output.utf8))
        }
    }

    /// Runs one command.
    func read(_ words: String, _ query: String? = nil) async throws -> Answer {
        try await read([Call(words, query)])[0]
    }

    /// The status of every stack whose name begins with a project's, by the stack's name.
    func stacks(of project: String) async throws -> [String: String] {
        let list = try await read(
            "cloudformation describe-stacks", "Stacks[?starts_with(StackName, '\(project)-')].[StackName, StackStatus]")
        return Dictionary(uniqueKeysWithValues: list.items.map { ($0[0].text, $0[1].text) })
    }

    /// The physical IDs of all resources in a stack and the stacks nested in it, by `Stack/LogicalID`.
    func physicalIDs(of stack: String) async throws -> [String: String] {
        let query = "StackResourceSummaries[].[LogicalResourceId, PhysicalResourceId, ResourceType]"
        let root = try await read("cloudformation list-stack-resources --stack-name \(stack)", query).items
        let nested = root.filter { $0[2] == "AWS::CloudFormation::Stack" }
        let lists = try await read(
            nested.map { .init("cloudformation list-stack-resources --stack-name \($0[1].text)", query) })
        var identifiers: [String: String] = [:]
        for (parent, list) in zip(["-"] + nested.map(\.[0].text), [root] + lists.map(\.items)) {
            for resource in list { identifiers["\(parent)/\(resource[0].text)"] = resource[1].text }
        }
        return identifiers
    }

    /// Everything that exists, one line each, in every kind of store that a stack of these tests puts something into.
    ///
    /// - Parameter services: only those of some services, which is quicker.
    func inventory(of services: Set<String>? = nil) async throws -> Set<String> {
        let listings = Self.listings.filter { services?.contains($0.arguments[0]) ?? true }
        let lists = try await read(listings)
        return Set(
            zip(listings, lists).flatMap { call, list in
                list.texts.map { "\(call.arguments[0]) \(call.arguments[1]): \($0)" }
            })
    }

    private static let listings = [
        Call("cloudformation describe-stacks", "Stacks[].StackName"),
        Call("cloudformation list-exports", "Exports[].Name"),
        Call("ec2 describe-vpcs", "Vpcs[].VpcId"),
        Call("ec2 describe-subnets", "Subnets[].SubnetId"),
        Call("ec2 describe-internet-gateways", "InternetGateways[].InternetGatewayId"),
        Call("ec2 describe-nat-gateways", "NatGateways[?State!='deleted'].NatGatewayId"),
        Call("ec2 describe-addresses", "Addresses[].AllocationId"),
        Call("ec2 describe-route-tables", "RouteTables[].RouteTableId"),
        Call("ec2 describe-security-groups", "SecurityGroups[].GroupId"),
        Call("ec2 describe-network-acls", "NetworkAcls[].NetworkAclId"),
        Call("ec2 describe-network-interfaces", "NetworkInterfaces[].NetworkInterfaceId"),
        Call("ec2 describe-vpc-endpoints", "VpcEndpoints[].VpcEndpointId"),
        Call("ec2 describe-flow-logs", "FlowLogs[].FlowLogId"),
        Call("ec2 describe-launch-templates", "LaunchTemplates[].LaunchTemplateId"),
        Call("ec2 describe-instances", "Reservations[].Instances[?State.Name!='terminated'][].InstanceId"),
        Call("ec2 describe-volumes", "Volumes[].VolumeId"),
        Call("elbv2 describe-load-balancers", "LoadBalancers[].LoadBalancerArn"),
        Call("elbv2 describe-target-groups", "TargetGroups[].TargetGroupArn"),
        Call("autoscaling describe-auto-scaling-groups", "AutoScalingGroups[].AutoScalingGroupName"),
        Call("autoscaling describe-policies", "ScalingPolicies[].PolicyName"),
        Call("rds describe-db-instances", "DBInstances[].DBInstanceIdentifier"),
        Call("rds describe-db-snapshots", "DBSnapshots[].DBSnapshotIdentifier"),
        Call("rds describe-db-instance-automated-backups", "DBInstanceAutomatedBackups[].DbiResourceId"),
        Call("rds describe-db-subnet-groups", "DBSubnetGroups[].DBSubnetGroupName"),
        Call("rds describe-db-parameter-groups", "DBParameterGroups[].DBParameterGroupName"),
        Call("s3api list-buckets", "Buckets[].Name"),
        Call("iam list-roles", "Roles[].RoleName"),
        Call("iam list-instance-profiles", "InstanceProfiles[].InstanceProfileName"),
        Call("iam list-policies --scope Local", "Policies[].PolicyName"),
        Call("logs describe-log-groups", "logGroups[].logGroupName"),
        Call("cloudwatch list-dashboards", "DashboardEntries[].DashboardName"),
        Call("cloudwatch describe-alarms", "MetricAlarms[].AlarmName"),
        Call("sns list-topics", "Topics[].TopicArn"),
        Call("sns list-subscriptions", "Subscriptions[].SubscriptionArn"),
        Call("sqs list-queues", "QueueUrls"),
        Call("secretsmanager list-secrets", "SecretList[].Name"),
    ]
}
