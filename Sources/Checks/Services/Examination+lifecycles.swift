import Template

extension Examination {
    /// What a bucket's rule expires has been moved before, if it is to be moved at all ("Transitioning objects using Amazon
    /// S3 Lifecycle" in the Amazon S3 user guide).
    mutating func checkLifecycles() {
        for (bucket, wiring) in cases(of: "AWS::S3::Bucket") {
            let rules = wiring.member("Rules", of: bucket.value("LifecycleConfiguration"))
            for (index, rule) in wiring.elements(of: rules).enumerated() {
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
}
