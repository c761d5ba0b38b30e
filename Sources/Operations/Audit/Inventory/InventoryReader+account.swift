import AWSAccess
import Diagnostics
import Environments

extension InventoryReader {
    /// What is asked of the whole account and region, because waste is in no stack.
    var accountReadings: [Reading] {
        computeReadings + networkReadings + databaseReadings + [taggedBuckets] + operationsReadings
    }

    private var computeReadings: [Reading] {
        [
            list("EC2 instances", .high, ["ec2", "describe-instances"], as: InstancePage.self) { inventory, answer in
                inventory.instances = answer.instances.filter { $0.state.name != "terminated" }
            },
            list("block volumes", .medium, ["ec2", "describe-volumes"], as: VolumePage.self) {
                $0.volumes = $1.volumes
            },
            list(
                "block volumes' snapshots", .low, ["ec2", "describe-snapshots", "--owner-ids", "self"],
                as: VolumeSnapshotPage.self
            ) {
                $0.volumeSnapshots = $1.snapshots
            },
        ]
    }

    private var networkReadings: [Reading] {
        [
            list("IP addresses", .medium, ["ec2", "describe-addresses"], as: AddressPage.self) {
                $0.addresses = $1.addresses
            },
            list("NAT gateways", .low, ["ec2", "describe-nat-gateways"], as: NATGatewayPage.self) { inventory, answer in
                inventory.natGateways = answer.natGateways.filter { ["available", "pending"].contains($0.state) }
            },
            list("VPC endpoints", .info, ["ec2", "describe-vpc-endpoints"], as: EndpointPage.self) {
                $0.endpoints = $1.vpcEndpoints
            },
            list("security groups", .high, ["ec2", "describe-security-groups"], as: SecurityGroupPage.self) {
                $0.securityGroups = $1.securityGroups
            },
            list("load balancers", .high, ["elbv2", "describe-load-balancers"], as: LoadBalancerPage.self) {
                $0.loadBalancers = $1.loadBalancers
            },
        ]
    }

    private var databaseReadings: [Reading] {
        [
            Reading(what: "databases", atStake: .high) { aws in
                let databases = try await aws.databaseInstances()
                return { $0.databases = databases }
            },
            Reading(what: "databases' snapshots", atStake: .high) { aws in
                let snapshots = try await aws.databaseSnapshots()
                return { $0.databaseSnapshots = snapshots }
            },
            // Amazon RDS User Guide, "Retaining automated backups".
            Reading(what: "retained automated backups", atStake: .low) { aws in
                let retained = try await aws.automatedBackups().filter { $0.status == "retained" }
                return { $0.retainedBackups = retained }
            },
        ]
    }

    /// Buckets that a stack retained, or that were made by hand. Amazon S3 lists buckets without their tags.
    private var taggedBuckets: Reading {
        list(
            "buckets with the project's tags", .high,
            [
                "resourcegroupstaggingapi", "get-resources", "--resource-type-filters", "s3", "--tag-filters",
                "Key=\(EnvironmentFile.projectTag),Values=\(scope.project)",
            ],
            as: TaggedResources.self
        ) { inventory, answer in
            let owned = answer.resourceTagMappingList.filter {
                scope.owner(of: $0.bucketName, tags: $0.tags) == .environment
            }
            inventory.taggedBuckets = Dictionary(owned.map { ($0.bucketName, $0.tags) }) { first, _ in first }
        }
    }

    private var operationsReadings: [Reading] {
        [
            list("secrets", .low, ["secretsmanager", "list-secrets"], as: SecretPage.self) {
                $0.secrets = $1.secretList
            },
            list("log groups", .low, ["logs", "describe-log-groups"], as: LogGroupPage.self) {
                $0.logGroups = $1.logGroups
            },
            // All of the region: one call for those of the stacks, and those that target tracking makes by itself.
            // Amazon EC2 Auto Scaling User Guide, "Target tracking scaling policies".
            list("alarms", .low, ["cloudwatch", "describe-alarms"], as: AlarmPage.self) { inventory, answer in
                let own = Set(scope.ids(ofType: "AWS::CloudWatch::Alarm"))
                let tracking = scope.ids(ofType: "AWS::AutoScaling::AutoScalingGroup").map { "TargetTracking-\($0)-" }
                inventory.alarms = answer.metricAlarms.filter { alarm in
                    own.contains(alarm.alarmName) || tracking.contains(where: alarm.alarmName.hasPrefix)
                }
            },
        ]
    }

    /// A reading that is one call.
    func list<Answer: Decodable & Sendable>(
        _ what: String, _ atStake: Diagnostic.Severity, _ arguments: [String], as type: Answer.Type,
        _ change: @escaping @Sendable (inout Inventory, Answer) -> Void
    ) -> Reading {
        Reading(what: what, atStake: atStake) { aws in
            let answer = try await aws.run(arguments, as: Answer.self)
            return { change(&$0, answer) }
        }
    }
}

private struct VolumePage: Decodable, Sendable { let volumes: [Volume] }
private struct VolumeSnapshotPage: Decodable, Sendable { let snapshots: [VolumeSnapshot] }
private struct AddressPage: Decodable, Sendable { let addresses: [Address] }
private struct NATGatewayPage: Decodable, Sendable { let natGateways: [NATGateway] }
private struct EndpointPage: Decodable, Sendable { let vpcEndpoints: [VPCEndpointDescription] }
private struct SecurityGroupPage: Decodable, Sendable { let securityGroups: [SecurityGroupDescription] }
private struct SecretPage: Decodable, Sendable { let secretList: [SecretDescription] }
private struct LogGroupPage: Decodable, Sendable { let logGroups: [LogGroupDescription] }
private struct AlarmPage: Decodable, Sendable { let metricAlarms: [AlarmDescription] }

extension TaggedResources.Resource {
    fileprivate var bucketName: String { resourceARN.split(separator: ":").last.map(String.init) ?? resourceARN }
}
