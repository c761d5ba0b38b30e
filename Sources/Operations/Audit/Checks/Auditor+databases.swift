import AWSAccess
import Diagnostics
import Foundation
import Prices

extension Auditor {
    var databaseFindings: [Diagnostic] {
        let databases = inventory.databases.filter(scope.owns)
        return databases.flatMap(findings) + databases.compactMap(supportFinding) + snapshotFindings(of: databases)
    }

    private func reference(_ database: DatabaseInstance) -> DeployedResource {
        scope.reference(to: database.identifier, type: "AWS::RDS::DBInstance", tags: database.tags)
    }

    private func findings(_ database: DatabaseInstance) -> [Diagnostic] {
        let resource = reference(database)
        let modify = "aws rds modify-db-instance --db-instance-identifier \(database.identifier) --apply-immediately"
        var findings: [Diagnostic] = []
        if database.publiclyAccessible == true {
            findings.append(
                finding(
                    .databasePublic, resource, "it is publicly accessible",
                    command: "\(modify) --no-publicly-accessible"))
        }
        if database.storageEncrypted == false {
            findings.append(
                finding(
                    .databaseNotEncrypted, resource, "StorageEncrypted is false",
                    fix:
                        "copy a snapshot with --kms-key-id alias/aws/rds and restore from the copy; encryption cannot be switched on later"
                ))
        }
        if ["mysql", "mariadb", "postgres"].contains(database.engine), let finding = tlsFinding(database, resource) {
            findings.append(finding)
        }
        switch database.backupRetentionPeriod {
        case 0?:
            findings.append(
                finding(
                    .noBackups, resource, "its backup retention is 0 days",
                    fix:
                        "\(setting(app.parameters.databaseBackupDays, "7", elseProperty: "BackupRetentionPeriod")), or",
                    command: "\(modify) --backup-retention-period 7")
            )
        case let days? where environment.isProtected && days < 7:
            findings.append(
                finding(
                    .shortBackups, resource, "its backup retention is \(days) day\(days == 1 ? "" : "s")",
                    fix: setting(app.parameters.databaseBackupDays, "7 or more", elseProperty: "BackupRetentionPeriod"))
            )
        default: break
        }
        if environment.isProtected, database.deletionProtection == false {
            findings.append(
                finding(
                    .noDeletionProtection, resource, "deletion protection is off",
                    fix: setting(app.parameters.deletionProtection, "true", elseProperty: "DeletionProtection")))
        }
        return findings
    }

    /// TLS is required by a parameter. Amazon RDS User Guide, "Requiring SSL/TLS for all connections to a MySQL DB
    /// instance".
    private func tlsFinding(_ database: DatabaseInstance, _ resource: DeployedResource) -> Diagnostic? {
        let name = database.engine == "postgres" ? "rds.force_ssl" : "require_secure_transport"
        // PostgreSQL requires it by itself since version 15; the others do not.
        let standard = database.engine == "postgres" && (Int(database.major.prefix { $0 != "." }) ?? 0) >= 15
        var known = false
        var isRequired = standard
        for group in database.parameterGroups ?? [] {
            guard let parameters = inventory.databaseParameters[group.name] else { continue }
            known = true
            if let value = parameters.first(where: { $0.parameterName == name })?.parameterValue {
                isRequired = ["1", "ON", "on", "true"].contains(value)
            }
        }
        guard known, !isRequired else { return nil }
        return finding(.databaseWithoutTLS, resource, "\(name) is off", fix: "set \(name) to 1 in its parameter group")
    }

    private func supportFinding(_ database: DatabaseInstance) -> Diagnostic? {
        guard let support = ExtendedSupport(database, today: Day(of: now)) else { return nil }
        let version = "\(database.engine) \(support.major)"
        let fix =
            support.successor.map {
                "\(setting(app.parameters.databaseVersion, $0, elseProperty: "EngineVersion")): it upgrades in place, and nothing leads back"
            }
            ?? "upgrade to a supported version"
        let processors =
            support.processors.map { count in
                "\(count) vCPUs\(database.multiAZ ? ", half of them the standby's," : "")"
            } ?? "vCPUs that are not known for \(database.instanceClass)"
        guard let year = support.year else {
            return finding(
                .outOfStandardSupport, reference(database), severity: .low,
                "standard support of \(version) ends on \(support.standardSupportEnds), and \(processors) are charged for from the next day",
                fix: fix)
        }
        let item = PricedItem.extendedSupport(engine: database.engine, version: support.major, year: year)
        let line = CostItem(
            resource: reference(database), tier: .database, what: version,
            quantity: support.processors.map { Amount($0) }, priced: item)
        let price = prices[item]
        var cost = "at a price that is not known here"
        let estimate = prices.estimate(of: item)
        let usd = price.map { $0.usd...$0.usd } ?? estimate?.usd
        if let hourly = line.hourly(usd), let monthly = line.monthly(usd) {
            cost = "\(hourly.text(4)) USD an hour, \(monthly.text(2)) a month"
        }
        if price == nil, let estimate {
            cost += ", going by \(estimate.usd.plainText) USD for a vCPU-hour, \(estimate.basis)"
        }
        return finding(
            .outOfStandardSupport, reference(database),
            "standard support of \(version) ended on \(support.standardSupportEnds), and \(processors) are charged for (\(cost))",
            fix: fix)
    }

    private func snapshotFindings(of databases: [DatabaseInstance]) -> [Diagnostic] {
        let names = Set(databases.map(\.identifier))
        return inventory.databaseSnapshots.filter { names.contains($0.instance) || scope.owns($0.name, $0.tags) }
            .flatMap { snapshot in
                let resource = scope.reference(to: snapshot.name, type: "AWS::RDS::DBSnapshot", tags: snapshot.tags)
                var findings: [Diagnostic] = []
                if inventory.publicSnapshots.contains(snapshot.name) {
                    findings.append(
                        finding(
                            .snapshotPublic, resource, "every AWS account may restore it",
                            command:
                                "aws rds modify-db-snapshot-attribute --db-snapshot-identifier \(snapshot.name) --attribute-name restore --values-to-remove all"
                        ))
                }
                if !snapshot.isEncrypted {
                    findings.append(
                        finding(
                            .snapshotNotEncrypted, resource, "Encrypted is false",
                            fix: "copy it with --kms-key-id alias/aws/rds, and delete this one"))
                }
                return findings
            }
    }
}
