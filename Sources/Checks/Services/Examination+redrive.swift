import Template

extension Examination {
    /// A queue takes the dead letters of those that it lets ("Configure a dead-letter queue" in the Amazon SQS developer
    /// guide).
    mutating func checkRedrive() {
        for (queue, wiring) in cases(of: "AWS::SQS::Queue") {
            let arn = wiring.member("deadLetterTargetArn", of: queue.value("RedrivePolicy"))
            guard let letters = wiring.target(of: arn, type: "AWS::SQS::Queue"),
                !wiring.mayTakeLetters(letters, of: queue)
            else { continue }
            report(
                "missing-permission", "\(letters.logicalID) does not take the dead letters of \(queue.logicalID)",
                at: queue, .key("RedrivePolicy"), notes: [("the queue of dead letters", letters)],
                fix: "name \(queue.logicalID) in its RedriveAllowPolicy, or allow all")
        }
    }
}

extension Wiring {
    fileprivate func mayTakeLetters(_ letters: WiredResource, of queue: WiredResource) -> Bool {
        let policy = letters.value("RedriveAllowPolicy")
        switch text(member("redrivePermission", of: policy), otherwise: "allowAll") {
        case "denyAll": return false
        case "byQueue":
            guard let sources = possibleElements(of: member("sourceQueueArns", of: policy)),
                let arn = arn(of: queue)
            else { return true }
            return sources.contains { source in
                patterns(of: source.expression, in: source.stack).contains { $0.meets(arn) }
            }
        default: return true
        }
    }
}
