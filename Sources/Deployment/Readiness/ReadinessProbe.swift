import AWSAccess

/// How to ask whether resources of a type can be used: Express mode ends before they can (AWS CloudFormation User Guide,
/// "Deploy AWS CloudFormation stacks faster with express mode").
///
/// The AWS CLI shapes every answer to a list of pairs: which resource, and the state it is in.
struct ReadinessProbe: Sendable {
    /// As in `AWS::RDS::DBInstance`.
    let type: String
    /// The words of the command, with the option that takes the resource at their end.
    private let command: [String]
    /// Whether the option takes several at once.
    private let takesSeveral: Bool
    /// A JMESPath expression that makes the pairs.
    private let query: String
    private let isReady: @Sendable (_ state: String) -> Bool
    /// Whether an answer without a row says that there is nothing to wait for.
    private var mayBeEmpty: Bool { type == "AWS::ElasticLoadBalancingV2::TargetGroup" }

    private init(
        _ type: String, _ command: String, takesSeveral: Bool = false, _ query: String,
        isReady: @escaping @Sendable (String) -> Bool
    ) {
        self.type = type
        self.command = command.split(separator: " ").map(String.init)
        self.takesSeveral = takesSeveral
        self.query = query
        self.isReady = isReady
    }

    private init(
        _ type: String, _ command: String, takesSeveral: Bool = false, _ query: String, until states: String...
    ) {
        self.init(type, command, takesSeveral: takesSeveral, query) { states.contains($0) }
    }

    /// A resource that cannot be used yet, and the state it is in.
    struct Pending: Sendable, Equatable {
        let physicalID: String
        let state: String
    }

    /// Asks for resources by their physical IDs, and gives those that cannot be used yet.
    ///
    /// - Throws: `AWSError`.
    func pending(_ ids: [String], with aws: AWSCLI) async throws -> [Pending] {
        let groups = takesSeveral ? [ids] : ids.map { [$0] }
        let answers = try await concurrently(groups, atMost: AWSCLI.simultaneousCalls) { group in
            (group, try await aws.run(arguments(for: group), as: [[String?]].self))
        }
        return answers.flatMap { group, rows in
            let states = rows.compactMap { row -> (id: String, state: String)? in
                guard let state = row.last ?? nil else { return nil }
                // One that is asked for alone is that one, whatever the answer calls it.
                return ((takesSeveral ? row.first ?? nil : nil) ?? group[0], state)
            }
            let missing = mayBeEmpty ? [] : group.filter { id in !states.contains { $0.id == id } }
            return states.filter { !isReady($0.state) }.map { Pending(physicalID: $0.id, state: $0.state) }
                + missing.map { Pending(physicalID: $0, state: "not told of yet") }
        }
    }

    private func arguments(for ids: [String]) -> [String] {
        // A service has its cluster in its ARN: arn:aws:ecs:REGION:ACCOUNT:service/CLUSTER/NAME.
        let parts = ids[0].split(separator: "/")
        let cluster = type == "AWS::ECS::Service" && parts.count == 3 ? ["--cluster", String(parts[1])] : []
        return Array(command.prefix(2)) + cluster + command.dropFirst(2) + ids + ["--query", query]
    }

    // MARK: - What is known

    /// By type. States: the API references of the services, at the operations that are named.
    static let all = Dictionary(
        [
            ReadinessProbe(
                "AWS::AutoScaling::AutoScalingGroup",
                "autoscaling describe-auto-scaling-groups --auto-scaling-group-names",
                takesSeveral: true,
                "AutoScalingGroups[].[AutoScalingGroupName, join(' of ', [to_string(length(Instances[?LifecycleState=='InService'])), to_string(DesiredCapacity)])]"
            ) { state in
                let numbers = state.split(separator: " ").compactMap { Int($0) }
                return numbers.count == 2 && numbers[0] >= numbers[1]
            },
            ReadinessProbe(
                "AWS::CloudFront::Distribution", "cloudfront get-distribution --id",
                "[[Distribution.Id, Distribution.Status]]", until: "Deployed"),
            ReadinessProbe(
                "AWS::DynamoDB::Table", "dynamodb describe-table --table-name",
                "[[Table.TableName, Table.TableStatus]]",
                until: "ACTIVE"),
            ReadinessProbe(
                "AWS::EC2::Instance", "ec2 describe-instance-status --include-all-instances --instance-ids",
                takesSeveral: true, "InstanceStatuses[].[InstanceId, InstanceStatus.Status]", until: "ok"),
            ReadinessProbe(
                "AWS::EC2::NatGateway", "ec2 describe-nat-gateways --nat-gateway-ids", takesSeveral: true,
                "NatGateways[].[NatGatewayId, State]", until: "available"),
            ReadinessProbe(
                "AWS::ECS::Service", "ecs describe-services --services",
                "services[].[serviceArn, join(', ', deployments[].join(' ', [status, rolloutState || 'COMPLETED']))]",
                // The tasks of an earlier deployment run on until the new ones do.
                until: "PRIMARY COMPLETED"),
            ReadinessProbe(
                "AWS::EKS::Cluster", "eks describe-cluster --name", "[[cluster.name, cluster.status]]", until: "ACTIVE"),
            ReadinessProbe(
                "AWS::ElastiCache::ReplicationGroup", "elasticache describe-replication-groups --replication-group-id",
                "ReplicationGroups[].[ReplicationGroupId, Status]", until: "available"),
            ReadinessProbe(
                "AWS::ElasticLoadBalancingV2::LoadBalancer", "elbv2 describe-load-balancers --load-balancer-arns",
                takesSeveral: true, "LoadBalancers[].[LoadBalancerArn, State.Code]", until: "active"),
            // One without targets has none to wait for; those of a group come with its instances.
            ReadinessProbe(
                "AWS::ElasticLoadBalancingV2::TargetGroup", "elbv2 describe-target-health --target-group-arn",
                "TargetHealthDescriptions[].[Target.Id, TargetHealth.State]", until: "healthy", "unused", "unavailable"),
            ReadinessProbe(
                "AWS::Lambda::Function", "lambda get-function-configuration --function-name",
                "[[FunctionName, join('/', [State || 'Active', LastUpdateStatus || 'Successful'])]]",
                until: "Active/Successful", "Inactive/Successful"),
            ReadinessProbe(
                "AWS::OpenSearchService::Domain", "opensearch describe-domain --domain-name",
                "[[DomainStatus.DomainName, to_string(DomainStatus.Processing)]]", until: "false"),
            ReadinessProbe(
                "AWS::RDS::DBCluster", "rds describe-db-clusters --db-cluster-identifier",
                "DBClusters[].[DBClusterIdentifier, Status]", until: "available"),
            ReadinessProbe(
                "AWS::RDS::DBInstance", "rds describe-db-instances --db-instance-identifier",
                "DBInstances[].[DBInstanceIdentifier, DBInstanceStatus]", until: "available", "storage-optimization"),
        ].map { ($0.type, $0) }, uniquingKeysWith: { first, _ in first })
}
