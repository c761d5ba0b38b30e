import AWSAccess
import Diagnostics
import Foundation
import Prices

extension CostModel {
    func databases(_ inventory: Inventory) -> [CostItem] {
        let databases = inventory.databases.filter(scope.owns)
        return databases.flatMap(items) + backups(inventory, of: databases) + retainedBackups(inventory)
            + secrets(inventory, of: databases)
    }

    private func items(_ database: DatabaseInstance) -> [CostItem] {
        var items: [CostItem] = []
        let resource = scope.reference(to: database.identifier, type: "AWS::RDS::DBInstance", tags: database.tags)
        let zones = database.multiAZ ? "Multi-AZ" : "Single-AZ"
        if database.isBilled {
            items.append(
                .init(
                    resource: resource, tier: .database,
                    what: "\(database.instanceClass) \(database.engine), \(zones)", quantity: 1,
                    priced: .database(
                        engine: database.engine, instanceClass: database.instanceClass, multiAZ: database.multiAZ)))
        }
        let type = database.storageType ?? "gp2"
        items.append(
            .init(
                resource: resource, tier: .database,
                what: "\(type) storage, \(database.allocatedStorage) GiB, \(zones)",
                quantity: Amount(database.allocatedStorage),
                priced: .databaseStorage(type: type, multiAZ: database.multiAZ)))
        if database.publiclyAccessible == true {
            items.append(
                .init(
                    resource: resource, tier: .database, what: "public IPv4 address", quantity: 1,
                    priced: .publicAddress))
        }
        if let support = ExtendedSupport(database, today: Day(of: now)), let year = support.year {
            items.append(
                .init(
                    resource: resource, tier: .database,
                    what:
                        "Extended Support of \(database.engine) \(support.major), \(support.processors.map { "\($0) vCPUs" } ?? "vCPUs unknown")",
                    quantity: support.processors.map { Amount($0) },
                    priced: .extendedSupport(engine: database.engine, version: support.major, year: year)))
        }
        return items
    }

    /// Backups up to the databases' size are free. Amazon RDS User Guide, "Backup storage".
    private func backups(_ inventory: Inventory, of databases: [DatabaseInstance]) -> [CostItem] {
        let names = Set(databases.map(\.identifier))
        let snapshots = inventory.databaseSnapshots.filter {
            $0.isManual && (names.contains($0.instance) || scope.owns($0.name, $0.tags))
        }
        guard !snapshots.isEmpty else { return [] }
        let stored = snapshots.compactMap(\.gibibytes).clampedSum
        let free = databases.map(\.allocatedStorage).clampedSum
        return [
            CostItem(
                resource: DeployedResource(type: "AWS::RDS::DBSnapshot", id: "snapshots", name: "manual snapshots"),
                tier: .database,
                what:
                    "\(snapshots.count) snapshot\(snapshots.count == 1 ? "" : "s"), \(stored) GiB, of which \(min(stored, free)) free",
                quantity: max(0, Amount(stored) - Amount(free)), priced: .databaseBackup,
                assumption:
                    "manual snapshots store at most their database's size; as much as the databases' size is free, of which automated backups are taken to use nothing"
            )
        ]
    }

    /// Billed like snapshots, by an amount that RDS does not tell.
    private func retainedBackups(_ inventory: Inventory) -> [CostItem] {
        inventory.retainedBackups.filter { scope.owns($0.resource, $0.tags) }.map { backup in
            CostItem(
                resource: DeployedResource(type: AutomatedBackup.type, id: backup.resource, name: backup.instance),
                tier: .database,
                what: "retained automated backups, size not told by RDS", quantity: nil, priced: .databaseBackup)
        }
    }

    /// Those that RDS keeps for the databases, and what else is the environment's.
    private func secrets(_ inventory: Inventory, of databases: [DatabaseInstance]) -> [CostItem] {
        var items: [CostItem] = []
        let managed = Set(databases.compactMap { $0.masterUserSecret?.secretArn })
        for secret in inventory.secrets where managed.contains(secret.arn) || scope.owns(secret.arn, secret.tags) {
            items.append(
                .init(
                    resource: scope.reference(to: secret.arn, type: "AWS::SecretsManager::Secret", tags: secret.tags)
                        .renamed(secret.name),
                    tier: .database, what: "secret", quantity: 1, priced: .secret))
        }
        return items
    }
}

extension DeployedResource {
    /// With another name, unless it has one of its own.
    func renamed(_ name: String) -> DeployedResource {
        self.name == id ? DeployedResource(type: type, id: id, name: name) : self
    }
}
