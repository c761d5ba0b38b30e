import Foundation

extension Auditor {
    /// What is paid for and not used: of the project, and of nobody.
    var wasteFindings: [Finding] { volumeWaste + addressWaste + stoppedInstances + oldVolumeSnapshots + oldDatabaseSnapshots }

    private func isRelevant(_ id: String, _ tags: ResourceTags?) -> Bool { scope.owner(of: id, tags: tags) != .others }

    private var volumeWaste: [Finding] {
        inventory.volumes.filter { $0.state == "available" && isRelevant($0.volumeId, $0.tags) }.map { volume in
            Finding(
                .unattachedVolume, scope.reference(to: volume.volumeId, type: "AWS::EC2::Volume", tags: volume.tags),
                "\(volume.size) GiB \(volume.volumeType)\(monthlyCost(.volume(type: volume.volumeType), volume.size)) are attached to no instance",
                fix: "aws ec2 create-snapshot --volume-id \(volume.volumeId) if it is needed, then: aws ec2 delete-volume --volume-id \(volume.volumeId)")
        }
    }

    private var addressWaste: [Finding] {
        inventory.addresses.filter { $0.associationId == nil && isRelevant($0.reference(in: scope), $0.tags) }.map { address in
            Finding(
                .idleAddress, scope.reference(to: address.reference(in: scope), type: "AWS::EC2::EIP", tags: address.tags),
                "\(address.publicIp)\(monthlyCost(.idleAddress)) is associated with nothing",
                fix: "aws ec2 release-address --allocation-id \(address.allocationId ?? address.publicIp)")
        }
    }

    private var stoppedInstances: [Finding] {
        inventory.instances.compactMap { instance in
            guard instance.state.name == "stopped", isRelevant(instance.instanceId, instance.tags) else { return nil }
            let volumes = inventory.volumes.filter { instance.volumeIDs.contains($0.volumeId) }
            guard !volumes.isEmpty || !instance.volumeIDs.isEmpty else { return nil }
            // What daily-scheduler stopped for the night, it starts in the morning.
            guard instance.tags?[SchedulerTag.stopped] == nil else { return nil }
            let size = volumes.map(\.size).clampedSum
            let types = Set(volumes.map(\.volumeType))
            let cost = types.count == 1 ? types.first.map { monthlyCost(.volume(type: $0), size) } ?? "" : ""
            let since = instance.stateTransitionReason?.firstMatch(of: #/\((\d{4}-\d{2}-\d{2})/#).map { " since \($0.1)" } ?? ""
            let disks = volumes.isEmpty ? "\(instance.volumeIDs.count) volumes" : "\(size) GiB\(cost)"
            return Finding(
                .stoppedInstance, scope.reference(to: instance.instanceId, type: "AWS::EC2::Instance", tags: instance.tags),
                "stopped\(since), with \(disks)",
                fix: "start it, or make an image of it and: aws ec2 terminate-instances --instance-ids \(instance.instanceId)")
        }
    }

    /// Whole days since a time, where it is older than a snapshot may get: by the second, as `cleanup` has it.
    private func excessiveAge(_ time: Date?) -> Int? {
        guard let days = time.map({ now.timeIntervalSince($0) / 86_400 }), days > Double(snapshotDays) else { return nil }
        return Int(clamping: days.rounded(.down))
    }

    private var oldVolumeSnapshots: [Finding] {
        inventory.volumeSnapshots.compactMap { snapshot in
            guard !snapshot.belongsToImage, isRelevant(snapshot.snapshotId, snapshot.tags), let age = excessiveAge(snapshot.startTime?.date)
            else { return nil }
            return Finding(
                .oldSnapshot, scope.reference(to: snapshot.snapshotId, type: "AWS::EC2::Snapshot", tags: snapshot.tags),
                "\(age) days old, up to \(snapshot.volumeSize) GiB\(monthlyCost(.volumeSnapshot, snapshot.volumeSize))",
                fix: "aws ec2 delete-snapshot --snapshot-id \(snapshot.snapshotId)")
        }
    }

    /// Manual snapshots that are old, bar each database's last good one.
    private var oldDatabaseSnapshots: [Finding] {
        let manual = inventory.databaseSnapshots.filter { snapshot in
            snapshot.isManual && (scope.owns(snapshot.instance, nil) || isRelevant(snapshot.name, snapshot.tags))
        }
        var newest: [String: DatabaseSnapshot] = [:]
        for snapshot in manual where snapshot.isGood {
            if let other = newest[snapshot.instance], (other.dataTime ?? .distantPast) >= (snapshot.dataTime ?? .distantPast) { continue }
            newest[snapshot.instance] = snapshot
        }
        return manual.compactMap { snapshot in
            guard newest[snapshot.instance]?.name != snapshot.name, let age = excessiveAge(snapshot.created) else { return nil }
            return Finding(
                .oldSnapshot, scope.reference(to: snapshot.name, type: "AWS::RDS::DBSnapshot", tags: snapshot.tags),
                "\(age) days old\(snapshot.gibibytes.map { ", up to \($0) GiB\(monthlyCost(.databaseBackup, $0))" } ?? "")",
                fix: "make cleanup ENV=\(environment.name), or: aws rds delete-db-snapshot --db-snapshot-identifier \(snapshot.name)")
        }
    }

    /// Resources of the environment that lack the tags which bills and the scheduler go by.
    var tagFindings: [Finding] {
        var tagged: [(id: String, type: String, tags: ResourceTags?)] = []
        let ours = Set(inventory.instances.filter(scope.owns).map(\.instanceId))
        tagged += inventory.instances.filter { ours.contains($0.instanceId) }.map { ($0.instanceId, "AWS::EC2::Instance", $0.tags) }
        tagged += inventory.volumes.filter { volume in
            scope.owns(volume.volumeId, volume.tags) || (volume.attachments ?? []).contains { ours.contains($0.instanceId ?? "") }
        }.map { ($0.volumeId, "AWS::EC2::Volume", $0.tags) }
        tagged += inventory.addresses.filter { scope.owns($0.reference(in: scope), $0.tags) }.map { ($0.reference(in: scope), "AWS::EC2::EIP", $0.tags) }
        tagged += inventory.natGateways.filter { scope.owns($0) || scope.networks.contains($0.vpcId ?? "") }
            .map { ($0.natGatewayId, "AWS::EC2::NatGateway", $0.tags) }
        // A network comes with a group called default, which has no tags and lets nobody in.
        tagged += inventory.securityGroups.filter { scope.networks.contains($0.vpcId ?? "") && $0.groupName != "default" }
            .map { ($0.groupId, "AWS::EC2::SecurityGroup", $0.tags) }
        tagged += inventory.databases.filter(scope.owns).map { ($0.identifier, "AWS::RDS::DBInstance", $0.tags) }
        tagged += inventory.loadBalancerTags.map { ($0.key, "AWS::ElasticLoadBalancingV2::LoadBalancer", $0.value) }
        tagged += inventory.buckets.compactMap { bucket in bucket.tags.map { (bucket.name, "AWS::S3::Bucket", $0) } }
        return tagged.compactMap { id, type, tags in
            let missing = ["Project", "Environment"].filter { (tags?[$0] ?? "").isEmpty }
            guard !missing.isEmpty else { return nil }
            let values = missing.map { "Key=\($0),Value=\($0 == "Project" ? scope.project : scope.environment)" }.joined(separator: " ")
            let fix =
                switch type {
                case "AWS::ElasticLoadBalancingV2::LoadBalancer": "aws elbv2 add-tags --resource-arns \(id) --tags \(values)"
                case _ where type.hasPrefix("AWS::EC2::"): "aws ec2 create-tags --resources \(id) --tags \(values)"
                default: "add the tags in its stack and deploy"
                }
            return Finding(.untagged, scope.reference(to: id, type: type, tags: tags), "it has no tag \(missing.joined(separator: " and no tag "))", fix: fix)
        }
    }
}
