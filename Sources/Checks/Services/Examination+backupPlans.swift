import Template

extension Examination {
    /// A locked vault takes what is kept neither too short nor too long ("AWS Backup Vault Lock" in the AWS Backup developer
    /// guide): other backups fail.
    mutating func checkBackupPlans() {
        for (plan, wiring) in cases(of: "AWS::Backup::BackupPlan") {
            for rule in wiring.places(at: "BackupPlan/BackupPlanRule/*", of: plan) {
                guard
                    let vault = wiring.target(
                        of: wiring.member("TargetBackupVault", of: rule.value), type: "AWS::Backup::BackupVault"),
                    let lock = vault.value("LockConfiguration"),
                    let days = wiring.number(
                        wiring.member("DeleteAfterDays", of: wiring.member("Lifecycle", of: rule.value)))
                else { continue }
                let least = wiring.number(wiring.member("MinRetentionDays", of: lock))
                let most = wiring.number(wiring.member("MaxRetentionDays", of: lock))
                guard least.map({ days < $0 }) == true || most.map({ days > $0 }) == true else { continue }
                let allowed = [least.map { "at least \($0.words)" }, most.map { "at most \($0.words)" }].compactMap(
                    \.self)
                report(
                    "backup-retention",
                    "backups are kept for \(days.words) days, and \(vault.logicalID) takes what is kept for \(allowed.joined(separator: " and "))",
                    severity: .warning, at: plan,
                    steps: rule.steps + [.key("Lifecycle"), .key("DeleteAfterDays")], notes: [("the vault", vault)],
                    fix: "keep them as long as the vault's LockConfiguration says, or choose another vault")
            }
        }
    }
}
