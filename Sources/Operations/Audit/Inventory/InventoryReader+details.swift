import AWSAccess
import Foundation

extension InventoryReader {
    /// What is asked about single resources of the environment, once those are known.
    func detailReadings(of inventory: Inventory) -> [Reading] {
        loadBalancerDetails(inventory) + launchTemplateDetails + databaseDetails(inventory)
            + prefixListDetails(inventory) + bucketDetails(inventory) + roleReadings
    }

    private func loadBalancerDetails(_ inventory: Inventory) -> [Reading] {
        let balancers = inventory.loadBalancers.filter(scope.owns).map(\.loadBalancerArn)
        let listeners = balancers.map { arn in
            list(
                "listeners of \(shown(arn))", .high, ["elbv2", "describe-listeners", "--load-balancer-arn", arn],
                as: Listeners.self
            ) {
                $0.listeners += $1.listeners
            }
        }
        // A call takes twenty. Elastic Load Balancing API Reference, "DescribeTags".
        let tags = stride(from: 0, to: balancers.count, by: 20).map { start in
            let arns = Array(balancers[start..<min(start + 20, balancers.count)])
            return list(
                "tags of load balancers", .low, ["elbv2", "describe-tags", "--resource-arns"] + arns,
                as: LoadBalancerTags.self
            ) { inventory, answer in
                for one in answer.tagDescriptions {
                    inventory.loadBalancerTags[one.resourceArn] = one.tags ?? ResourceTags()
                }
            }
        }
        return listeners + tags
    }

    private var launchTemplateDetails: [Reading] {
        scope.ids(ofType: "AWS::EC2::LaunchTemplate").map { id in
            list(
                "launch template \(shown(id))", .medium,
                ["ec2", "describe-launch-template-versions", "--launch-template-id", id, "--versions", "$Latest"],
                as: LaunchTemplateVersions.self
            ) { $0.launchTemplates += $1.launchTemplateVersions }
        }
    }

    private func databaseDetails(_ inventory: Inventory) -> [Reading] {
        let databases = inventory.databases.filter(scope.owns)
        let groups = Set(databases.flatMap { $0.parameterGroups ?? [] }.map(\.name))
        let parameters = groups.sorted().map { group in
            list(
                "database parameters \(shown(group))", .medium,
                ["rds", "describe-db-parameters", "--db-parameter-group-name", group, "--source", "user"],
                as: Parameters.self
            ) { $0.databaseParameters[group] = $1.parameters }
        }
        // An encrypted snapshot cannot be public. Amazon RDS User Guide, "Sharing a DB snapshot".
        let open = inventory.databaseSnapshots.filter { snapshot in
            snapshot.isManual && !snapshot.isEncrypted && owner(of: snapshot) != .others
        }
        return parameters + open.map { sharing(of: $0.name) }
    }

    private func prefixListDetails(_ inventory: Inventory) -> [Reading] {
        let lists = Set(
            inventory.securityGroups.filter(scope.contains).flatMap(\.ipPermissions).flatMap { $0.prefixListIds ?? [] }
                .map(\.prefixListId))
        return lists.sorted().map { id in
            list(
                "prefix list \(id)", .high, ["ec2", "get-managed-prefix-list-entries", "--prefix-list-id", id],
                as: PrefixListEntries.self
            ) { $0.prefixLists[id] = $1.entries.compactMap(\.cidr) }
        }
    }

    private func bucketDetails(_ inventory: Inventory) -> [Reading] {
        Set(scope.ids(ofType: "AWS::S3::Bucket") + inventory.taggedBuckets.keys).sorted().map { name in
            bucket(name, tags: inventory.taggedBuckets[name])
        }
    }

    /// Whose a snapshot is: with tags or without, its database's.
    func owner(of snapshot: DatabaseSnapshot) -> AuditScope.Owner {
        scope.resources[snapshot.instance] != nil ? .environment : scope.owner(of: snapshot.name, tags: snapshot.tags)
    }

    private func shown(_ id: String) -> String { scope.resources[id]?.name ?? id }

    private func sharing(of snapshot: String) -> Reading {
        list(
            "who may restore \(snapshot)", .high,
            ["rds", "describe-db-snapshot-attributes", "--db-snapshot-identifier", snapshot], as: SnapshotSharing.self
        ) { inventory, answer in
            let values = answer.result.attributes.filter { $0.name == "restore" }.flatMap { $0.values ?? [] }
            if values.contains("all") { inventory.publicSnapshots.insert(snapshot) }
        }
    }
}

private struct Listeners: Decodable, Sendable { let listeners: [ListenerDescription] }
private struct LoadBalancerTags: Decodable, Sendable {
    struct Description: Decodable, Sendable {
        let resourceArn: String
        let tags: ResourceTags?
    }
    let tagDescriptions: [Description]
}
private struct LaunchTemplateVersions: Decodable, Sendable { let launchTemplateVersions: [LaunchTemplateVersion] }
private struct Parameters: Decodable, Sendable { let parameters: [DatabaseParameter] }
private struct PrefixListEntries: Decodable, Sendable {
    struct Entry: Decodable, Sendable { let cidr: String? }
    let entries: [Entry]
}
private struct SnapshotSharing: Decodable, Sendable {
    struct Result: Decodable, Sendable {
        let attributes: [Attribute]
        enum CodingKeys: String, CodingKey { case attributes = "dBSnapshotAttributes" }
    }
    struct Attribute: Decodable, Sendable {
        let name: String
        let values: [String]?
        enum CodingKeys: String, CodingKey {
            case name = "attributeName"
            case values = "attributeValues"
        }
    }
    let result: Result
    enum CodingKeys: String, CodingKey { case result = "dBSnapshotAttributesResult" }
}
