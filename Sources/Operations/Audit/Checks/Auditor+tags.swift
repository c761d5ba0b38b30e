import AWSAccess
import Diagnostics
import Environments

extension Auditor {
    /// Something that should carry tags.
    private struct Tagged {
        let id: String
        let type: String
        let tags: ResourceTags?
        /// What commands of its service call it, where that is not its ID in the stacks.
        var commandID: String?
    }

    /// Resources of the environment that lack the tags which bills and the scheduler go by.
    var tagFindings: [Diagnostic] {
        tagged.compactMap { one in
            let missing = [EnvironmentFile.projectTag, EnvironmentFile.environmentTag].filter {
                (one.tags?[$0] ?? "").isEmpty
            }
            guard !missing.isEmpty else { return nil }
            let values = Self.tagOption(
                missing.map { ($0, $0 == EnvironmentFile.projectTag ? scope.project : scope.environment) })
            let command: String? =
                switch one.type {
                case "AWS::ElasticLoadBalancingV2::LoadBalancer":
                    "aws elbv2 add-tags --resource-arns \(one.id) --tags \(values)"
                case _ where one.type.hasPrefix("AWS::EC2::"):
                    "aws ec2 create-tags --resources \(one.commandID ?? one.id) --tags \(values)"
                default: nil
                }
            return finding(
                .untagged, scope.reference(to: one.id, type: one.type, tags: one.tags),
                "it has no tag \(missing.joined(separator: " and no tag "))",
                fix: command == nil ? "add the tags in its stack and deploy" : nil, command: command)
        }
    }

    private var tagged: [Tagged] {
        var tagged: [Tagged] = []
        let ours = Set(inventory.instances.filter(scope.owns).map(\.instanceId))
        tagged += inventory.instances.filter { ours.contains($0.instanceId) }.map {
            Tagged(id: $0.instanceId, type: "AWS::EC2::Instance", tags: $0.tags)
        }
        tagged += inventory.volumes.filter { volume in
            scope.owns(volume.volumeId, volume.tags)
                || (volume.attachments ?? []).contains { ours.contains($0.instanceId ?? "") }
        }.map { Tagged(id: $0.volumeId, type: "AWS::EC2::Volume", tags: $0.tags) }
        // CloudFormation calls an address by its number, which nothing of EC2 takes for the ID of a resource.
        tagged += inventory.addresses.filter { scope.owns($0.reference(in: scope), $0.tags) }
            .map {
                Tagged(id: $0.reference(in: scope), type: "AWS::EC2::EIP", tags: $0.tags, commandID: $0.allocationId)
            }
        tagged += inventory.natGateways.filter { scope.owns($0) || scope.networks.contains($0.vpcId ?? "") }
            .map { Tagged(id: $0.natGatewayId, type: "AWS::EC2::NatGateway", tags: $0.tags) }
        // A network comes with a group called default, which has no tags and lets nobody in.
        tagged += inventory.securityGroups.filter {
            scope.networks.contains($0.vpcId ?? "") && $0.groupName != "default"
        }
        .map { Tagged(id: $0.groupId, type: "AWS::EC2::SecurityGroup", tags: $0.tags) }
        tagged += inventory.databases.filter(scope.owns).map {
            Tagged(id: $0.identifier, type: "AWS::RDS::DBInstance", tags: $0.tags)
        }
        tagged += inventory.loadBalancerTags.map {
            Tagged(id: $0.key, type: "AWS::ElasticLoadBalancingV2::LoadBalancer", tags: $0.value)
        }
        tagged += inventory.buckets.compactMap { bucket in
            bucket.tags.map { Tagged(id: bucket.name, type: "AWS::S3::Bucket", tags: $0) }
        }
        return tagged
    }

    /// Tags as options take them: the AWS CLI's shorthand, or one JSON list where that, or a shell, would read a value
    /// otherwise.
    static func tagOption(_ tags: [(key: String, value: String)]) -> String {
        if tags.allSatisfy({ $0.value.wholeMatch(of: #/[A-Za-z0-9._:\/@+-]+/#) != nil }) {
            return tags.map { "Key=\($0.key),Value=\($0.value)" }.joined(separator: " ")
        }
        func quoted(_ text: String) -> String {
            "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        let list =
            "[" + tags.map { "{\"Key\": \(quoted($0.key)), \"Value\": \(quoted($0.value))}" }.joined(separator: ", ")
            + "]"
        // A shell takes everything between two apostrophes as it is, bar an apostrophe.
        return "'" + list.replacing("'", with: "'\\''") + "'"
    }
}
