import Template

extension Examination {
    /// "Working with DB instance read replicas" in the Amazon RDS user guide: a replica begins with a backup of its source.
    mutating func checkReplicas() {
        for (replica, wiring) in cases(of: "AWS::RDS::DBInstance") {
            guard
                let source = wiring.target(
                    of: replica.value("SourceDBInstanceIdentifier"), type: "AWS::RDS::DBInstance"),
                wiring.number(source.value("BackupRetentionPeriod")) == 0
            else { continue }
            report(
                "replica-source", "\(source.logicalID) keeps no backups, and a read replica begins with one",
                at: replica, .key("SourceDBInstanceIdentifier"), notes: [("the source", source)],
                fix: "give \(source.logicalID) a BackupRetentionPeriod of 1 or more")
        }
    }
}
