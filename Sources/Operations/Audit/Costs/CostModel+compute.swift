import Foundation
import Prices

extension CostModel {
    func compute(_ inventory: Inventory) -> [CostItem] {
        let instances = inventory.instances.filter(scope.owns)
        return running(instances, inventory) + disks(of: Set(instances.map(\.instanceId)), inventory)
    }

    private func running(_ instances: [Instance], _ inventory: Inventory) -> [CostItem] {
        var items: [CostItem] = []
        let elastic = Set(inventory.addresses.map(\.publicIp))
        for instance in instances where instance.isBilled {
            let resource = scope.reference(to: instance.instanceId, type: "AWS::EC2::Instance", tags: instance.tags)
            let isWindows = instance.platform?.lowercased() == "windows"
            items.append(
                .init(
                    resource: resource, tier: .application, what: instance.instanceType, quantity: 1,
                    priced: isWindows
                        ? .other(type: "\(instance.instanceType) with Windows") : .instance(type: instance.instanceType)
                ))
            if let address = instance.publicIpAddress, !address.isEmpty, !elastic.contains(address) {
                items.append(
                    .init(
                        resource: resource, tier: .application, what: "public IPv4 address", quantity: 1,
                        priced: .publicAddress))
            }
        }
        return items
    }

    /// Volumes and their snapshots, of which tags or an attachment say that they are the environment's.
    private func disks(of ours: Set<String>, _ inventory: Inventory) -> [CostItem] {
        var items: [CostItem] = []
        for volume in inventory.volumes {
            let isAttached = (volume.attachments ?? []).contains { ours.contains($0.instanceId ?? "") }
            guard isAttached || scope.owns(volume.volumeId, volume.tags) else { continue }
            items.append(
                .init(
                    resource: scope.reference(to: volume.volumeId, type: "AWS::EC2::Volume", tags: volume.tags),
                    tier: .application, what: "\(volume.volumeType) volume, \(volume.size) GiB",
                    quantity: Amount(volume.size),
                    priced: .volume(type: volume.volumeType)))
        }
        for snapshot in inventory.volumeSnapshots where scope.owns(snapshot.snapshotId, snapshot.tags) {
            items.append(
                .init(
                    resource: scope.reference(to: snapshot.snapshotId, type: "AWS::EC2::Snapshot", tags: snapshot.tags),
                    tier: .application, what: "snapshot of \(snapshot.volumeSize) GiB",
                    quantity: Amount(snapshot.volumeSize),
                    priced: .volumeSnapshot, assumption: "snapshots store at most their volume's size"))
        }
        return items
    }
}
