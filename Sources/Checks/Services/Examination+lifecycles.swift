import Template

extension Examination {
    /// What a bucket's rule expires has been moved before, if it is to be moved at all ("Transitioning objects using Amazon
    /// S3 Lifecycle" in the Amazon S3 user guide).
    mutating func checkLifecycles() {
        checkBackups()
        for (bucket, wiring) in cases(of: "AWS::S3::Bucket") {
            let rules = wiring.member("Rules", of: bucket.value("LifecycleConfiguration"))
            for (index, rule) in wiring.placedElements(of: rules) {
                let transitions = wiring.elements(of: wiring.member("Transitions", of: rule))
                let moves = (transitions + [wiring.member("Transition", of: rule)].compactMap(\.self))
                    .compactMap { wiring.number(wiring.member("TransitionInDays", of: $0)) }
                guard let end = wiring.number(wiring.member("ExpirationInDays", of: rule)),
                    let last = moves.max(), end <= last
                else { continue }
                report(
                    "lifecycle-days", "objects go after \(end.words) days, and move after \(last.words)", at: bucket,
                    .key("LifecycleConfiguration"), .key("Rules"), .index(index), .key("ExpirationInDays"),
                    fix: "let them stay longer than \(last.words) days, or do not move them")
            }
        }
    }

    /// "AWS::Backup::BackupPlan LifecycleResourceType" in the CloudFormation template reference.
    private mutating func checkBackups() {
        for (plan, wiring) in ownCases(of: "AWS::Backup::BackupPlan") {
            let rules = wiring.member("BackupPlanRule", of: plan.value("BackupPlan"))
            for (index, rule) in wiring.placedElements(of: rules) {
                let steps: [Template.Path.Step] = [.key("BackupPlan"), .key("BackupPlanRule"), .index(index)]
                check(wiring.member("Lifecycle", of: rule), of: plan, steps, wiring)
                for (copy, action) in wiring.placedElements(of: wiring.member("CopyActions", of: rule)) {
                    check(
                        wiring.member("Lifecycle", of: action), of: plan, steps + [.key("CopyActions"), .index(copy)],
                        wiring)
                }
            }
        }
    }

    private mutating func check(
        _ lifecycle: WiredValue?, of plan: WiredResource, _ steps: [Template.Path.Step], _ wiring: Wiring
    ) {
        let least: Double = 90
        guard let end = wiring.number(wiring.member("DeleteAfterDays", of: lifecycle)), end > 0,
            let move = wiring.number(wiring.member("MoveToColdStorageAfterDays", of: lifecycle)), move > 0,
            end < move + least
        else { return }
        report(
            "lifecycle-days",
            "backups go after \(end.words) days, and stay in cold storage, which they reach after \(move.words), for "
                + "\(least.words) at least", at: plan,
            steps: steps + [.key("Lifecycle"), .key("DeleteAfterDays")],
            fix: "keep them for \((move + least).words) days or more, or do not move them")
    }
}
