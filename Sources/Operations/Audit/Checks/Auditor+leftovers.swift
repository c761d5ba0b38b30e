import AWSAccess
import Diagnostics
import Foundation
import Prices

extension Auditor {
    /// What is paid for of databases that are gone.
    var leftoverFindings: [Diagnostic] { retainedBackupFindings + orphanedLogFindings }

    private var retainedBackupFindings: [Diagnostic] {
        inventory.retainedBackups.filter { scope.owner(of: $0.resource, tags: $0.tags) != .others }.map { backup in
            finding(
                .retainedBackups, scope.reference(to: backup.resource, type: AutomatedBackup.type, tags: backup.tags),
                "automated backups of \(backup.instance), which is deleted; RDS does not tell how much they store, so their cost is not known",
                command: "aws rds delete-db-instance-automated-backup --dbi-resource-id \(backup.resource)")
        }
    }

    /// Nothing is said where the databases could not be read: every log group would look orphaned.
    private var orphanedLogFindings: [Diagnostic] {
        guard !inventory.unchecked.contains(where: { $0.what == "databases" }) else { return [] }
        let living = Set(inventory.databases.map(\.identifier))
        return inventory.logGroups.compactMap { group in
            guard let database = group.database, !living.contains(database) else { return nil }
            let gibibytes = group.storedBytes.map { Amount(Double($0) / 1_073_741_824, places: 3) }
            return finding(
                .orphanedLogs, scope.reference(to: group.logGroupName, type: "AWS::Logs::LogGroup"),
                "logs of the database \(database), which does not exist: \(gibibytes.map { "\($0) GiB\(monthlyCost(.logStorage, $0))" } ?? "size not known")",
                command: "aws logs delete-log-group --log-group-name \(group.logGroupName)")
        }
    }
}

extension LogGroupDescription {
    /// The database that RDS made it for. Amazon RDS User Guide, "Publishing database logs to Amazon CloudWatch Logs".
    var database: String? {
        logGroupName.wholeMatch(of: #/\/aws\/rds\/instance\/(?<name>[^\/]+)\/[^\/]+/#).map { String($0.name) }
    }
}
