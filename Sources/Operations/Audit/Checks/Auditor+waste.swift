import AWSAccess
import Diagnostics
import Foundation

extension Auditor {
    /// What is paid for and not used: of the project, and of nobody.
    var wasteFindings: [Diagnostic] {
        volumeWaste + addressWaste + stoppedInstances + oldVolumeSnapshots + oldDatabaseSnapshots
    }

    private func isRelevant(_ id: String, _ tags: ResourceTags?) -> Bool { scope.owner(of: id, tags: tags) != .others }

    private var volumeWaste: [Diagnostic] {
        inventory.volumes.filter { $0.state == "available" && isRelevant($0.volumeId, $0.tags) }.map { volume in
            finding(
                .unattachedVolume, scope.reference(to: volume.volumeId, type: "AWS::EC2::Volume", tags: volume.tags),
                "\(volume.size) GiB \(volume.volumeType)\(monthlyCost(.volume(type: volume.volumeType), volume.size)) are attached to no instance",
                fix: "make a snapshot of it if it is needed, then",
                command: "aws ec2 delete-volume --volume-id \(volume.volumeId)")
        }
    }

    private var addressWaste: [Diagnostic] {
        inventory.addresses.filter { $0.associationId == nil && isRelevant($0.reference(in: scope), $0.tags) }.map {
            address in
            finding(
                .idleAddress,
                scope.reference(to: address.reference(in: scope), type: "AWS::EC2::EIP", tags: address.tags),
                "\(address.publicIp)\(monthlyCost(.idleAddress)) is associated with nothing",
                command:
                    "aws ec2 release-address \(address.allocationId.map { "--allocation-id \($0)" } ?? "--public-ip \(address.publicIp)")"
            )
        }
    }

    private var stoppedInstances: [Diagnostic] {
        inventory.instances.compactMap { instance in
            guard instance.state.name == "stopped", isRelevant(instance.instanceId, instance.tags) else { return nil }
            let volumes = inventory.volumes.filter { instance.volumeIDs.contains($0.volumeId) }
            guard !volumes.isEmpty || !instance.volumeIDs.isEmpty else { return nil }
            // What daily-scheduler stopped for the night, it starts in the morning.
            guard instance.tags?[SchedulerTag.stopped] == nil else { return nil }
            let size = volumes.map(\.size).clampedSum
            let types = Set(volumes.map(\.volumeType))
            let cost = types.count == 1 ? types.first.map { monthlyCost(.volume(type: $0), size) } ?? "" : ""
            let since =
                instance.stateTransitionReason?.firstMatch(of: #/\((\d{4}-\d{2}-\d{2})/#).map { " since \($0.1)" } ?? ""
            let disks = volumes.isEmpty ? "\(instance.volumeIDs.count) volumes" : "\(size) GiB\(cost)"
            return finding(
                .stoppedInstance,
                scope.reference(to: instance.instanceId, type: "AWS::EC2::Instance", tags: instance.tags),
                "stopped\(since), with \(disks)",
                fix: "start it, or make an image of it and",
                command: "aws ec2 terminate-instances --instance-ids \(instance.instanceId)")
        }
    }

    /// Whole days since a time, where it is older than a snapshot may get: by the second, as `cleanup` has it.
    private func excessiveAge(_ time: Date?) -> Int? {
        guard let days = time.map({ now.timeIntervalSince($0) / 86_400 }), days > Double(snapshotDays) else {
            return nil
        }
        return Int(clamping: days.rounded(.down))
    }

    private var oldVolumeSnapshots: [Diagnostic] {
        inventory.volumeSnapshots.compactMap { snapshot in
            guard !snapshot.belongsToImage, isRelevant(snapshot.snapshotId, snapshot.tags),
                let age = excessiveAge(snapshot.startTime?.date)
            else { return nil }
            return finding(
                .oldSnapshot, scope.reference(to: snapshot.snapshotId, type: "AWS::EC2::Snapshot", tags: snapshot.tags),
                "\(age) days old, up to \(snapshot.volumeSize) GiB\(monthlyCost(.volumeSnapshot, snapshot.volumeSize))",
                command: "aws ec2 delete-snapshot --snapshot-id \(snapshot.snapshotId)")
        }
    }

    /// Manual snapshots that are old, bar each database's last good one.
    private var oldDatabaseSnapshots: [Diagnostic] {
        let manual = inventory.databaseSnapshots.filter { snapshot in
            snapshot.isManual && (scope.owns(snapshot.instance, nil) || isRelevant(snapshot.name, snapshot.tags))
        }
        var newest: [String: DatabaseSnapshot] = [:]
        for snapshot in manual where snapshot.isGood {
            if let other = newest[snapshot.instance],
                (other.dataTime ?? .distantPast) >= (snapshot.dataTime ?? .distantPast)
            {
                continue
            }
            newest[snapshot.instance] = snapshot
        }
        return manual.compactMap { snapshot in
            guard newest[snapshot.instance]?.name != snapshot.name, let age = excessiveAge(snapshot.created) else {
                return nil
            }
            return finding(
                .oldSnapshot, scope.reference(to: snapshot.name, type: "AWS::RDS::DBSnapshot", tags: snapshot.tags),
                "\(age) days old\(snapshot.gibibytes.map { ", up to \($0) GiB\(monthlyCost(.databaseBackup, $0))" } ?? "")",
                fix: "\(environment.commandLine("cleanup", through: connection)), or",
                command: "aws rds delete-db-snapshot --db-snapshot-identifier \(snapshot.name)")
        }
    }
}
